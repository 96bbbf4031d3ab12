/** The stylists' day: what the eight Google calendars hold on one date, side by side. */

import { byId, el, keep } from "./dom.js";
import { ask, watch } from "./feed.js";
import { now } from "./clock.js";
import { LAST, FIRST, placed } from "./lanes.js";
import { addDays, clockTime, isoDay, longDay, minuteOfDay, noonOf, shortDay } from "./moments.js";
import * as blocking from "./blocking.js";

const grid = byId("day-grid");
const scroller = byId("day-scroll");
const picker = byId("day-date");
/** Minutes that one line of text takes. */
const LINE = 13;
/** Minutes that the label of an hour takes, half of them before the hour. */
const LABEL = 16;

const NEAREST = { block: "nearest", inline: "nearest" };

let day = null;
let names = [];
let followed = null;
let isPicked = false;
let isFresh = true;

export function start() {
  byId("day-back").addEventListener("click", () => go(addDays(day, -1)));
  byId("day-on").addEventListener("click", () => go(addDays(day, 1)));
  byId("day-today").addEventListener("click", () => go(isoDay(now())));
  picker.addEventListener("change", () => picker.value && go(picker.value));
  byId("block").addEventListener("click", () => blocking.open(names, day));
  blocking.start();
  drawHours();
  watch("calendars", (value) => {
    if (!isPicked && value.day !== day) show(value.day);
    if (value.day === day) draw(value.stylists);
  });
  watch("bookings", follow);
  setInterval(drawNow, 1000);
  new ResizeObserver(showFirst).observe(scroller);
}

/** Turn to a date, and stay there; until then it is today. */
function go(date) {
  isPicked = true;
  show(date);
  ask("day", date);
}

function show(date) {
  day = date;
  picker.value = date;
  byId("day-name").textContent = longDay(noonOf(date));
  isFresh = true;
}

/** A booking that has just come in or changed is what the visitor wants to see: turn to its date. */
function follow({ newest }) {
  const change = newest?.change ?? 0;
  const isNews = followed !== null && change > followed;
  followed = Math.max(followed ?? 0, change);
  if (!isNews) return;
  if (isoDay(newest.start) !== day) go(isoDay(newest.start));
  else if (scroller.clientHeight === 0) isFresh = true;
  else reveal(grid.querySelector(`[data-start="${newest.start}"]`), NEAREST);
}

function drawHours() {
  const hours = byId("day-hours");
  for (let minute = Math.ceil(FIRST / 60) * 60; minute <= LAST; minute += 60) {
    const label = el("span", { class: "hour", text: `${minute / 60}:00` });
    label.style.setProperty("--from", minute - FIRST);
    hours.append(label);
  }
  grid.style.setProperty("--minutes", LAST - FIRST);
}

function draw(stylists) {
  names = stylists.map(({ stylist }) => stylist);
  const columns = stylists.map(({ stylist, events }) => ({ stylist, events: placed(events, day) }));
  keep(grid, columns, ({ stylist }) => stylist, column);
  drawNow();
  showFirst();
}

function column({ stylist, events }) {
  return el(
    "section",
    { class: "stylist", "aria-label": `${stylist}, ${events.length} events` },
    el("h3", { text: stylist }),
    el("div", { class: "stylist-day" }, ...events.map((event) => block(stylist, event))),
  );
}

function block(stylist, event) {
  const { title, start, end, kind, from, to, lane, lanes } = event;
  const times = event.allDay ? "all day" : `${clockTime(start)}–${clockTime(end)}`;
  const node = el(
    "button",
    {
      type: "button",
      class: "event",
      data: { kind, start },
      "aria-label": `${times}, ${title}, ${kind}`,
      onclick: () => details(stylist, event, times),
    },
    el(
      "span",
      { class: "event-words" },
      el("b", { text: event.allDay ? "All day" : clockTime(start) }),
      ` ${title}`,
    ),
  );
  const lines = Math.max(1, Math.floor((to - from - 4) / LINE));
  for (const [name, value] of Object.entries({ from, to, lane, lanes, lines })) {
    node.style.setProperty(`--${name}`, value);
  }
  return node;
}

function details(stylist, { title, start, status, kind }, times) {
  byId("event-title").textContent = title;
  byId("event-when").textContent = `${shortDay(start)}, ${times}`;
  byId("event-who").textContent = stylist;
  byId("event-kind").dataset.kind = kind;
  byId("event-kind").textContent =
    kind === "busy" ? "not Turno's: the stylist's own time" : `${kind} (Google: ${status})`;
  byId("event").showModal();
}

function drawNow() {
  const line = byId("day-now");
  const minute = minuteOfDay(now());
  line.hidden = day !== isoDay(now()) || minute < FIRST || minute > LAST;
  line.style.setProperty("--from", minute - FIRST);
}

/** Scroll to the day's first event (ours before the stylists' own), else to now: once, when it can be seen. */
function showFirst() {
  if (!isFresh || scroller.clientHeight === 0 || grid.children.length === 0) return;
  isFresh = false;
  const events = [...grid.querySelectorAll(".event")];
  const ours = events.filter((event) => event.dataset.kind !== "busy");
  const line = byId("day-now");
  const [first = line.hidden ? null : line] = (ours.length > 0 ? ours : events).sort((a, b) => top(a) - top(b));
  reveal(first, { ...NEAREST, block: "start" });
}

/** Scroll there, and a little back where an hour's label would be cut in two by the names above it. */
function reveal(element, way) {
  element?.scrollIntoView(way);
  const above = (scroller.scrollTop + LABEL / 2) % 60;
  if (above < LABEL) scroller.scrollTop -= above;
}

const top = (event) => Number(event.style.getPropertyValue("--from"));
