/** Where an event stands in its column: minutes from the top, and side by side when two overlap. */

import { addDays, isoDay, minuteOfDay } from "./moments.js";

/** The first and the last minute of the day that is drawn: 9:00 to 20:30. */
export const FIRST = 9 * 60;
export const LAST = 20 * 60 + 30;

const SHORTEST = 15;
const PLAIN_DAY = 10;

/** The events of `day`, each with `from`, `to` (minutes after FIRST), `lane` and `lanes`. */
export function placed(events, day) {
  const shown = events
    .map((event) => ({ ...event, ...span(event, day) }))
    .sort((a, b) => a.from - b.from || b.to - a.to);
  const groups = [];
  for (const event of shown) {
    const group = groups.at(-1);
    if (group && event.from < group.until) {
      group.members.push(event);
      group.until = Math.max(group.until, event.to);
    } else groups.push({ members: [event], until: event.to });
  }
  return groups.flatMap(({ members }) => inLanes(members));
}

const isPlain = (moment) => moment.length === PLAIN_DAY;

/** Google's ends are the first moment after the event, also for whole days. */
function span({ start, end }, day) {
  if (isPlain(start)) return { from: 0, to: LAST - FIRST, allDay: true };
  const begins = isoDay(start) < day ? FIRST : minuteOfDay(start);
  const ends = isoDay(end) >= addDays(day, 1) ? LAST : minuteOfDay(end);
  const from = Math.min(Math.max(begins, FIRST), LAST - SHORTEST) - FIRST;
  const to = Math.max(Math.min(ends, LAST) - FIRST, from + SHORTEST);
  return { from, to, allDay: false };
}

function inLanes(members) {
  const ends = [];
  const seated = members.map((event) => {
    const free = ends.findIndex((end) => end <= event.from);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = event.to;
    return { ...event, lane };
  });
  return seated.map((event) => ({ ...event, lanes: ends.length }));
}
