/** The ledger: every effect that the stand-ins received, newest first. The request is fetched when it is opened. */

import { read } from "./api.js";
import { byId, el, keep } from "./dom.js";
import { ask, watch } from "./feed.js";
import { clockTime, shortDay } from "./moments.js";

export function start() {
  byId("effects-vendor").addEventListener("change", (event) => ask("vendor", event.target.value || null));
  watch("effects", ({ total, newest }) => {
    byId("effects-count").textContent = total === 0 ? "" : `${newest.length} of ${total}`;
    byId("effects-empty").hidden = newest.length > 0;
    keep(byId("effects-list"), newest, (effect) => effect.n, row);
  });
}

function row({ n, at, vendor, operation, key, to, about }) {
  const request = el("pre", { text: "…", tabindex: "0", "aria-label": "Request" });
  const details = el(
    "details",
    {},
    el(
      "summary",
      {},
      el("span", { class: "effect-n", text: `#${n}` }),
      el("span", { class: "vendor", data: { vendor }, text: `${vendor} ${operation}` }),
      el("time", { datetime: at, title: shortDay(at), text: clockTime(at) }),
      el("span", { class: "effect-about" }, to ? el("b", { text: to }) : null, to && about ? ": " : "", about),
    ),
    key ? el("p", { class: "effect-key", text: `key ${key}` }) : null,
    request,
  );
  details.addEventListener("toggle", () => details.open && fill(request, n), { once: true });
  return el("li", {}, details);
}

async function fill(request, n) {
  try {
    request.textContent = JSON.stringify((await read(`/sandbox/page/effects/${n}`)).request, null, 2);
  } catch (error) {
    request.textContent = error.message;
  }
}
