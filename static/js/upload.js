/**
 * Sends chosen files one by one while the person goes on writing.
 *
 * Enhances every file input inside a `<form data-upload-url="…">` that holds the markup of
 * `templates/evidence/_upload.html`. Each file goes by itself as the multipart field `file`; the server answers
 *   201  with the HTML of the file's row, which is put into `[data-upload-list]`
 *   422  with one plain sentence, which is shown beside that file; the other files go on.
 * A broken connection is tried again after a growing pause. Without this module the inputs are sent with the form.
 *
 * Events on the form: `upload:done` (detail: the row) and `upload:idle` when nothing is under way any more.
 */

const LONGEST_SIDE = 2560; // pixels; minutes photographed on A4 stay readable
const QUALITY = 0.85;
const SMALL_ENOUGH = 600 * 1024; // bytes; shrinking less than this saves no time worth the work
const PAUSES = [1, 2, 4, 8, 15, 30, 30]; // seconds before each new try
const SILENCE = 60; // seconds without a byte before a connection counts as broken
const HEADER_BYTES = 128 * 1024; // EXIF stands at the beginning

const queues = new WeakMap();

document.addEventListener("change", (event) => {
  const input = event.target;
  const form = input.form;
  if (input.type !== "file" || !form || !form.dataset.uploadUrl || !input.files.length) return;
  queueOf(form).add(Array.from(input.files));
  input.value = ""; // they go by themselves; the form must not send them again
});

document.addEventListener(
  "submit",
  (event) => {
    const queue = queues.get(event.target);
    if (!queue || (event.submitter && event.submitter.hasAttribute("data-upload-ignore"))) return;
    if (queue.missing.length && !window.confirm(queue.say("confirm", { missing: queue.missing.length }))) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else {
      queue.leaving = true;
    }
  },
  true,
);

window.addEventListener("beforeunload", (event) => {
  const busy = Array.from(document.querySelectorAll("form[data-upload-url]")).some((form) => {
    const queue = queues.get(form);
    return queue && !queue.leaving && queue.unfinished.length;
  });
  if (busy) {
    event.preventDefault();
    event.returnValue = "";
  }
});

// The page comes back with the "back" button: what was confirmed then is not confirmed now.
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-upload-url]").forEach((form) => {
    if (queues.has(form)) queues.get(form).leaving = false;
  });
});

window.addEventListener("online", () => {
  document.querySelectorAll("form[data-upload-url]").forEach((form) => queues.get(form)?.wake());
});

function enhance(root) {
  for (const input of root.querySelectorAll("form[data-upload-url] [data-upload] input[type=file]")) {
    if (input.classList.contains("btn-check")) continue;
    const label = document.querySelector(`label[for="${CSS.escape(input.id)}"]`);
    if (!label) continue;
    // The native input says "no file chosen", which is wrong here; the label becomes the button.
    input.parentElement.classList.remove("flex-column-reverse");
    input.classList.add("btn-check");
    label.classList.add("btn", "btn-outline-primary", "btn-lg", "w-100");
  }
}

enhance(document);
document.addEventListener("htmx:load", (event) => enhance(event.target.parentElement || document));

function queueOf(form) {
  if (!queues.has(form)) queues.set(form, new Queue(form));
  return queues.get(form);
}

class Queue {
  constructor(form) {
    this.form = form;
    this.items = [];
    this.running = false;
    this.leaving = false;
    this.wakeUp = null;
  }

  find(name) {
    return this.form.querySelector(`[data-upload-${name}]`);
  }

  say(key, values = {}) {
    const texts = this.find("texts");
    const text = texts?.content.querySelector(`[data-text="${key}"]`)?.textContent ?? key;
    return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
  }

  get unfinished() {
    return this.items.filter((item) => item.state === "waiting" || item.state === "sending");
  }

  /** Files that the person chose and that are not on the record. */
  get missing() {
    return this.items.filter((item) => item.state !== "done");
  }

  add(files) {
    // A new choice begins a new count once the last one is complete.
    if (!this.missing.length) this.items = [];
    for (const file of files) this.items.push(this.makeItem(file));
    this.report();
    this.run();
  }

  makeItem(file) {
    const row = this.find("row").content.firstElementChild.cloneNode(true);
    const part = (name) => row.querySelector(`[data-upload-${name}]`);
    const item = { file, row, state: "waiting", progress: row.querySelector("progress"), message: part("message") };
    part("name").textContent = file.name;
    item.progress.setAttribute("aria-label", file.name);
    item.message.textContent = this.say("waiting");
    item.retry = part("retry");
    item.dismiss = part("dismiss");
    item.retry.addEventListener("click", () => {
      this.show(item, "waiting", this.say("waiting"));
      this.report();
      this.run();
    });
    item.dismiss.addEventListener("click", () => {
      this.items = this.items.filter((other) => other !== item);
      row.remove();
      this.report();
      this.find("label")?.control?.focus();
    });
    this.find("pending").append(row);
    return item;
  }

  show(item, state, message) {
    item.state = state;
    const stopped = state === "failed" || state === "refused";
    item.message.textContent = message;
    item.message.classList.toggle("text-danger", stopped);
    item.message.classList.toggle("text-secondary", !stopped);
    item.progress.hidden = stopped;
    item.retry.hidden = state !== "failed";
    item.dismiss.hidden = !stopped;
  }

  report(note = "") {
    const total = this.items.length;
    const done = this.items.filter((item) => item.state === "done").length;
    const missing = this.missing.length;
    let text = "";
    if (total) text = this.say(this.unfinished.length ? "progress" : missing ? "missing" : "finished", { done, total, missing });
    this.find("status").textContent = [note, text].filter(Boolean).join(" ");
    const pending = this.find("pending");
    pending.hidden = !pending.children.length;
  }

  async run() {
    if (this.running) return;
    this.running = true;
    // One at a time: on a weak network two halves arrive later than one whole.
    for (let item; (item = this.items.find((one) => one.state === "waiting")); ) await this.send(item);
    this.running = false;
    this.form.dispatchEvent(new CustomEvent("upload:idle", { bubbles: true }));
  }

  async send(item) {
    this.show(item, "sending", this.say("sending"));
    if (!item.file.size) {
      this.show(item, "refused", this.say("empty"));
      this.report();
      return;
    }
    item.blob ??= await shrunk(item.file);
    for (let attempt = 0; ; attempt += 1) {
      const answer = await this.post(item);
      const outcome = this.judge(answer);
      if (outcome === "done") return this.arrived(item, answer.text);
      if (outcome !== "again") {
        this.show(item, outcome.state, outcome.message);
        this.report();
        return;
      }
      if (attempt >= PAUSES.length) {
        this.show(item, "failed", this.say("lost"));
        this.report();
        return;
      }
      item.progress.value = 0;
      this.show(item, "sending", this.say("again", { seconds: PAUSES[attempt] }));
      await this.pause(PAUSES[attempt]);
      this.show(item, "sending", this.say("sending"));
    }
  }

  /** Wait; the device's "online" event ends the wait early. */
  pause(seconds) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, seconds * 1000);
      this.wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  wake() {
    this.wakeUp?.();
    const failed = this.items.filter((item) => item.state === "failed");
    for (const item of failed) this.show(item, "waiting", this.say("waiting"));
    if (failed.length) {
      this.report();
      this.run();
    }
  }

  post(item) {
    return new Promise((resolve) => {
      const url = this.form.dataset.uploadUrl;
      const body = new FormData();
      body.append("file", item.blob, item.file.name);
      const request = new XMLHttpRequest();
      let watch = 0;
      // A phone that leaves the cell does not always notice; the time counts from the last byte, not the first.
      const alive = () => {
        clearTimeout(watch);
        watch = setTimeout(() => request.abort(), SILENCE * 1000);
      };
      request.upload.addEventListener("progress", (event) => {
        alive();
        if (event.lengthComputable) item.progress.value = Math.floor((event.loaded / event.total) * 100);
      });
      request.upload.addEventListener("load", () => {
        alive();
        item.progress.removeAttribute("value");
        item.message.textContent = this.say("checking");
      });
      request.addEventListener("loadend", () => {
        clearTimeout(watch);
        const type = request.getResponseHeader("Content-Type") || "";
        // Signed out: the server leads to the sign-in page, and the browser follows without a word.
        const moved = request.responseURL && new URL(request.responseURL).pathname !== new URL(url, location.href).pathname;
        resolve({ status: request.status, text: request.responseText, plain: type.startsWith("text/plain"), moved });
      });
      request.open("POST", url);
      request.setRequestHeader("X-CSRFToken", csrfToken(this.form));
      request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
      alive();
      request.send(body);
    });
  }

  judge({ status, text, plain, moved }) {
    if (status === 401 || (moved && status < 500)) return { state: "failed", message: this.say("expired") };
    if (status >= 200 && status < 300) return "done";
    if (status === 0 || status === 408 || status === 425 || status === 429 || status >= 500) return "again";
    if (plain && text.trim()) return { state: "refused", message: text.trim() };
    if (status === 413) return { state: "refused", message: this.say("large") };
    return { state: "failed", message: this.say("odd") };
  }

  arrived(item, html) {
    const holder = document.createElement("template");
    holder.innerHTML = html.trim();
    const row = holder.content.firstElementChild;
    const list = this.find("list");
    const before = row?.dataset.file && list.querySelector(`[data-file="${CSS.escape(row.dataset.file)}"]`);
    let note = "";
    if (before) {
      before.replaceWith(row);
      note = this.say("known", { name: item.file.name });
    } else if (row) {
      list.append(row);
    }
    if (row) window.htmx?.process(row);
    item.state = "done";
    item.row.remove();
    item.blob = null;
    this.report(note);
    this.form.dispatchEvent(new CustomEvent("upload:done", { bubbles: true, detail: { row } }));
  }
}

function csrfToken(form) {
  const field = form.querySelector("[name=csrfmiddlewaretoken]");
  if (field) return field.value;
  const cookie = document.cookie.split("; ").find((pair) => pair.startsWith("csrftoken="));
  return cookie ? decodeURIComponent(cookie.slice("csrftoken=".length)) : "";
}

/**
 * Return the photo made smaller, or the file itself when that saves nothing or the device cannot do it.
 * The place where it was taken never leaves the phone; the time does, because reviewers look at it.
 */
async function shrunk(file) {
  if (!/^image\/(jpeg|heic|heif)$/.test(file.type) || file.size <= SMALL_ENOUGH || !window.createImageBitmap) return file;
  let bitmap = null;
  try {
    // Browsers that do not know "from-image" throw here rather than turn the photo on its side.
    bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
    const ratio = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(bitmap.width * ratio));
    canvas.height = Math.max(1, Math.round(bitmap.height * ratio));
    canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
    if (!blob || blob.type !== "image/jpeg" || blob.size >= file.size) return file;
    return await withDate(blob, await dateTaken(file));
  } catch {
    return file;
  } finally {
    bitmap?.close?.();
  }
}

/** Return EXIF DateTimeOriginal ("2025:10:05 14:30:00") of a JPEG, or "" when it has none. */
async function dateTaken(file) {
  const view = new DataView(await file.slice(0, HEADER_BYTES).arrayBuffer());
  try {
    if (view.getUint16(0) !== 0xffd8) return "";
    for (let at = 2; at + 4 < view.byteLength && view.getUint8(at) === 0xff; at += 2 + view.getUint16(at + 2)) {
      if (view.getUint16(at) !== 0xffe1 || view.getUint32(at + 4) !== 0x45786966) continue; // "Exif"
      const base = at + 10;
      const little = view.getUint16(base) === 0x4949;
      const details = tag(view, base, base + view.getUint32(base + 4, little), 0x8769, little);
      const date = details && tag(view, base, base + details, 0x9003, little);
      if (!date) return "";
      let text = "";
      for (let index = 0; index < 19; index += 1) text += String.fromCharCode(view.getUint8(base + date + index));
      return /^\d{4}:\d{2}:\d{2} \d{2}:\d{2}:\d{2}$/.test(text) ? text : "";
    }
  } catch {
    // Cut short or nonsense: nobody knows when it was taken.
  }
  return "";
}

/** Return the value (here always an offset) of a tag in the EXIF directory at `at`, or 0. */
function tag(view, base, at, wanted, little) {
  const count = view.getUint16(at, little);
  for (let index = 0; index < count; index += 1) {
    const entry = at + 2 + index * 12;
    if (view.getUint16(entry, little) === wanted) return view.getUint32(entry + 8, little);
  }
  return 0;
}

/** Return the JPEG with an EXIF block that holds nothing but the date. */
async function withDate(blob, date) {
  if (!date) return blob;
  const block = new DataView(new ArrayBuffer(74));
  const text = (at, value) => [...value].forEach((character, index) => block.setUint8(at + index, character.charCodeAt(0)));
  block.setUint16(0, 0xffe1);
  block.setUint16(2, 72);
  text(4, "Exif\0\0MM");
  block.setUint16(12, 42);
  block.setUint32(14, 8); // first directory
  block.setUint16(18, 1);
  block.setUint16(20, 0x8769); // where the details are
  block.setUint16(22, 4);
  block.setUint32(24, 1);
  block.setUint32(28, 26);
  block.setUint16(36, 1);
  block.setUint16(38, 0x9003); // when it was taken
  block.setUint16(40, 2);
  block.setUint32(42, 20);
  block.setUint32(46, 44);
  text(54, date);
  return new Blob([blob.slice(0, 2), block.buffer, blob.slice(2)], { type: "image/jpeg" });
}
