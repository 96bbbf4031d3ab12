/** What the page knows, read anew each second. A section is handed on only when it has changed. */

import { announce } from "./dom.js";
import { read } from "./api.js";

const PERIOD = 1000;
const listeners = new Map();
const shapes = new Map();
const query = new Map();
let lost = false;
let current = null;
let again = false;

/** Call `listener(value)` whenever `section` of the state is new or different. */
export function watch(section, listener) {
  listeners.set(section, [...(listeners.get(section) ?? []), listener]);
}

/** Read at once; resolves when the answer is on the page. */
export async function refresh() {
  if (current) {
    again = true;
    return current;
  }
  current = load();
  try {
    await current;
  } finally {
    current = null;
  }
  if (again) {
    again = false;
    return refresh();
  }
}

/** Ask for something else from now on, e.g. another customer's messages. */
export function ask(name, value) {
  if (query.get(name) === value) return;
  query.set(name, value);
  refresh();
}

/** Begin, and go on for as long as the page is looked at. */
export async function start() {
  document.addEventListener("visibilitychange", () => document.hidden || refresh());
  for (;;) {
    if (!document.hidden) await refresh();
    await new Promise((resolve) => setTimeout(resolve, PERIOD));
  }
}

async function load() {
  const asked = new URLSearchParams([...query].filter(([, value]) => value != null));
  try {
    const state = await read(`/sandbox/page?${asked}`);
    if (lost) announce("The sandbox answers again.");
    lost = false;
    for (const [section, value] of Object.entries(state)) hand(section, value);
  } catch (error) {
    if (!lost) announce(error.message, "error");
    lost = true;
  }
}

function hand(section, value) {
  const shape = JSON.stringify(value);
  if (shapes.get(section) === shape) return;
  shapes.set(section, shape);
  for (const listener of listeners.get(section) ?? []) listener(value);
}
