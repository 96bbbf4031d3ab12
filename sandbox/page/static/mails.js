/** The mails that the salon's stylists got. */

import { byId, el, keep } from "./dom.js";
import { watch } from "./feed.js";
import { clockTime, shortDay } from "./moments.js";

export function start() {
  watch("mails", (mails) => {
    byId("mails-empty").hidden = mails.length > 0;
    keep(byId("mails-list"), mails, (mail) => mail.id, row);
  });
}

const row = ({ at, to, subject, text }) =>
  el(
    "li",
    {},
    el(
      "details",
      {},
      el(
        "summary",
        {},
        el("b", { text: subject }),
        el("span", { class: "mail-to", text: to }),
        el("time", { datetime: at, text: `${shortDay(at)}, ${clockTime(at)}` }),
      ),
      el("p", { class: "mail-text", text }),
    ),
  );
