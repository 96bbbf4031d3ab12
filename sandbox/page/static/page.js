/** The sandbox's page: starts every part, then the feed that they all watch. */

import * as clock from "./clock.js";
import * as customers from "./customers.js";
import * as day from "./day.js";
import * as effects from "./effects.js";
import * as faults from "./faults.js";
import * as feed from "./feed.js";
import * as guide from "./guide.js";
import * as inbox from "./inbox.js";
import * as mails from "./mails.js";
import * as payments from "./payments.js";
import * as phone from "./phone.js";
import * as sections from "./sections.js";

for (const part of [clock, phone, customers, inbox, day, payments, effects, mails, faults, sections, guide]) {
  part.start();
}
for (const button of document.querySelectorAll("dialog [data-close]")) {
  button.addEventListener("click", () => button.closest("dialog").close());
}
feed.start();
