// Small helps on every page. Whatever is here, the page also works without it.

const toasts = document.getElementById("toasts");

// --- Tabs: on a phone the current one may lie beyond the edge ------------------------------------------------------

for (const tab of document.querySelectorAll(".tabs a[aria-current]")) {
  const list = tab.closest(".tabs");
  list.scrollLeft = tab.offsetLeft - list.offsetLeft - (list.clientWidth - tab.offsetWidth) / 2;
}

// --- Menus: <details class="menu"> close on Escape, on a click outside and when another one opens ----------------

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (menu !== except) menu.open = false;
  }
}

document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.querySelector("details.menu[open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});

// --- Dialogs -----------------------------------------------------------------------------------------------------

// A question stands in the page as <details class="confirm"><dialog open>: readable without this module, modal with it.
document.addEventListener(
  "toggle",
  (event) => {
    const details = event.target;
    if (!(details instanceof HTMLDetailsElement) || !details.matches("details.confirm") || !details.open) return;
    const dialog = details.querySelector("dialog");
    if (!dialog?.showModal) return;
    dialog.removeAttribute("open");
    dialog.showModal();
    dialog.addEventListener(
      "close",
      () => {
        details.open = false;
        details.querySelector("summary").focus();
      },
      { once: true },
    );
  },
  true,
);

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (dialog?.showModal) {
    event.preventDefault();
    dialog.showModal();
    return;
  }
  const closer = event.target.closest("[data-close-dialog]");
  if (closer) {
    event.preventDefault();
    closer.closest("dialog")?.close();
    return;
  }
  // The backdrop belongs to the dialog element itself, everything visible to its children.
  if (event.target instanceof HTMLDialogElement && event.target.matches(":modal")) {
    const box = event.target.getBoundingClientRect();
    const inside =
      event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
    if (!inside) event.target.close();
  }
});

// --- Troubles ----------------------------------------------------------------------------------------------------

// Say something at the foot of the screen; `link` is an optional [text, address] that opens in a new window.
export function toast(text, link) {
  toasts.replaceChildren();
  const line = document.createElement("div");
  line.className = "toast-line";
  const words = document.createElement("span");
  words.textContent = text;
  line.append(words);
  if (link) {
    const anchor = document.createElement("a");
    [anchor.textContent, anchor.href] = link;
    anchor.target = "_blank";
    anchor.rel = "noopener";
    line.append(anchor);
  }
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "×";
  close.setAttribute("aria-label", toasts.dataset.close);
  close.addEventListener("click", () => line.remove());
  line.append(close);
  toasts.append(line);
}

export function cookie(name) {
  const found = document.cookie.split("; ").find((pair) => pair.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}

document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = cookie("csrftoken");
});

// A session that has ended answers with the sign-in page; swapping that into a form would throw away what was typed.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  if (xhr.responseURL && new URL(xhr.responseURL).pathname === toasts.dataset.loginUrl) {
    event.detail.shouldSwap = false;
    const here = encodeURIComponent(location.pathname + location.search);
    if (event.detail.elt.matches("[data-part]")) partFailed(event.detail.elt);
    if (event.detail.requestConfig.triggeringEvent?.type !== "load") {
      toast(toasts.dataset.expired, [toasts.dataset.login, `${toasts.dataset.loginUrl}?next=${here}`]);
    }
  }
});

for (const [name, words] of [
  ["htmx:sendError", toasts.dataset.offline],
  ["htmx:timeout", toasts.dataset.offline],
  ["htmx:responseError", toasts.dataset.refused],
]) {
  document.addEventListener(name, ({ detail }) => {
    if (detail.elt.matches("[data-part]")) partFailed(detail.elt);
    else toast(words);
  });
}

// A part that loads by itself, <div data-part hx-trigger="…, again">, says in its own place that it did not come.
function partFailed(part) {
  part.dataset.waits ??= part.querySelector(".waits")?.textContent ?? "";
  part.replaceChildren(document.getElementById("part-failed").content.cloneNode(true));
}

document.addEventListener("click", (event) => {
  const part = event.target.closest("[data-part-again]")?.closest("[data-part]");
  if (!part) return;
  const words = document.createElement("p");
  words.className = "waits";
  words.textContent = part.dataset.waits;
  words.tabIndex = -1;
  part.replaceChildren(words);
  words.focus(); // the button that had it is gone
  window.htmx.trigger(part, "again");
});

// --- Without a network -------------------------------------------------------------------------------------------

const offline = document.getElementById("offline");

function showNetwork() {
  offline.hidden = navigator.onLine;
  offline.textContent = navigator.onLine ? "" : offline.dataset.words;
}

if (!navigator.onLine) showNetwork();
window.addEventListener("offline", showNetwork);
window.addEventListener("online", showNetwork);

// What is sent now would end on the browser's own page of failure, and on some phones without what was typed.
document.addEventListener("submit", (event) => {
  if (navigator.onLine || event.target.method === "dialog") return;
  event.preventDefault();
  event.stopImmediatePropagation();
  toast(toasts.dataset.offline);
}, true);

// --- Back: what was typed is often still on the page before --------------------------------------------------------

for (const button of document.querySelectorAll("[data-back]")) {
  button.hidden = history.length < 2;
  button.addEventListener("click", () => history.back());
}

// --- Keys: <a data-key="j"> is clicked when j is pressed outside a text field; ? lists them ------------------------

function isTyping(target) {
  return target.closest("input:not([type=radio], [type=checkbox], [type=button], [type=submit]), textarea, select, [contenteditable]");
}

function showKeys() {
  const dialog = document.getElementById("shortcut-list");
  const rows = [...document.querySelectorAll("[data-key]")].map((element) => {
    const row = document.createElement("div");
    const key = document.createElement("dt");
    const mark = document.createElement("kbd");
    const words = document.createElement("dd");
    mark.textContent = element.dataset.key.toUpperCase();
    key.append(mark);
    words.textContent = element.dataset.keyLabel || element.firstChild?.textContent.trim() || element.textContent.trim();
    row.append(key, words);
    return row;
  });
  if (!rows.length) return;
  dialog.querySelector("dl").replaceChildren(...rows);
  dialog.showModal();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  if (isTyping(event.target) || document.querySelector("dialog:modal")) return;
  if (event.key === "?") {
    event.preventDefault();
    showKeys();
    return;
  }
  const key = event.key.toLowerCase();
  const target = [...document.querySelectorAll("[data-key]")].find(
    (element) => element.dataset.key === key && !element.matches(":disabled, [aria-disabled=true]"),
  );
  if (target) {
    event.preventDefault();
    target.click();
  }
});
