// The chat page. What is said comes through one stream of events; what she types waits in localStorage until
// the server has stored it, under an id of its own, so that sending it twice changes nothing.
import { bubble, element, enclose, groupOf, log, newer, offer, retire, showDay, toBottom, toLast, view } from "./log.js";

const [draft, state, form] = ["draft", "state", "form"].map((name) => document.getElementById(name));
const tag = document.body.dataset.tag;
const shown = new Map(); // by event id and by message key: the list item
const SETTLE = 400; // the second half of a double tap must not hit a button that has just moved under the finger

// ── what survives a reload ───────────────────────────────────────────────────

const store = {
  read(name, otherwise) {
    try { return JSON.parse(localStorage.getItem(`chihoi ${tag} ${name}`)) ?? otherwise; } catch { return otherwise; }
  },
  write(name, value) {
    try { localStorage.setItem(`chihoi ${tag} ${name}`, JSON.stringify(value)); } catch { /* full or forbidden */ }
  },
};
const waiting = store.read("waiting", []);

// ── showing ──────────────────────────────────────────────────────────────────

function show(message) {
  if (shown.has(message.id)) return;
  const known = message.key && shown.get(message.key);
  if (known) {
    settle(known, message);
  } else {
    showDay(message.at);
    const item = bubble(message.who, message.text);
    shown.set(message.id, item);
    if (message.key) shown.set(message.key, item);
    if (message.pick) retire(groupOf(message.pick), message.pick);
    enclose(item, message.links);
    if (message.options) offer(item, message.options);
    log.append(item);
    for (const one of waiting) { if (shown.has(one.id)) log.append(shown.get(one.id)); } // unsent ones stay last
  }
  if (!view.isReady) return;
  if (view.follows) toLast(); else if (message.who === "bot") newer.hidden = false;
}

function settle(item, message) {
  showDay(message.at, item);
  shown.set(message.id, item);
  item.querySelector(".note")?.remove();
  forget(message.key);
}

// ── sending ──────────────────────────────────────────────────────────────────

function forget(id) {
  const at = waiting.findIndex((one) => one.id === id);
  if (at >= 0) waiting.splice(at, 1);
  store.write("waiting", waiting);
}

function note(id, text, retry) {
  const item = shown.get(id);
  if (!item) return;
  item.querySelector(".note")?.remove();
  if (!text) return;
  const line = element("p", retry ? "note bad" : "note", text);
  if (retry) {
    const button = element("button", "", "Thử lại");
    button.type = "button";
    button.addEventListener("click", (event) => { pause = 0; typeOn(event); flush(); });
    line.append(button);
  }
  item.append(line);
}

function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function say(text, pick) {
  const message = { id: newId(), text, ...(pick ? { pick } : {}) };
  waiting.push(message);
  store.write("waiting", waiting);
  showWaiting(message);
  toBottom();
  flush();
}

function showWaiting(message) {
  const item = bubble("me", message.text);
  shown.set(message.id, item);
  log.append(item);
}

let sending = false;
let pause = 0;
let timer = 0;

async function flush() {
  clearTimeout(timer);
  if (sending) return;
  sending = true;
  while (waiting.length && await deliver(waiting[0])) { pause = 0; }
  sending = false;
}

/** One message on its way; whether the next one may follow. */
async function deliver(message) {
  const slow = setTimeout(() => note(message.id, "Đang gửi…"), 700);
  try {
    const answer = await post(message);
    clearTimeout(slow);
    note(message.id, "");
    if (answer.status < 500 && answer.status !== 429) {
      forget(message.id);
      if (!answer.ok) await refused(message, answer);
      return true;
    }
  } catch { clearTimeout(slow); }
  if (!waiting.includes(message)) return true; // the answer was lost on the way, but the stream has shown it
  note(message.id, "Chưa gửi được.", true);
  pause = Math.min((pause || 1000) * 2, 30000);
  timer = setTimeout(flush, pause);
  toBottom();
  return false;
}

async function post(message) {
  const stop = new AbortController();
  const late = setTimeout(() => stop.abort(), 15000);
  try {
    return await fetch("chat/messages", {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", "X-Chihoi": tag },
      body: JSON.stringify(message),
      signal: stop.signal,
    });
  } finally { clearTimeout(late); }
}

async function refused(message, answer) {
  let why = "Không gửi được tin này.";
  try { why = (await answer.json()).why || why; } catch { /* not ours */ }
  const item = shown.get(message.id);
  item?.append(element("p", "note bad", why));
  if (message.text && !message.pick && !draft.value) { draft.value = message.text; keepDraft(); }
  if (answer.status === 403 || answer.status === 409) setTimeout(reopen, 3000);
}

// ── hearing ──────────────────────────────────────────────────────────────────

let stream = null;
let last = "";
let again = 1000;

function listen() {
  stream = new EventSource(`chat/events?tag=${encodeURIComponent(tag)}&after=${encodeURIComponent(last)}`);
  stream.onmessage = (event) => { last = event.lastEventId || last; show(JSON.parse(event.data)); };
  stream.addEventListener("ready", (event) => {
    last = event.lastEventId || last;
    again = 1000;
    state.textContent = "";
    if (!view.isReady) toLast();
    view.isReady = true;
    log.setAttribute("aria-live", "polite");
    flush();
  });
  stream.onerror = () => {
    state.textContent = "Đang kết nối lại…";
    if (stream.readyState !== EventSource.CLOSED) return; // the browser tries again by itself
    setTimeout(reopen, again);
    again = Math.min(again * 2, 30000);
  };
}

/** The server would not let us listen: busy, or this page is no longer this browser's own. */
async function reopen() {
  try {
    const page = await fetch(location.href, { cache: "no-store" });
    const isStrange = page.status === 403 || (page.ok && !(await page.text()).includes(`data-tag="${tag}"`));
    if (isStrange) { location.reload(); return; }
  } catch { /* no line */ }
  listen();
}

// ── her hands ────────────────────────────────────────────────────────────────

const hasKeyboard = matchMedia("(hover: hover)").matches;

/** After a button: go on typing; but on a phone the keyboard stays down until she wants it. */
function typeOn(event) {
  if (event.detail === 0 || hasKeyboard) draft.focus();
}

function fit() {
  draft.style.height = "auto";
  draft.style.height = `${draft.scrollHeight + 4}px`;
}
function keepDraft() { store.write("draft", draft.value); fit(); }

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = draft.value.trim();
  if (!text) return;
  draft.value = "";
  keepDraft();
  say(text);
  draft.focus();
});
draft.addEventListener("input", keepDraft);
draft.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit();
});
log.addEventListener("click", (event) => {
  const button = event.target.closest(".choices button");
  if (!button || button.getAttribute("aria-disabled")) return;
  if (event.detail && performance.now() - view.offeredAt < SETTLE) return; // meant for what stood here before
  retire(button.parentElement, button.dataset.pick);
  say(button.textContent, button.dataset.pick);
  typeOn(event);
});
newer.addEventListener("click", toBottom);
window.addEventListener("resize", () => { if (view.follows) toLast(); });

draft.value = store.read("draft", "");
fit();
waiting.forEach(showWaiting);
listen();
if (window === window.top && hasKeyboard) draft.focus();
