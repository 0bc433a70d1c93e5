// The chat page. What is said comes through one stream of events; what she types waits in localStorage until
// the server has stored it, under an id of its own, so that sending it twice changes nothing.
"use strict";

const place = (name) => document.getElementById(name);
const [log, scroll, draft, state, newer, form] = ["log", "scroll", "draft", "state", "newer", "form"].map(place);
const tag = document.body.dataset.tag;
const shown = new Map(); // by event id and by message key: the list item
let card = null; // the choices that count now
let offeredAt = 0;
const SETTLE = 400; // the second half of a double tap must not hit a button that has just moved under the finger
let day = "";
let isReady = false;

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

const element = (name, classes, text) => {
  const made = document.createElement(name);
  if (classes) made.className = classes;
  if (text !== undefined) made.textContent = text;
  return made;
};
const isAtBottom = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 140;
let follows = true; // she reads where we have put her; false once she has scrolled up
let put = -1;

function toBottom() {
  scroll.scrollTop = scroll.scrollHeight;
  [put, follows, newer.hidden] = [scroll.scrollTop, true, true];
}

/** To the bottom; or to the top of the last message, if it is longer than the screen. */
function toLast() {
  toBottom();
  const last = log.lastElementChild;
  if (!last || last.offsetHeight <= scroll.clientHeight) return;
  scroll.scrollTop = last.offsetTop - 8;
  [put, newer.hidden] = [scroll.scrollTop, false];
}

function showDay(at, before) {
  if (!at || at.slice(0, 10) === day) return;
  day = at.slice(0, 10);
  const [y, m, d] = day.split("-").map(Number);
  const name = ["Chủ nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"][new Date(y, m - 1, d).getDay()];
  const two = (number) => String(number).padStart(2, "0");
  log.insertBefore(element("li", "day", `${name}, ${two(d)}/${two(m)}/${y}`), before ?? null);
}

function bubble(who, text) {
  const item = element("li", isReady ? `${who} fresh` : who);
  const body = who === "me" ? element("p", "text", text) : lines(text);
  item.append(element("span", "unseen", who === "me" ? "Mình nhắn: " : "Trợ lý: "), body);
  return item;
}

/** The bot's words; hints in brackets and the heading with how many are left stand back behind the question. */
function lines(text) {
  const body = element("p", "text");
  text.split("\n").forEach((line, place) => {
    if (place) body.append("\n");
    body.append(/^(\(.+\)|.+ · (còn \d+ câu|câu cuối))$/.test(line) ? element("span", "aside", line) : line);
  });
  return body;
}

/** These choices have had their time; the one she took stays to be seen. */
function retire(group, pick) {
  if (!group) return;
  group.classList.add("used");
  for (const button of group.children) {
    button.setAttribute("aria-disabled", "true");
    if (pick && button.dataset.pick === pick) {
      button.setAttribute("aria-pressed", "true");
      group.classList.add("picked");
    }
  }
  if (group === card) card = null;
}

/** A card's choices take the place of the last card's; a command (as under a reminder) stands beside them. */
function offer(item, options) {
  const isCommand = options.length > 0 && options.every(([pick]) => pick.startsWith("cmd:"));
  if (!isCommand) retire(card);
  if (!options.length) return;
  const group = element("div", "choices");
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", "Lựa chọn");
  for (const [pick, label] of options) {
    const button = element("button", "", label);
    button.type = "button";
    button.dataset.pick = pick;
    group.append(button);
  }
  item.append(group);
  if (!isCommand) card = group;
  offeredAt = isReady ? performance.now() : 0;
}

/** The choices that a tapped button belonged to. */
function groupOf(pick) {
  return [...log.querySelectorAll(`.choices:not(.used) button[data-pick="${CSS.escape(pick)}"]`)].at(-1)?.parentElement;
}

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
    if (message.options) offer(item, message.options);
    log.append(item);
    for (const one of waiting) { if (shown.has(one.id)) log.append(shown.get(one.id)); } // unsent ones stay last
  }
  if (!isReady) return;
  if (follows) toLast(); else if (message.who === "bot") newer.hidden = false;
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
    if (!isReady) toLast();
    isReady = true;
    log.setAttribute("aria-live", "polite");
    flush();
  });
  stream.onerror = () => {
    state.textContent = "Đang kết nối lại…";
    if (stream.readyState !== EventSource.CLOSED) return; // the browser tries again by itself
    setTimeout(listen, again);
    again = Math.min(again * 2, 30000);
  };
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
  if (event.detail && performance.now() - offeredAt < SETTLE) return; // meant for what stood here before
  retire(button.parentElement, button.dataset.pick);
  say(button.textContent, button.dataset.pick);
  typeOn(event);
});
newer.addEventListener("click", toBottom);
scroll.addEventListener("scroll", () => { if (isAtBottom()) newer.hidden = true; }, { passive: true });
window.addEventListener("online", () => { pause = 0; flush(); });
window.addEventListener("resize", () => { if (isAtBottom()) toBottom(); });

draft.value = store.read("draft", "");
fit();
waiting.forEach(showWaiting);
listen();
if (window === window.top && hasKeyboard) draft.focus();
