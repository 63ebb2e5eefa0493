// The queue's checkboxes and the audit form. Without this module everything still works, only without counting along.

// --- Queue: choose all that wait, count the chosen --------------------------------------------------------------

const bulk = document.querySelector("[data-bulk]");

if (bulk) {
  const boxes = [...bulk.querySelectorAll("input[name=ledger]")];
  const count = () => {
    const chosen = boxes.filter((box) => box.checked).length;
    bulk.querySelector("[data-count]").textContent = chosen;
    bulk.querySelector("[data-chosen]").hidden = false;
    bulk.querySelector("[data-bulk-submit]").disabled = chosen === 0;
    const said = bulk.querySelector("[data-bulk-count]");
    said.textContent = chosen ? `${chosen} ${said.dataset.unit}` : "";
  };
  bulk.addEventListener("change", count);
  bulk.querySelector("[data-select-all]").addEventListener("click", (event) => {
    event.preventDefault();
    const all = boxes.every((box) => box.checked);
    for (const box of boxes) box.checked = !all;
    count();
  });
  count();
}

// --- Audit form: the score as it stands, a return needs a word ---------------------------------------------------

function wireForm(form) {
  const rows = [...form.querySelectorAll(".check-row")];
  const add = () => {
    let score = 100;
    for (const row of rows) {
      const word = row.querySelector("[data-lost-word]");
      const lost = row.querySelector("input[value=lost]").checked;
      const points = Number(row.querySelector("[data-points]").value);
      word.textContent = lost ? `−${points}` : word.dataset.lostWord;
      if (lost) score -= points;
    }
    form.querySelector("[data-score]").textContent = score;
  };
  form.addEventListener("change", add);
  add();

  form.querySelector("[data-return]")?.addEventListener("click", (event) => {
    const details = form.closest("details");
    const comment = form.querySelector("textarea[name=comment]");
    const notes = rows
      .filter((row) => row.querySelector("input[value=lost]").checked)
      .map((row) => row.querySelector("input[name^=note-]"));
    if ([comment, ...notes].some((field) => field.value.trim())) return;
    // The server would say the same; here the next key already writes the reason.
    event.preventDefault();
    if (details) details.open = true;
    comment.focus();
    comment.scrollIntoView({ block: "center" });
  });
}

// A double click would send the verdict twice and read like a refusal.
document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (!form.matches("[data-judge]")) return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
  },
  true,
);
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("[data-judge]")) delete form.dataset.sent;
});

function wire() {
  const form = document.querySelector("[data-verdict]");
  if (form) wireForm(form);
  // The list keeps the current branch in sight.
  document.querySelector(".review-list [aria-current=true]")?.scrollIntoView({ block: "nearest" });
}

wire();
document.addEventListener("review:shown", wire);

// --- Evidence: a picture opens over the page ---------------------------------------------------------------------

document.addEventListener("click", (event) => {
  const viewer = document.getElementById("viewer");
  const link = event.target.closest("[data-viewer] a");
  if (!link || !viewer?.showModal || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const picture = viewer.querySelector("[data-viewer-picture]");
  const name = link.querySelector(".file-name").textContent;
  picture.src = link.href;
  picture.alt = name;
  viewer.querySelector("[data-viewer-name]").textContent = name;
  viewer.querySelector("[data-viewer-link]").href = link.href;
  viewer.showModal();
});
