/* The library of remarks beside the comment: at a click, a number key, or Alt and a number while writing, a remark is
 * put into the comment or into the note that was written in last. Those for the reasons chosen come first; nine show.
 */

const SHOWN = 9;

function wire() {
  const place = document.querySelector("[data-remarks]");
  const form = place?.closest("form");
  if (!form) return;
  const comment = form.querySelector("textarea[name=comment]");
  const buttons = [...place.querySelectorAll("[data-reason]")];
  let field = comment;

  const order = () => {
    const chosen = new Set(
      [...form.querySelectorAll(".check-row")]
        .filter((row) => row.querySelector("input[value=lost]").checked)
        .map((row) => row.querySelector("select[name^=reason-]").value),
    );
    const fitting = buttons.filter((button) => chosen.has(button.dataset.reason));
    const others = buttons.filter((button) => !chosen.has(button.dataset.reason));
    [...fitting, ...others].forEach((button, index) => {
      const isShown = index < SHOWN;
      button.closest("li").hidden = !isShown;
      button.querySelector("kbd").textContent = isShown ? index + 1 : "";
      if (isShown) button.dataset.key = index + 1;
      else delete button.dataset.key;
      button.closest("ul").append(button.closest("li"));
    });
  };

  const insert = (button) => {
    const text = button.querySelector("span").textContent;
    const target = field.closest("[hidden]") || field.offsetParent === null ? comment : field;
    const joined = target.value.trim() ? `${target.value.replace(/[。；\s]+$/u, "")}；${text}` : text;
    if (target.maxLength > 0 && joined.length > target.maxLength) return;
    target.value = joined;
    target.dispatchEvent(new Event("change", { bubbles: true }));
    const details = form.closest("details");
    if (details) details.open = true;
    target.focus();
  };

  form.addEventListener("focusin", (event) => {
    if (event.target === comment || event.target.name?.startsWith("note-")) field = event.target;
  });
  place.addEventListener("click", (event) => {
    const button = event.target.closest("[data-reason]");
    if (button) insert(button);
  });
  form.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.altKey && /^Digit[1-9]$/.test(event.code)) {
      const button = buttons.find((each) => each.dataset.key === event.code.slice(-1));
      if (!button) return;
      event.preventDefault();
      insert(button);
    } else if (event.ctrlKey && event.key === "Enter" && event.target === comment) {
      event.preventDefault();
      form.querySelector("[data-return]")?.click();
    }
  });
  form.addEventListener("change", order);
  order();
  place.hidden = false;
}

wire();
document.addEventListener("review:shown", wire);
