/** A stylist blocks time by hand, in her own Google Calendar: Turno has to find out by itself. */

import { path, send } from "./api.js";
import { acting, announce, byId, el } from "./dom.js";
import { refresh } from "./feed.js";
import { longDay, momentOf, noonOf } from "./moments.js";

const dialog = byId("blocking");
const form = dialog.querySelector("form");
let day = null;

export function start() {
  form.addEventListener("submit", acting(block));
}

/** Open the dialog for a date. */
export function open(names, date) {
  day = date;
  byId("blocking-day").textContent = longDay(noonOf(date));
  const chosen = form.elements.stylist.value;
  form.elements.stylist.replaceChildren(...names.map((name) => el("option", { value: name, text: name })));
  if (names.includes(chosen)) form.elements.stylist.value = chosen;
  form.elements.end.setCustomValidity("");
  dialog.showModal();
}

async function block() {
  const { stylist, title, start, end } = Object.fromEntries(new FormData(form));
  form.elements.end.setCustomValidity(end > start ? "" : "The end must be after the start.");
  if (!form.reportValidity()) {
    form.elements.end.addEventListener("input", () => form.elements.end.setCustomValidity(""), {
      once: true,
    });
    return;
  }
  await send(path("calendars", stylist, "events"), {
    title,
    start: momentOf(day, start),
    end: momentOf(day, end),
  });
  dialog.close();
  await refresh();
  announce(`${stylist}'s calendar is blocked from ${start} to ${end}.`);
}
