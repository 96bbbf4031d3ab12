"""What an event in a stylist's own Google calendar means for her time.

Read: single events of a window, instances of repeating ones included. Busy is what Google shows as busy, tentative
and whole days too; free is what she shows as free or has declined, where she works today, a birthday. Events of ours
are never busy: `occupancy` says what they say.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from flows.calendar_event import OURS, CalendarEvent, event_id
from models.moment import day_bounds, local, opening
from models.slot import Slot

WHOLE_AFTER: Final = timedelta(hours=6)
"""So often a calendar is read whole: its window moves on, and what increments did not tell comes to light."""
MARGIN_DAYS: Final = 2
"""How far the window reaches beyond the last day that can be booked."""
FREE_KINDS: Final = ("workingLocation", "birthday")


class Malformed(ValueError):
    """An event without the times that every event has."""


@dataclass(frozen=True, slots=True)
class Busy:
    """She is not to be booked in that slot. `event` is Google's id."""

    event: str
    slot: Slot


@dataclass(frozen=True, slots=True)
class Gone:
    """Nothing of that event stands in anybody's way: deleted, declined, shown as free."""

    event: str


@dataclass(frozen=True, slots=True)
class Ours:
    """The event of one of our appointments as it stands in the calendar."""

    event: str
    appointment_id: int
    title: str
    slot: Slot | None
    tentative: bool
    repeats: bool
    """She has made a series of it."""


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that one reading told."""

    busy: dict[str, Slot] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    ours: dict[str, Ours] = field(default_factory=dict)


def window(now: datetime, timezone: str, horizon_days: int) -> Slot:
    """What a whole reading asks for: from yesterday's midnight to beyond the last day that can be booked."""
    today = local(now, timezone).date()
    start, _ = day_bounds(today - timedelta(days=1), timezone)
    _, end = day_bounds(today + timedelta(days=horizon_days + MARGIN_DAYS), timezone)
    return Slot(start, end)


def in_series(event: Mapping[str, Any]) -> bool:
    """Whether it is part of a repeating event. Of those Google tells only some months of what was deleted."""
    return "recurringEventId" in event or "recurrence" in event or "_" in event["id"]


def found_in(events: Iterable[Mapping[str, Any]], timezone: str) -> tuple[Found, list[str]]:
    """All of them, and the ids of those that make no sense: nothing is known of these."""
    found, strange = Found(), list[str]()
    for event in events:
        try:
            one = meaning(event, timezone)
        except Malformed:
            strange.append(event["id"])
            continue
        if isinstance(one, Busy):
            found.busy[one.event] = one.slot
        elif isinstance(one, Gone):
            found.gone.add(one.event)
        else:
            found.ours[one.event] = one
    return found, strange


def meaning(event: Mapping[str, Any], timezone: str) -> Busy | Gone | Ours:
    """One event. `timezone` is the salon's: in it whole days begin and end. Raises `Malformed`."""
    key: str = event["id"]
    if event.get("status") == "cancelled":
        return Gone(key)
    if (appointment_id := _appointment_of(event)) is not None:
        return _ours(event, appointment_id, timezone)
    if _is_free(event) or (slot := slot_of(event, timezone)) is None:
        return Gone(key)
    return Busy(key, slot)


def slot_of(event: Mapping[str, Any], timezone: str) -> Slot | None:
    """When it is; None when it takes no time. A whole day goes from local midnight to local midnight."""
    start, end = (_moment(event.get(name), timezone) for name in ("start", "end"))
    return Slot(start, end) if start < end else None


def agrees(found: Ours, wanted: CalendarEvent) -> bool:
    """Whether the calendar shows the appointment as we would write it. A note that she added is her own affair."""
    shown = (_squeezed(found.title), found.slot, found.tentative, found.repeats)
    start, end = (at.astimezone(UTC).replace(microsecond=0) for at in (wanted.starts_at, wanted.ends_at))
    return shown == (_squeezed(wanted.title), Slot(start, end), wanted.tentative, False)


def wrong(found: Found, wanted: Mapping[int, CalendarEvent], *, whole: bool) -> list[int]:
    """Appointments whose events are not as they should be. Of a `whole` reading each must be there, just once."""
    shown: dict[int, list[Ours]] = {}
    for one in found.ours.values():
        shown.setdefault(one.appointment_id, []).append(one)

    def is_wrong(appointment_id: int, event: CalendarEvent) -> bool:
        if there := shown.get(appointment_id):
            return len(there) > 1 or not agrees(there[0], event)
        return whole or event.id in found.gone

    return [appointment_id for appointment_id, event in wanted.items() if is_wrong(appointment_id, event)]


def _ours(event: Mapping[str, Any], appointment_id: int, timezone: str) -> Ours:
    try:
        slot = slot_of(event, timezone)
    except Malformed:
        slot = None
    return Ours(
        event=event["id"],
        appointment_id=appointment_id,
        title=str(event.get("summary", "")),
        slot=slot,
        tentative=event.get("status") == "tentative",
        repeats=in_series(event),
    )


def _appointment_of(event: Mapping[str, Any]) -> int | None:
    """Our mark and our id together make it ours: a copy that she made of one of our events is her own."""
    mark = str((event.get("extendedProperties", {}).get("private") or {}).get(OURS, ""))
    if not re.fullmatch(r"[0-9]{1,18}", mark):
        return None
    ids = (event["id"], event.get("recurringEventId"))
    return int(mark) if event_id(int(mark)) in ids else None


def _is_free(event: Mapping[str, Any]) -> bool:
    if event.get("transparency") == "transparent" or event.get("eventType") in FREE_KINDS:
        return True
    guests = event.get("attendees") or ()
    return any(guest.get("self") and guest.get("responseStatus") == "declined" for guest in guests)


def _moment(point: object, timezone: str) -> datetime:
    try:
        if not isinstance(point, Mapping):
            raise Malformed("no time")
        if "date" in point:
            return opening(date.fromisoformat(point["date"]), time.min, timezone)
        moment = datetime.fromisoformat(point["dateTime"])
        if moment.tzinfo is None:
            moment = opening(moment.date(), moment.time(), point.get("timeZone") or timezone)
    except (KeyError, TypeError, ValueError) as error:
        raise Malformed(type(error).__name__) from None
    return moment.astimezone(UTC)


def _squeezed(title: str) -> str:
    """As Google may keep it: without spaces at its ends, or two in a row."""
    return " ".join(title.split())
