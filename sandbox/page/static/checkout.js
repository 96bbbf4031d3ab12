/** What a customer does on Stripe's page: pay, or have the card declined. (Closing it is a link.) */

import { path, send } from "./api.js";
import { acting, byId } from "./dom.js";

const form = byId("pay-form");
const problem = byId("pay-problem");
const declined = problem?.textContent;

/** A listener that shows what went wrong above the button. */
const trying = (work) =>
  acting(async () => {
    problem.hidden = true;
    try {
      await work();
    } catch (error) {
      tell(error.message);
    }
  });

function tell(words) {
  problem.textContent = words;
  problem.hidden = false;
}

async function pay() {
  await send(path("payments", form.dataset.session, "pay"));
  if (form.dataset.paid) location.assign(form.dataset.paid);
  else location.reload();
}

async function decline() {
  await send(path("payments", form.dataset.session, "decline"));
  tell(declined);
}

if (form) {
  form.addEventListener("submit", trying(pay));
  byId("decline").addEventListener("click", trying(decline));
}
