/** Stripe: every checkout page that was made, and what became of it. */

import { byId, el, keep } from "./dom.js";
import { watch } from "./feed.js";
import { clockTime, money, shortDay } from "./moments.js";

export function start() {
  watch("payments", (payments) => {
    byId("payments-empty").hidden = payments.length > 0;
    keep(byId("payments-list"), payments, (payment) => payment.session, card);
  });
}

function card({ session, amount_cents, currency, status, items, at, refunded_cents }) {
  return el(
    "li",
    { class: "payment" },
    el("b", { class: "payment-amount", text: money(amount_cents, currency) }),
    el("span", { class: "badge", data: { status }, text: status }),
    el("span", { class: "payment-items", text: items.join(", ") }),
    el("time", { datetime: at, text: `${shortDay(at)}, ${clockTime(at)}` }),
    refunded_cents > 0
      ? el("span", { class: "payment-refund", text: `${money(refunded_cents, currency)} refunded` })
      : null,
    status === "open" || status === "declined"
      ? el("a", {
          class: "button button-pay",
          href: `/checkout/${encodeURIComponent(session)}`,
          target: "_blank",
          rel: "noopener",
          text: "Open the payment page",
        })
      : null,
  );
}
