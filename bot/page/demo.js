// The demo page: moves the clock, and on narrow screens changes between the two conversations.
"use strict";

const clock = document.getElementById("clock");
const trouble = document.getElementById("trouble");
const steps = [...document.querySelectorAll("[data-go]")];
const tabs = [...document.querySelectorAll("[role=tab]")];

async function look(go) {
  const move = { method: "POST", headers: { "X-Chihoi": "demo" }, body: go };
  const answer = await fetch("/demo/clock", go ? move : { cache: "no-store" });
  const told = await answer.json();
  if (told.text && clock.textContent !== told.text) clock.textContent = told.text;
  return told;
}

async function move(button) {
  button.setAttribute("aria-busy", "true");
  clock.setAttribute("aria-live", "polite"); // a move is announced, the passing minutes are not
  try {
    const told = await look(button.dataset.go);
    complain(told.ok ? "" : "Hiện không còn lần nhắc nào phía trước; hãy cộng thêm ngày.");
  } catch {
    complain("Không kết nối được với máy chủ chạy thử.");
  }
  button.removeAttribute("aria-busy");
  setTimeout(() => clock.setAttribute("aria-live", "off"), 1000);
}

function complain(text) { trouble.textContent = text; }

function choose(tab) {
  for (const one of tabs) {
    const isChosen = one === tab;
    one.setAttribute("aria-selected", String(isChosen));
    one.tabIndex = isChosen ? 0 : -1;
    document.getElementById(one.getAttribute("aria-controls")).classList.toggle("chosen", isChosen);
  }
}

for (const button of steps) button.addEventListener("click", () => move(button));
for (const tab of tabs) {
  tab.addEventListener("click", () => choose(tab));
  tab.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const other = tabs[(tabs.indexOf(tab) + 1) % tabs.length];
    choose(other);
    other.focus();
  });
}
look().catch(() => {});
setInterval(() => look().catch(() => {}), 5000);
