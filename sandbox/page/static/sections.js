/** On a phone one section is shown at a time; a tab whose section has news behind it gets a dot. */

import { byId } from "./dom.js";
import { watch } from "./feed.js";

const tabs = [...document.querySelectorAll("[data-opens]")];
const MEMORY = "turno.section";

export function start() {
  for (const tab of tabs) tab.addEventListener("click", () => open(tab.dataset.opens));
  const remembered = sessionStorage.getItem(MEMORY);
  open(tabs.some((tab) => tab.dataset.opens === remembered) ? remembered : "phone");
  for (const [section, name] of [
    ["chat", "phone"],
    ["people", "inbox"],
    ["bookings", "day"],
    ["payments", "payments"],
    ["mails", "behind"],
  ]) {
    watch(section, news(name));
  }
  for (const group of document.querySelectorAll('[role="tablist"]')) startGroup(group);
}

/** Show one section. */
export function open(name) {
  document.body.dataset.section = name;
  sessionStorage.setItem(MEMORY, name);
  for (const tab of tabs) {
    const isOpen = tab.dataset.opens === name;
    tab.setAttribute("aria-pressed", String(isOpen));
    if (isOpen) tab.classList.remove("has-news");
  }
}

function news(name) {
  let first = true;
  return () => {
    const tab = tabs.find((one) => one.dataset.opens === name);
    if (!first && document.body.dataset.section !== name) tab.classList.add("has-news");
    first = false;
  };
}

/** Real tabs (ledger, mails, faults): arrow keys move, as the pattern asks for. */
function startGroup(group) {
  const members = [...group.querySelectorAll('[role="tab"]')];
  const pick = (chosen) => {
    for (const tab of members) {
      const isChosen = tab === chosen;
      tab.setAttribute("aria-selected", String(isChosen));
      tab.tabIndex = isChosen ? 0 : -1;
      byId(tab.getAttribute("aria-controls")).hidden = !isChosen;
    }
  };
  members.forEach((tab, index) => {
    tab.addEventListener("click", () => pick(tab));
    tab.addEventListener("keydown", ({ key }) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
      if (!step) return;
      const next = members.at((index + step) % members.length);
      pick(next);
      next.focus();
    });
  });
  pick(members[0]);
}
