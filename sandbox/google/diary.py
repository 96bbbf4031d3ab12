"""What calendars hold: events are inserted, changed and deleted, each change with a number that
sync tokens count by."""

import re
import uuid
from dataclasses import dataclass

from sandbox.clock import Clock
from sandbox.google.account import EMAIL
from sandbox.google.errors import fault, not_found
from sandbox.google.recurrence import checked, instance
from sandbox.google.times import TIMEZONE, moment_of, normal, stamp
from sandbox.store import Document, Store

WRITABLE = (
    "attendees",
    "colorId",
    "description",
    "extendedProperties",
    "guestsCanInviteOthers",
    "guestsCanModify",
    "guestsCanSeeOtherGuests",
    "location",
    "recurrence",
    "reminders",
    "source",
    "status",
    "summary",
    "transparency",
    "visibility",
)
"""What a client may set besides start and end; everything else in a body is ignored."""


@dataclass
class Diary:
    """The calendars that are shared with the service account."""

    store: Store
    clock: Clock

    def add_calendar(self, calendar_id: str, summary: str, role: str = "writer") -> None:
        """Share one more, as `role`; an id that is known keeps its events."""
        calendar = {"id": calendar_id, "summary": summary, "role": role}
        self.store.put("google.calendar", calendar_id, calendar)

    def calendars(self) -> list[Document]:
        """All of them, `id` and `summary`."""
        return self.store.all("google.calendar")

    def calendar(self, calendar_id: str) -> Document:
        """One of them. Raises `Refusal`."""
        found = self.store.get("google.calendar", calendar_id)
        if found is None:
            raise not_found()
        return found

    def events(self, calendar_id: str) -> list[Document]:
        """Everything that was ever in it, deleted ones as `cancelled`, in order of insertion."""
        self.calendar(calendar_id)
        return self.store.all("google.event", calendar_id)

    def event(self, calendar_id: str, event_id: str) -> Document:
        """One event, also a deleted one, or an instance of a repeating one. Raises `Refusal`."""
        self.calendar(calendar_id)
        found = self.store.get("google.event", f"{calendar_id}/{event_id}")
        if found is None and "_" in event_id:
            series = self.store.get("google.event", f"{calendar_id}/{event_id.partition('_')[0]}")
            found = instance(series, event_id) if series and "recurrence" in series else None
        if found is None:
            raise not_found()
        return found

    def insert(self, calendar_id: str, body: Document, creator: str = EMAIL, kind: str = "default") -> Document:
        """A new event; `kind` is its `eventType`. A deleted event's id stays taken. Raises `Refusal`."""
        self.calendar(calendar_id)
        event_id = body.get("id") or uuid.uuid4().hex
        if not re.fullmatch(r"[0-9a-v]{5,1024}", event_id):
            raise fault(400, "invalid", "Invalid resource id value.")
        if self.store.get("google.event", f"{calendar_id}/{event_id}") is not None:
            raise fault(409, "duplicate", "The requested identifier already exists.")
        now = stamp(self.clock.now())
        event = {
            "kind": "calendar#event",
            "id": event_id,
            "htmlLink": f"https://www.google.com/calendar/event?eid={event_id}",
            "created": now,
            "creator": _person(creator, calendar_id),
            "organizer": _person(calendar_id, calendar_id),
            "iCalUID": f"{event_id}@google.com",
            "sequence": 0,
            "eventType": kind,
            **_content(body),
        }
        return self._save(calendar_id, event, now)

    def update(self, calendar_id: str, event_id: str, body: Document, *, whole: bool) -> Document:
        """PUT (`whole`) replaces all content, PATCH the fields that are named.

        A deleted event is revived.
        """
        event = self.event(calendar_id, event_id)
        content = {key: event[key] for key in (*WRITABLE, "start", "end") if key in event}
        content = _content(body if whole else {**content, **body})
        frame = {k: v for k, v in event.items() if k not in WRITABLE and k not in ("start", "end")}
        if [event[key] for key in ("start", "end")] != [content[key] for key in ("start", "end")]:
            frame["sequence"] += 1
        return self._save(calendar_id, {**frame, **content}, stamp(self.clock.now()))

    def delete(self, calendar_id: str, event_id: str) -> None:
        """Cancel it. Raises `Refusal` when it is unknown or deleted already."""
        event = self.event(calendar_id, event_id)
        if event["status"] == "cancelled":
            raise fault(410, "deleted", "Resource has been deleted")
        self._save(calendar_id, {**event, "status": "cancelled"}, stamp(self.clock.now()))

    def last_change(self) -> int:
        """The number of the newest change in any calendar."""
        found = self.store.get("google.state", "change")
        return 0 if found is None else int(found["n"])

    def _save(self, calendar_id: str, event: Document, now: str) -> Document:
        change = self.store.number("google.change")
        self.store.put("google.state", "change", {"n": change})
        event |= {"updated": now, "etag": f'"{change:016d}"', "_change": change}
        return self.store.put("google.event", f"{calendar_id}/{event['id']}", event, calendar_id)


def calendar_shape(calendar: Document) -> Document:
    """A `Calendar` resource."""
    return {
        "kind": "calendar#calendar",
        "etag": '"0000000000000001"',
        "id": calendar["id"],
        "summary": calendar["summary"],
        "timeZone": TIMEZONE,
        "conferenceProperties": {"allowedConferenceSolutionTypes": ["hangoutsMeet"]},
    }


def is_ours(event: Document) -> bool:
    """Made by the product, not by the stylist herself."""
    return bool(event["creator"]["email"] == EMAIL)


def _content(body: Document) -> Document:
    """The part of an event that a client sets. Raises `Refusal`."""
    start, end = normal(body.get("start"), "start"), normal(body.get("end"), "end")
    if ("date" in start) != ("date" in end):
        raise fault(400, "invalid", "Start and end times must either both be date or both dateTime.")
    if moment_of(end) <= moment_of(start):
        raise fault(400, "timeRangeEmpty", "The specified time range is empty.", domain="calendar")
    content = {key: body[key] for key in WRITABLE if body.get(key) is not None}
    if content.setdefault("status", "confirmed") not in ("confirmed", "tentative", "cancelled"):
        raise fault(400, "invalid", "Invalid value for: status")
    if lines := content.pop("recurrence", None):
        content["recurrence"] = checked(lines, start)
    content.setdefault("reminders", {"useDefault": True})
    return {**content, "start": start, "end": end}


def _person(email: str, calendar_id: str) -> Document:
    return {"email": email, "self": True} if email == calendar_id else {"email": email}
