/** The customer's phone: the chat with the salon, as WhatsApp shows it. */

import { path, send } from "./api.js";
import * as choices from "./choices.js";
import { chosen, onChoice } from "./customers.js";
import { acting, byId, el, keep } from "./dom.js";
import { refresh, watch } from "./feed.js";
import { clockTime, isoDay, spanishDay } from "./moments.js";
import { KINDS, written } from "./writing.js";

const log = byId("chat");
const text = byId("chat-text");
const form = byId("chat-form");

export function start() {
  startAttaching();
  choices.start();
  form.addEventListener("submit", acting(submit));
  text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  text.addEventListener("input", grow);
  onChoice((customer) => {
    byId("chat-empty").querySelector("b").textContent = customer.name;
    log.replaceChildren();
    choices.close(false);
  });
  watch("chat", show);
}

/** Put a text into the phone, ready to be sent or changed. */
export function draft(words) {
  text.value = words;
  grow();
  text.focus();
}

/** The menu of what is not text: pressing one sends it. */
function startAttaching() {
  const [button, menu] = [byId("attach"), byId("attach-menu")];
  const show = (isOpen) => {
    menu.hidden = !isOpen;
    button.setAttribute("aria-expanded", String(isOpen));
  };
  button.addEventListener("click", () => show(menu.hidden));
  form.addEventListener("focusout", ({ relatedTarget }) => {
    if (!menu.contains(relatedTarget) && relatedTarget !== button) show(false);
  });
  form.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || menu.hidden) return;
    show(false);
    button.focus();
  });
  for (const item of menu.querySelectorAll("[data-kind]")) {
    const sendIt = acting(() => write({ kind: item.dataset.kind }));
    item.addEventListener("click", (event) => {
      show(false);
      sendIt(event);
    });
  }
}

async function submit() {
  const words = text.value.trim();
  if (!words) return;
  text.value = "";
  grow();
  try {
    await write({ text: words });
  } catch (error) {
    text.value = words;
    throw error;
  }
}

async function write(message) {
  const { phone, name } = chosen();
  await send(path("customers", phone, "messages"), { name, ...message });
  refresh();
}

function grow() {
  text.style.height = "auto";
  text.style.height = `${Math.min(text.scrollHeight, 120)}px`;
}

function show(chat) {
  if (chat?.phone !== chosen().phone) return;
  const { typing, messages } = chat;
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  const fresh = keep(log, withDays(messages), (item) => item.id, build);
  byId("chat-empty").hidden = messages.length > 0;
  byId("chat-typing").hidden = !typing;
  byId("chat-presence").textContent = typing ? "escribiendo…" : "en línea";
  if (fresh.length > 0 || (typing && atEnd)) log.scrollTop = log.scrollHeight;
}

function withDays(messages) {
  let day = null;
  return messages.flatMap((message) => {
    const before = day;
    day = isoDay(message.at);
    return day === before ? [message] : [{ id: `day ${message.id}`, day: message.at }, message];
  });
}

const build = (item) => (item.day ? el("p", { class: "chat-day", text: spanishDay(item.day) }) : said(item));

/** A message; below it what can be tapped, whose title is sent as if it had been typed. */
function said(message) {
  if (message.choices.length === 0) return bubble(message);
  const tap = (title) => write({ text: title });
  return el("div", { class: "said" }, bubble(message), choices.choices(message.choices, tap));
}

function bubble({ from, kind, text: words, at }) {
  const mine = from === "customer";
  const who = mine ? "You" : from === "staff" ? "Salon, a person" : "Salon, the assistant";
  return el(
    "article",
    { class: `bubble ${mine ? "bubble-mine" : "bubble-theirs"}`, "aria-label": who },
    from === "staff" ? el("p", { class: "bubble-person", text: "A person of the salon" }) : null,
    el("p", { class: "bubble-text" }, written(words || KINDS[kind] || "")),
    el(
      "p",
      { class: "bubble-foot" },
      el("time", { datetime: at, text: clockTime(at) }),
      mine ? el("span", { class: "ticks", text: "✓✓", "aria-hidden": "true" }) : null,
    ),
  );
}
