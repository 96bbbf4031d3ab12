/** On a phone one section is shown at a time, chosen by the tabs at the foot. */

import { byId } from "./dom.js";
import * as news from "./news.js";

const tabs = [...document.querySelectorAll("[data-opens]")];
const MEMORY = "turno.section";

export function start() {
  for (const tab of tabs) tab.addEventListener("click", () => open(tab.dataset.opens));
  const remembered = sessionStorage.getItem(MEMORY);
  open(tabs.some((tab) => tab.dataset.opens === remembered) ? remembered : "phone");
  news.start();
  for (const group of document.querySelectorAll('[role="tablist"]')) startGroup(group);
}

/** Show one section. */
export function open(name) {
  document.body.dataset.section = name;
  sessionStorage.setItem(MEMORY, name);
  for (const tab of tabs) {
    tab.setAttribute("aria-pressed", String(tab.dataset.opens === name));
  }
  news.look();
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
