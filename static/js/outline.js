/**
 * Takes an outline over into the agenda with one tap.
 *
 * Works on `[data-outlines] button[data-fill]` (templates/ledgers/meeting_edit.html). Without it the button asks the
 * server to do the same.
 */

for (const button of document.querySelectorAll("[data-outlines] button[data-fill]")) {
  button.addEventListener("click", (event) => {
    const field = document.getElementById(button.dataset.fill);
    if (!field) return;
    event.preventDefault();
    const lines = [field.value.trim(), button.dataset.text].filter(Boolean);
    field.value = lines.join("\n");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
    button.hidden = true;
  });
}
