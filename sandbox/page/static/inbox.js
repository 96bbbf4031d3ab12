/** Chatwoot as the salon's staff see it: every conversation, its status, private notes, taking over and back. */

import { path, send } from "./api.js";
import { chosen, onChoice } from "./customers.js";
import { acting, byId, el, keep } from "./dom.js";
import { ask, refresh, watch } from "./feed.js";
import { clockTime, shortDay } from "./moments.js";
import { KINDS, written } from "./writing.js";

const STATUS = {
  pending: { label: "assistant", hint: "pending: the assistant answers" },
  open: { label: "person", hint: "open: a person answers, the assistant is silent" },
  resolved: { label: "resolved", hint: "resolved" },
  snoozed: { label: "snoozed", hint: "snoozed" },
};

const DESK = matchMedia("(width >= 1100px)");
const panel = byId("inbox");
const list = byId("inbox-list");
const log = byId("thread");
const text = byId("staff-text");
let conversations = [];
let open = null;
let accompanied = null;

export function start() {
  byId("staff-form").addEventListener("submit", acting(write));
  byId("take-over").addEventListener("click", acting(() => command("take-over")));
  byId("hand-back").addEventListener("click", acting(() => command("hand-back")));
  byId("thread-back").addEventListener("click", () => select(null));
  watch("people", (people) => {
    conversations = people;
    accompany();
    draw();
  });
  watch("thread", show);
  onChoice(accompany);
}

/** Beside the phone, on a desk, staff have the same customer's conversation open. */
function accompany() {
  const { phone } = chosen();
  const changed = accompanied !== phone;
  if (!changed || !DESK.matches || !conversations.some((one) => one.phone === phone)) return;
  accompanied = phone;
  select(phone);
}

function select(phone) {
  open = phone;
  panel.classList.toggle("reading", phone !== null);
  ask("thread", phone);
  draw();
  if (phone === null) list.querySelector("button")?.focus();
}

function draw() {
  byId("inbox-empty").hidden = conversations.length > 0;
  keep(
    list,
    conversations.map((one) => ({ ...one, isOpen: one.phone === open })),
    (one) => one.phone,
    row,
  );
}

function row({ phone, name, status, last, isOpen }) {
  return el(
    "li",
    {},
    el(
      "button",
      {
        type: "button",
        class: "row",
        "aria-current": isOpen ? "true" : null,
        onclick: () => select(phone),
      },
      el("span", { class: "row-name", text: name }),
      badge(status),
      el("span", { class: "row-last", text: last ? preview(last) : "" }),
      last ? el("time", { datetime: last.at, text: clockTime(last.at) }) : null,
    ),
  );
}

const preview = ({ private: hidden, kind, text: words }) =>
  `${hidden ? "Note: " : ""}${words || KINDS[kind] || ""}`;

function badge(status) {
  const { label, hint } = STATUS[status] ?? { label: status, hint: status };
  return el("span", { class: "badge", data: { status }, title: hint, text: label });
}

function show(thread) {
  byId("thread-pane").hidden = thread === null;
  if (thread === null) return;
  byId("thread-name").textContent = thread.name;
  byId("thread-phone").textContent = thread.phone;
  byId("thread-status").replaceChildren(badge(thread.status));
  const isWithPerson = thread.status === "open" || thread.assignee !== null;
  byId("take-over").hidden = isWithPerson;
  byId("hand-back").hidden = !isWithPerson;
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  const changed = log.dataset.phone !== thread.phone;
  log.dataset.phone = thread.phone;
  const fresh = keep(log, thread.messages, (message) => message.id, line);
  if (changed || (fresh.length > 0 && atEnd)) log.scrollTop = log.scrollHeight;
}

const AUTHORS = { customer: "Customer", bot: "Assistant", staff: "Staff", system: "Chatwoot" };

function line({ from, private: hidden, kind, text: words, at, failed }) {
  return el(
    "article",
    { class: "line", data: { from, note: String(hidden) } },
    el(
      "p",
      { class: "line-head" },
      el("b", { text: hidden ? "Private note" : (AUTHORS[from] ?? from) }),
      ` · ${shortDay(at)}, `,
      el("time", { datetime: at, text: clockTime(at) }),
    ),
    el("p", { class: "line-text" }, written(words || KINDS[kind] || "")),
    failed ? el("p", { class: "line-failed", text: `Not delivered: ${failed}` }) : null,
  );
}

async function write() {
  const words = text.value.trim();
  if (!words || open === null) return;
  await send(path("staff", open, "messages"), { text: words });
  text.value = "";
  await refresh();
}

async function command(name) {
  await send(path("staff", open, name));
  await refresh();
}
