/** Whose phone it is: a few people who are always there, those who have written, and new ones. */

import { acting, byId, el, keep } from "./dom.js";
import { ask, watch } from "./feed.js";

const REGULARS = [
  { phone: "+34600000101", name: "Laura" },
  { phone: "+34600000102", name: "Beatriz" },
  { phone: "+34600000103", name: "✨✨" },
];
const MEMORY = "turno.phone";

const picker = byId("customers");
const dialog = byId("new-customer");
const listeners = [];
let written = [];
let added = [];
let current = null;
let isFirst = true;
/** The salon's last message that each has seen; all that are there at the start count as seen. */
const seen = new Map();

/** The customer in whose hands the phone is: `{ phone, name }`. */
export const chosen = () => current;

/** Call `listener(customer)` whenever the phone changes hands. */
export const onChoice = (listener) => listeners.push(listener);

export function start() {
  byId("customer-add").addEventListener("click", () => dialog.showModal());
  dialog.querySelector("form").addEventListener("submit", acting(add));
  watch("people", (people) => {
    written = people.map(({ phone, name, last_told }) => ({ phone, name, last: last_told }));
    if (isFirst) for (const { phone, last } of written) seen.set(phone, last);
    isFirst = false;
    draw();
  });
  const remembered = sessionStorage.getItem(MEMORY);
  choose(everybody().find(({ phone }) => phone === remembered) ?? REGULARS[0]);
}

/** Everyone who may be chosen; the newest who wrote or was added comes last. */
function everybody() {
  const people = new Map();
  for (const person of [...REGULARS, ...written, ...added]) {
    people.set(person.phone, { ...people.get(person.phone), ...person });
  }
  return [...people.values()];
}

/** Give the phone to somebody. */
export function choose(customer) {
  if (customer.phone === current?.phone) return;
  current = { phone: customer.phone, name: customer.name };
  sessionStorage.setItem(MEMORY, current.phone);
  ask("phone", current.phone);
  for (const listener of listeners) listener(current);
  draw();
}

async function add() {
  const data = new FormData(dialog.querySelector("form"));
  const phone = `+${String(data.get("phone")).replace(/\D/g, "")}`;
  const known = everybody().find((person) => person.phone === phone);
  const customer = known ?? { phone, name: String(data.get("name")).trim() };
  if (!known) added = [...added, customer];
  dialog.close();
  dialog.querySelector("form").reset();
  choose(customer);
  byId("chat-text").focus();
}

function draw() {
  const items = everybody().map(({ phone, name, last }) => {
    const isCurrent = phone === current.phone;
    if (isCurrent) seen.set(phone, last);
    return { phone, name, isCurrent, news: Boolean(last) && seen.get(phone) !== last };
  });
  keep(picker, items, (item) => item.phone, chip);
  const pressed = picker.querySelector('[aria-pressed="true"]');
  picker.scrollLeft = pressed.offsetLeft - picker.offsetLeft - picker.clientWidth / 2;
}

function chip({ phone, name, isCurrent, news }) {
  return el(
    "button",
    {
      type: "button",
      class: "chip",
      title: phone,
      "aria-pressed": String(isCurrent),
      onclick: () => choose({ phone, name }),
    },
    name,
    news ? el("span", { class: "dot" }, el("span", { class: "unseen", text: " has a new message" })) : null,
  );
}
