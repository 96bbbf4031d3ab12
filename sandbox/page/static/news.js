/** A dot on each tab behind which something is that the visitor has not seen; on a desk all is seen. */

import { watch } from "./feed.js";

const DESK = matchMedia("(width >= 1100px)");
const MEMORY = "turno.seen";
const seen = JSON.parse(sessionStorage.getItem(MEMORY) ?? "{}");
const there = {};

/**
 * What counts as news of a section, as one text: other than the one that was seen, it is new. What the
 * visitor does herself, as a customer or at the till, is none where she sees it done.
 */
const MARKS = {
  phone: ["people", (people) => Math.max(0, ...people.map((one) => one.last_told ?? 0))],
  inbox: [
    "people",
    (people) =>
      people.filter((one) => one.status === "open" || one.last_note).map((one) => [one.phone, one.status, one.last_note]),
  ],
  day: ["bookings", ({ newest }) => newest?.change ?? 0],
  payments: ["payments", (payments) => payments.map((one) => [one.session, one.status, one.refunded_cents]).sort()],
  behind: ["mails", (mails) => mails[0]?.id ?? 0],
};

export function start() {
  for (const [name, [section, mark]] of Object.entries(MARKS)) {
    watch(section, (value) => {
      there[name] = JSON.stringify(mark(value));
      seen[name] ??= there[name];
      look();
    });
  }
  DESK.addEventListener("change", look);
}

/** The section that is open is being seen. */
export function look() {
  for (const tab of document.querySelectorAll("[data-opens]")) {
    const name = tab.dataset.opens;
    if (!(name in there)) continue;
    if (DESK.matches || document.body.dataset.section === name) seen[name] = there[name];
    tab.classList.toggle("has-news", seen[name] !== there[name]);
  }
  sessionStorage.setItem(MEMORY, JSON.stringify(seen));
}
