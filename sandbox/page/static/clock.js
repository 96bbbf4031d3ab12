/** Domain time: what the salon's clock says, and how to move it forward. */

import { acting, announce, byId } from "./dom.js";
import { send } from "./api.js";
import { refresh, watch } from "./feed.js";
import { clockTime, shortDay } from "./moments.js";

let ahead = 0;

/** Domain time now. */
export const now = () => new Date(Date.now() + ahead);

export function start() {
  watch("now", (moment) => {
    ahead = new Date(moment) - Date.now();
    tick();
  });
  setInterval(tick, 1000);
  for (const button of byId("clock-steps").querySelectorAll("button")) {
    button.addEventListener("click", acting(() => advance(button)));
  }
}

async function advance(button) {
  await send("/sandbox/clock", { advance_minutes: Number(button.dataset.minutes) });
  await refresh();
  announce(`It is now ${shortDay(now())}, ${clockTime(now())} in the salon.`);
}

function tick() {
  const moment = now();
  const face = byId("now");
  face.dateTime = moment.toISOString();
  const words = `${shortDay(moment)} · ${clockTime(moment)}`;
  if (face.textContent !== words) face.textContent = words;
  for (const small of document.querySelectorAll("[data-clock]")) small.textContent = clockTime(moment);
}
