/** What may go wrong with a vendor, at the press of a button. Faults last in real time, not the salon's. */

import { remove, send } from "./api.js";
import { acting, announce, byId, el, keep } from "./dom.js";
import { refresh, watch } from "./feed.js";

export function start() {
  const form = byId("faults-form");
  for (const button of form.querySelectorAll("button[data-fault]")) {
    button.addEventListener("click", acting(() => make(form, button)));
  }
  const onlyClaude = form.querySelector('[data-fault="529"]');
  form.elements.vendor.addEventListener("change", ({ target }) => {
    onlyClaude.hidden = target.value !== "claude";
  });
  byId("faults-end").addEventListener("click", acting(end));
  watch("faults", (faults) => {
    byId("faults-none").hidden = faults.length > 0;
    byId("faults-end").hidden = faults.length === 0;
    keep(byId("faults-list"), faults, ({ vendor, fault, until }) => `${vendor} ${fault} ${until}`, row);
  });
}

async function make(form, button) {
  const vendor = form.elements.vendor.value;
  const seconds = Number(form.elements.seconds.value);
  const { fault } = button.dataset;
  await send("/sandbox/faults", { vendor, fault, seconds });
  await refresh();
  announce(`${vendor}: ${button.firstChild.textContent.trim()}, for ${seconds} seconds.`);
}

async function end() {
  await remove("/sandbox/faults");
  await refresh();
  announce("Everything works again.");
}

const row = ({ vendor, fault, until }) =>
  el(
    "li",
    {},
    el("span", { class: "vendor", data: { vendor }, text: vendor }),
    ` ${fault.replace("_", " ")}, until `,
    el("time", { datetime: until, text: new Date(until).toLocaleTimeString("en-GB") }),
    " (your clock)",
  );
