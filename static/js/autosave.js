/**
 * Saves a record to the server while it is written.
 *
 * Enhances `form[data-autosave-url]`: every change is posted a moment after the last key, at once when a field is left
 * or the page is put away. The server answers with the new version (200), with "someone else saved" (409) or with
 * "may not be written" (403); what could not be read it names. A broken connection is tried again after a growing
 * pause. The form's own button does the same without this module.
 *
 * The saves of a page are numbered and go one at a time; see ledgers/drafts.py for why.
 */

import { cookie } from "./site.js";

const QUIET = 1000; // ms without a key before a save
const LONGEST = 15000; // ms of uninterrupted typing before a save all the same
const PAUSES = [3, 5, 10, 20, 30, 60]; // seconds before each new try
const PATIENCE = 20000; // ms before a silent server counts as a broken connection
const KEEPALIVE_BYTES = 60000; // browsers refuse more when a page is closed

for (const form of document.querySelectorAll("form[data-autosave-url]")) new Draft(form);

function Draft(form) {
  const state = document.getElementById("save-state");
  const banner = form.querySelector("[data-autosave-conflict]");
  let saved = body().signature; // what the server has
  let timer = 0;
  let firstChange = 0;
  let tries = 0;
  let running = null;
  let stopped = form.hasAttribute("data-autosave-paused");
  let leaving = false;

  function say(text, link) {
    if (state.textContent === text) return;
    state.textContent = text;
    state.classList.remove("text-danger");
    if (link) {
      const anchor = document.createElement("a");
      anchor.href = link;
      anchor.target = "_blank";
      anchor.rel = "noopener";
      anchor.textContent = state.dataset.login;
      state.append(" ", anchor);
    }
  }

  // The fields as they are, without files (they go by themselves) and without what changes by itself.
  function body() {
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (typeof value !== "string") data.delete(name);
    const own = ["csrfmiddlewaretoken", "version", "page", "number"];
    const fields = [...data].filter(([name]) => !own.includes(name));
    return { data, signature: JSON.stringify(fields) };
  }

  function later(ms) {
    clearTimeout(timer);
    timer = setTimeout(() => save(), ms);
  }

  function changed() {
    if (stopped || leaving) return;
    const now = Date.now();
    firstChange ||= now;
    if (!running && !tries) say(state.dataset.typing);
    if (!tries) later(now - firstChange > LONGEST ? 0 : QUIET);
  }

  async function save({ closing = false } = {}) {
    clearTimeout(timer);
    if (stopped || leaving) return;
    if (running && !closing) {
      await running;
      return;
    }
    const { signature } = body();
    if (signature === saved) {
      firstChange = 0;
      return;
    }
    form.elements.number.value = Number(form.elements.number.value) + 1;
    const { data } = body();
    const token = cookie("csrftoken");
    if (token) {
      form.elements.csrfmiddlewaretoken.value = token; // a new sign-in in another window has changed it
      data.set("csrfmiddlewaretoken", token);
    }
    if (!closing && tries === 0) say(state.dataset.saving);
    firstChange = 0;
    const request = send(data, signature, closing);
    running = request;
    await request;
    if (running === request) running = null;
    if (!stopped && !leaving && !tries && body().signature !== saved) later(QUIET);
  }

  async function send(data, signature, closing) {
    const stop = new AbortController();
    const watch = setTimeout(() => stop.abort(), PATIENCE);
    const small = new Blob([signature]).size < KEEPALIVE_BYTES;
    try {
      const answer = await fetch(form.dataset.autosaveUrl, {
        method: "POST",
        body: data,
        headers: { "X-Requested-With": "XMLHttpRequest" },
        keepalive: closing && small,
        signal: stop.signal,
      });
      await judge(answer, signature);
    } catch {
      again();
    } finally {
      clearTimeout(watch);
    }
  }

  async function judge(answer, signature) {
    if (answer.redirected || answer.status === 401) {
      // Signed out: the server has led to the sign-in page.
      say(state.dataset.expired, state.dataset.loginUrl);
      retryLater();
      return;
    }
    const isJson = (answer.headers.get("Content-Type") || "").startsWith("application/json");
    if (answer.ok && isJson) {
      const told = await answer.json();
      tries = 0;
      saved = signature;
      form.elements.version.value = told.version;
      say([told.message, ...Object.values(told.errors)].join("；"));
      state.classList.toggle("text-danger", Object.keys(told.errors).length > 0);
      return;
    }
    if (isJson && (answer.status === 409 || answer.status === 403)) {
      const told = await answer.json();
      stopped = true;
      say(told.message);
      if (answer.status === 409) {
        banner.querySelector("[data-autosave-reason]").textContent = told.message;
        banner.hidden = false;
        banner.scrollIntoView({ block: "center" });
      }
      return;
    }
    again();
  }

  function again() {
    say(state.dataset.offline);
    retryLater();
  }

  function retryLater() {
    later(PAUSES[Math.min(tries, PAUSES.length - 1)] * 1000);
    tries += 1;
  }

  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("focusout", () => {
    if (firstChange && !tries) later(50);
  });
  window.addEventListener("online", () => {
    if (tries) later(0);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save({ closing: true });
  });
  window.addEventListener("pagehide", () => save({ closing: true }));
  window.addEventListener("pageshow", () => {
    leaving = false;
  });

  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    if (running) {
      // Let the save under way end, so that the newer one comes after it.
      event.preventDefault();
      const { submitter } = event;
      running.finally(() => setTimeout(() => submitter?.click(), 0));
      return;
    }
    leaving = true;
    clearTimeout(timer);
    form.elements.number.value = Number(form.elements.number.value) + 1;
  });
}
