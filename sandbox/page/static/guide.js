/** The first thing to try, one step at a time. What is done is read off what has happened. */

import { byId } from "./dom.js";
import { watch } from "./feed.js";
import { draft } from "./phone.js";
import { open } from "./sections.js";

const MEMORY = "turno.guide.closed";
const guide = byId("guide");
const facts = { wrote: false, held: false, paid: false, confirmed: false };

export function start() {
  guide.hidden = localStorage.getItem(MEMORY) !== null;
  byId("guide-close").addEventListener("click", () => {
    guide.hidden = true;
    localStorage.setItem(MEMORY, "yes");
  });
  for (const button of guide.querySelectorAll("[data-draft]")) {
    button.addEventListener("click", () => {
      open("phone");
      draft(button.dataset.draft);
    });
  }
  for (const button of guide.querySelectorAll("[data-go]")) {
    button.addEventListener("click", () => open(button.dataset.go));
  }
  watch("people", (people) => learn({ wrote: people.length > 0 }));
  watch("payments", (payments) => {
    const paid = payments.some(({ status }) => status === "paid");
    learn({ paid, ...(payments.length > 0 && { held: true }) });
  });
  watch("bookings", ({ provisional, confirmed }) => {
    learn({ confirmed: confirmed > 0, ...(provisional + confirmed > 0 && { held: true }) });
  });
}

function learn(news) {
  Object.assign(facts, news);
  const done = [facts.wrote, facts.held, facts.paid, facts.paid && facts.confirmed];
  const current = done.lastIndexOf(true) + 1;
  [...guide.querySelectorAll("[data-step]")].forEach((step, index) => {
    step.dataset.state = index < current ? "done" : index === current ? "current" : "later";
    if (index === current) step.setAttribute("aria-current", "step");
    else step.removeAttribute("aria-current");
  });
  byId("guide-end").hidden = current < done.length;
}
