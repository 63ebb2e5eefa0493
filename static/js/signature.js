/**
 * Takes a signature drawn with a finger. Enhances `[data-signature]`: shows its canvas and sends the picture as a PNG
 * (multipart field `file`) to `data-url`; the answer (201) is put into `[data-signature-place]`. Without this module
 * the typed name is enough, and the box stays hidden.
 */

import { cookie } from "./site.js";

for (const box of document.querySelectorAll("[data-signature]")) enhance(box);

function enhance(box) {
  const canvas = box.querySelector("canvas");
  const ink = canvas.getContext("2d");
  const said = box.querySelector("[data-signature-said]");
  let drawn = false;

  function clear() {
    ink.fillStyle = "#fff";
    ink.fillRect(0, 0, canvas.width, canvas.height);
    drawn = false;
  }

  function place(event) {
    const frame = canvas.getBoundingClientRect();
    return [
      ((event.clientX - frame.left) * canvas.width) / frame.width,
      ((event.clientY - frame.top) * canvas.height) / frame.height,
    ];
  }

  canvas.style.touchAction = "none"; // the finger draws; it does not scroll the page
  ink.lineWidth = 3;
  ink.lineCap = "round";
  ink.strokeStyle = "#1b2733";
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    ink.beginPath();
    ink.moveTo(...place(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!event.buttons) return;
    ink.lineTo(...place(event));
    ink.stroke();
    drawn = true;
  });
  box.querySelector("[data-signature-clear]").addEventListener("click", clear);
  box.querySelector("[data-signature-save]").addEventListener("click", async () => {
    if (!drawn) return;
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
    const body = new FormData();
    body.append("file", blob, "signature.png");
    said.textContent = box.dataset.failed;
    try {
      const answer = await fetch(box.dataset.url, {
        method: "POST",
        body,
        headers: { "X-CSRFToken": cookie("csrftoken") || box.closest("form").elements.csrfmiddlewaretoken.value },
      });
      const text = await answer.text();
      if (answer.status === 201) {
        document.querySelector("[data-signature-place]").innerHTML = text;
        said.textContent = "";
        clear();
      } else if (answer.status === 422 || answer.status === 403) said.textContent = text;
    } catch {
      // The sentence stands there already; what was drawn stays in the box.
    }
  });
  clear();
  box.hidden = false;
}
