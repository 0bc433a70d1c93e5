// What the conversation looks like: bubbles, days, choices, and where the page is scrolled to.

export const [log, scroll, newer] = ["log", "scroll", "newer"].map((name) => document.getElementById(name));

/** `isReady` once the history is there; `follows` while she reads where we have put her, until she scrolls up;
 * `offeredAt` when the newest choices appeared. */
export const view = { isReady: false, follows: true, offeredAt: 0 };
let card = null; // the choices that count now
let day = "";

export const element = (name, classes, text) => {
  const made = document.createElement(name);
  if (classes) made.className = classes;
  if (text !== undefined) made.textContent = text;
  return made;
};
const isAtBottom = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 140;
let put = -1; // where we have scrolled to

export function toBottom() {
  scroll.scrollTop = scroll.scrollHeight;
  [put, view.follows, newer.hidden] = [scroll.scrollTop, true, true];
}

/** To the bottom; or to the top of the last message, if it is longer than the screen. */
export function toLast() {
  toBottom();
  const last = log.lastElementChild;
  if (!last || last.offsetHeight <= scroll.clientHeight) return;
  scroll.scrollTop = last.offsetTop - 8;
  [put, newer.hidden] = [scroll.scrollTop, false];
}

export function showDay(at, before) {
  if (!at || at.slice(0, 10) === day) return;
  day = at.slice(0, 10);
  const [y, m, d] = day.split("-").map(Number);
  const name = ["Chủ nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"][new Date(y, m - 1, d).getDay()];
  const two = (number) => String(number).padStart(2, "0");
  log.insertBefore(element("li", "day", `${name}, ${two(d)}/${two(m)}/${y}`), before ?? null);
}

export function bubble(who, text) {
  const item = element("li", view.isReady ? `${who} fresh` : who);
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

/** A page and files that go with a message; each opens beside the conversation. */
export function enclose(item, links) {
  if (!links?.length) return;
  const group = element("p", "links");
  for (const [label, path] of links) {
    const link = element("a", "", label);
    link.href = path;
    link.target = "_blank";
    link.rel = "noopener";
    group.append(link);
  }
  item.append(group);
}

/** These choices have had their time; the one she took stays to be seen. */
export function retire(group, pick) {
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
export function offer(item, options) {
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
  view.offeredAt = view.isReady ? performance.now() : 0;
}

/** The choices that a tapped button belonged to. */
export function groupOf(pick) {
  return [...log.querySelectorAll(`.choices:not(.used) button[data-pick="${CSS.escape(pick)}"]`)].pop()?.parentElement;
}

scroll.addEventListener("scroll", () => {
  view.follows = isAtBottom() || Math.abs(scroll.scrollTop - put) < 2;
  if (isAtBottom()) newer.hidden = true;
}, { passive: true });
