/** What can be tapped below a message: up to three buttons, or one that opens a list of rows, as WhatsApp shows them. */

import { acting, byId, el } from "./dom.js";

const MOST_BUTTONS = 3;

const sheet = byId("sheet");
const list = byId("sheet-list");
let opener = null;

export function start() {
  byId("sheet-close").addEventListener("click", () => close());
  byId("sheet-veil").addEventListener("click", () => close());
  sheet.addEventListener("keydown", ({ key }) => key === "Escape" && close());
  sheet.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !sheet.contains(relatedTarget)) close(false);
  });
}

/** The buttons for these titles. Tapping one, or a row of the list, calls `send(title)`. */
export function choices(titles, send) {
  const made =
    titles.length <= MOST_BUTTONS
      ? titles.map((title) => button(title, "reply", acting(() => send(title))))
      : [opening(titles, send)];
  return el("div", { class: "choices", role: "group", "aria-label": "Answers to tap" }, ...made);
}

const button = (title, icon, onclick, more = {}) =>
  el(
    "button",
    { type: "button", class: "bubble-choice", onclick, ...more },
    byId(`icon-${icon}`).content.cloneNode(true),
    el("span", { text: title }),
  );

const opening = (titles, send) =>
  button("Ver opciones", "list", ({ currentTarget }) => open(currentTarget, titles, send), {
    lang: "es",
    "aria-haspopup": "dialog",
  });

function open(from, titles, send) {
  opener = from;
  list.replaceChildren(...titles.map((title) => row(title, send)));
  sheet.hidden = byId("sheet-veil").hidden = false;
  list.querySelector("button").focus();
}

const row = (title, send) =>
  el(
    "li",
    {},
    el(
      "button",
      {
        type: "button",
        class: "row-choice",
        onclick: acting(async () => {
          close();
          await send(title);
        }),
      },
      el("span", { text: title }),
      el("span", { class: "row-mark", "aria-hidden": "true" }),
    ),
  );

/** Put the list away. */
export function close(backToOpener = true) {
  if (sheet.hidden) return;
  sheet.hidden = byId("sheet-veil").hidden = true;
  if (backToOpener && opener?.isConnected) opener.focus({ preventScroll: true });
  opener = null;
}
