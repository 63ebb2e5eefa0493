/* Review without waiting: the next ledger is fetched while this one is read and shown as soon as the verdict is taken,
 * and the page tells the server every minute that somebody works on it. Without this module each verdict loads a page.
 *
 * The verdict goes to the same address with the header X-Review-Next, which names the ledger that was fetched. The
 * answer is JSON (where to go on, and what to say) or, for a verdict that was not taken, the page with what was typed.
 * What was fetched is a little old: once shown, it asks for the queue beside it and whether the ledger has moved on.
 */
import { cookie, toast } from "./site.js";

const FRESH = 120000; // ms that a ledger fetched ahead may be old
const PULSE = 50000; // ms between two signs of life; the server forgets after 120 s

const words = document.getElementById("toasts").dataset;
const parse = (text) => new DOMParser().parseFromString(text, "text/html");
let ahead = null; // {url, at, page}

async function fetchAhead() {
  const url = document.querySelector("[data-next-ledger]")?.dataset.nextLedger;
  if (!url || !document.querySelector("[data-judge]")) {
    ahead = null;
    return;
  }
  if (ahead?.url === url && Date.now() - ahead.at < FRESH) return;
  const mine = { url, at: Date.now(), page: null };
  ahead = mine;
  try {
    const answer = await fetch(url, { headers: { "X-Review-Ahead": "1" } });
    if (!answer.ok || answer.redirected) return;
    mine.page = parse(await answer.text());
    for (const picture of mine.page.querySelectorAll("[data-viewer] img")) new Image().src = picture.src;
  } catch {
    // The verdict then loads the page.
  }
}

function show(page, url, said) {
  const main = document.adoptNode(page.querySelector("main"));
  document.title = page.title;
  document.body.className = page.body.className;
  document.querySelector("main").replaceWith(main);
  if (url) history.pushState(null, "", url);
  // Into the place that is already there: only then a screen reader reads it aloud.
  if (said) document.getElementById("messages").replaceChildren(...parse(said).getElementById("messages").childNodes);
  window.scrollTo(0, 0);
  main.focus({ preventScroll: true });
  document.dispatchEvent(new Event("review:shown"));
}

window.addEventListener("popstate", () => location.reload());

// --- The verdict -------------------------------------------------------------------------------------------------

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (event.defaultPrevented || !form.matches("[data-judge]")) return;
  if (!ahead?.page || Date.now() - ahead.at > FRESH) return;
  event.preventDefault();
  const next = ahead;
  const data = new FormData(form);
  if (event.submitter?.name) data.append(event.submitter.name, event.submitter.value);
  try {
    const answer = await fetch(form.action, { method: "POST", body: data, headers: { "X-Review-Next": next.url } });
    await follow(answer, next);
  } catch {
    toast(words.offline);
  }
  delete form.dataset.sent;
});

async function follow(answer, next) {
  const isJson = answer.headers.get("Content-Type")?.includes("json");
  if (answer.ok && isJson) {
    const { url, said } = await answer.json();
    if (said) show(next.page, next.url, said);
    else location.assign(url);
  } else if (answer.status === 409 || answer.status === 422) {
    show(parse(await answer.text()));
  } else if (answer.redirected && new URL(answer.url).pathname === words.loginUrl) {
    toast(words.expired, [words.login, `${words.loginUrl}?next=${encodeURIComponent(location.pathname + location.search)}`]);
  } else {
    toast(words.refused);
  }
}

// --- Signs of life -----------------------------------------------------------------------------------------------

// Only of somebody who moves: a page left open must neither hold a ledger nor keep the session from ending.
let isActive = true;
for (const kind of ["keydown", "pointerdown", "pointermove", "wheel", "touchmove"]) {
  document.addEventListener(kind, () => (isActive = true), { passive: true, capture: true });
}

async function pulse({ withList = false } = {}) {
  const place = document.querySelector("[data-presence-url]");
  if (!place?.dataset.presenceUrl || (!withList && (!isActive || document.hidden))) return;
  isActive = false;
  const shown = { revision: place.dataset.revision, status: place.dataset.status };
  if (withList) shown.list = "1";
  try {
    const answer = await fetch(place.dataset.presenceUrl, {
      method: "POST",
      body: new URLSearchParams(shown),
      headers: { "X-CSRFToken": cookie("csrftoken") },
    });
    if (!answer.ok || answer.redirected || !place.isConnected) return;
    const page = parse(await answer.text());
    const now = page.querySelector("[data-presence]");
    if (now.textContent.trim() !== place.textContent.trim()) place.replaceChildren(...now.childNodes);
    const list = page.querySelector(".review-list");
    if (list) document.querySelector(".review-list")?.replaceWith(document.adoptNode(list));
  } catch {
    // The next sign comes in a minute.
  }
  if (withList) fetchAhead();
}

setInterval(pulse, PULSE);
document.addEventListener("review:shown", () => {
  fetchAhead();
  pulse({ withList: true });
});
fetchAhead();
