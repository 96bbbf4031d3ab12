/** Times as people in the salon read them: always in the salon's own time zone, whatever the visitor's. */

const zone = document.documentElement.dataset.zone;
const format = (options, locale = "en-GB") =>
  new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });

const clockFormat = format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const dayFormat = format({ weekday: "short", day: "numeric", month: "short" });
const longFormat = format({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
const spanishFormat = format({ weekday: "long", day: "numeric", month: "long" }, "es-ES");
const isoFormat = format({ year: "numeric", month: "2-digit", day: "2-digit" }, "sv-SE");

const plainDay = /^\d{4}-\d{2}-\d{2}$/;

/** `09:30` */
export const clockTime = (moment) => clockFormat.format(new Date(moment));
/** `Fri 27 Nov` */
export const shortDay = (moment) => dayFormat.format(new Date(moment)).replace(",", "");
/** `Friday 27 November 2026` */
export const longDay = (moment) => longFormat.format(new Date(moment)).replace(",", "");
/** `viernes, 27 de noviembre` */
export const spanishDay = (moment) => spanishFormat.format(new Date(moment));
/** `2026-11-27` in the salon; a plain date stays as it is. */
export const isoDay = (moment) =>
  plainDay.test(moment) ? moment : isoFormat.format(new Date(moment));

/** Minutes since the salon's midnight. */
export function minuteOfDay(moment) {
  const [hour, minute] = clockTime(moment).split(":").map(Number);
  return hour * 60 + minute;
}

/** The plain date `days` after the plain date `day`. */
export function addDays(day, days) {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** Some moment of the plain date `day` that is that day in the salon too. */
export const noonOf = (day) => new Date(`${day}T12:00:00Z`);

/** `2026-11-27` and `10:30` as ISO 8601 with the salon's offset of that day. */
export function momentOf(day, time) {
  const offset = format({ timeZoneName: "longOffset" })
    .formatToParts(new Date(`${day}T${time}:00Z`))
    .find((part) => part.type === "timeZoneName")
    .value.replace("GMT", "");
  return `${day}T${time}:00${offset || "+00:00"}`;
}

/** `16,00 €`: the salon's money, as Spanish customers read it. */
export const money = (cents, currency) =>
  new Intl.NumberFormat("es-ES", { style: "currency", currency: currency.toUpperCase() }).format(
    cents / 100,
  );
