"""`events.list`: filters, pages and sync tokens."""

import base64
import json
from datetime import UTC, datetime, timedelta
from typing import Any

from sandbox.google.diary import Diary
from sandbox.google.errors import fault
from sandbox.google.recurrence import instances
from sandbox.google.times import TIMEZONE, moment_of, parameter, stamp
from sandbox.store import Document

WITHOUT_SYNC = (
    "iCalUID",
    "orderBy",
    "privateExtendedProperty",
    "q",
    "sharedExtendedProperty",
    "updatedMin",
)
"""Parameters that cannot go with a sync token, and whose lists give none."""

SAME = ("singleEvents", "eventTypes", "showDeleted")
REMEMBERED = (*SAME, "timeMin", "timeMax")
"""What a sync token stands for, besides the moment."""

LATEST = datetime.max.replace(tzinfo=UTC)
HALF_A_YEAR = timedelta(days=183)

ONLY_WITHOUT_TOKEN = (*WITHOUT_SYNC, "timeMin", "timeMax")


def events_page(diary: Diary, calendar_id: str, query: dict[str, str]) -> Document:
    """One page of a calendar's events.

    Raises `Refusal`; 410 means: start over without the token.
    """
    calendar = diary.calendar(calendar_id)
    since, place, asked = 0, {"offset": 0, "until": diary.last_change()}, query
    if "syncToken" in query:
        since, asked = _since(diary, query)
    if "pageToken" in query:
        place = _opened(query["pageToken"], "pageToken", 400, "badRequest")
    events = _sorted(_singles(diary, calendar_id, asked), query)
    found = [
        (n, event)
        for n, event in enumerate(events)
        if n >= place["offset"] and event["_change"] > since and _wanted(event, asked, told="syncToken" in query)
    ]
    size = min(int(query.get("maxResults", "250")), _page_size(diary))
    answer: Document = {
        "kind": "calendar#events",
        "etag": f'"{diary.last_change():016d}"',
        "summary": calendar["summary"],
        "description": "",
        "updated": stamp(diary.clock.now()),
        "timeZone": TIMEZONE,
        "accessRole": calendar.get("role", "writer"),
        "defaultReminders": [],
        "items": [event_shape(event, listed=True) for _, event in found[:size]],
    }
    if len(found) > size:
        answer["nextPageToken"] = _sealed({"offset": found[size][0], "until": place["until"]})
    elif not any(name in query for name in WITHOUT_SYNC):
        # As of the first page: what changed while the pages were read comes with the next sync.
        kept = {name: asked[name] for name in REMEMBERED if name in asked}
        answer["nextSyncToken"] = _sealed({"since": place["until"], "epoch": _epoch(diary), "asked": kept})
    return answer


def _singles(diary: Diary, calendar_id: str, asked: dict[str, str]) -> list[Document]:
    """Everything in order of insertion; with `singleEvents` a series is its instances."""
    events = diary.events(calendar_id)
    if asked.get("singleEvents") != "true":
        return events
    own = {event["id"]: event for event in events}
    since, until = (parameter(asked[name], name) if name in asked else None for name in ("timeMin", "timeMax"))
    found: list[Document] = []
    for event in events:
        series = own.get(event.get("recurringEventId", ""))
        if "recurrence" in event:
            # Of a series that is gone Google tells no more than half a year.
            gone = event["status"] == "cancelled"
            until_then = min(until or LATEST, diary.clock.now() + HALF_A_YEAR) if gone else until
            found += [one for one in instances(event, since, until_then) if one["id"] not in own]
        elif series is None or series["status"] != "cancelled":
            found.append(event)
    return found


def _sorted(events: list[Document], query: dict[str, str]) -> list[Document]:
    if query.get("orderBy") == "startTime":
        if query.get("singleEvents") != "true":
            raise fault(400, "badRequest", "The requested ordering is not available.")
        return sorted(events, key=lambda event: moment_of(event["start"]))
    if query.get("orderBy") == "updated":
        return sorted(events, key=lambda event: int(event["_change"]))
    return events


def event_shape(event: Document, *, listed: bool = False) -> Document:
    """The public event. Lists say little more than the id of a deleted one."""
    if listed and event["status"] == "cancelled":
        short = ("kind", "etag", "id", "status", "recurringEventId", "originalStartTime")
        return {key: event[key] for key in short if key in event}
    return {key: value for key, value in event.items() if not key.startswith("_")}


def expire_sync_tokens(diary: Diary) -> None:
    """Make every sync token that was given out so far answer 410."""
    diary.store.put("google.state", "epoch", {"n": _epoch(diary) + 1})


def limit_pages(diary: Diary, size: int) -> None:
    """No page holds more events than that."""
    diary.store.put("google.state", "page", {"n": size})


def _page_size(diary: Diary) -> int:
    found = diary.store.get("google.state", "page")
    return 2500 if found is None else int(found["n"])


def _epoch(diary: Diary) -> int:
    found = diary.store.get("google.state", "epoch")
    return 0 if found is None else int(found["n"])


def _since(diary: Diary, query: dict[str, str]) -> tuple[int, dict[str, str]]:
    """The change that a token stands for, and what the first reading asked for: the window goes on to hold."""
    for name in ONLY_WITHOUT_TOKEN:
        if name in query:
            raise fault(400, "badRequest", f"{name} cannot be used with syncToken.", location=name)
    if query.get("showDeleted") == "false":
        raise fault(400, "badRequest", "showDeleted cannot be false with syncToken.")
    token = _opened(query["syncToken"], "syncToken", 410, "fullSyncRequired")
    if token.get("epoch") != _epoch(diary):
        raise _gone("syncToken", 410, "fullSyncRequired")
    asked: dict[str, str] = token["asked"]
    for name in SAME:
        if asked.get(name) != query.get(name):
            # Google calls this undefined; whoever does it here shall know.
            raise fault(400, "badRequest", f"{name} is not as it was for the sync token.", location=name)
    return int(token["since"]), asked


def _wanted(event: Document, query: dict[str, str], *, told: bool) -> bool:
    """`told`: a sync token asks; then what was deleted is told. What has left the window is not, for all we know."""
    if event["status"] == "cancelled" and told:
        return True
    if event["status"] == "cancelled" and query.get("showDeleted") != "true":
        return "updatedMin" in query and _changed_since(event, query["updatedMin"])
    if "timeMin" in query and moment_of(event["end"]) <= parameter(query["timeMin"], "timeMin"):
        return False
    if "timeMax" in query and moment_of(event["start"]) >= parameter(query["timeMax"], "timeMax"):
        return False
    if "updatedMin" in query and not _changed_since(event, query["updatedMin"]):
        return False
    if "iCalUID" in query and event["iCalUID"] != query["iCalUID"]:
        return False
    if "privateExtendedProperty" in query:
        name, _, value = query["privateExtendedProperty"].partition("=")
        if event.get("extendedProperties", {}).get("private", {}).get(name) != value:
            return False
    text = f"{event.get('summary', '')} {event.get('description', '')} {event.get('location', '')}"
    return query.get("q", "").lower() in text.lower()


def _changed_since(event: Document, moment: str) -> bool:
    return parameter(event["updated"], "updated") >= parameter(moment, "updatedMin")


def _sealed(value: Document) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode()


def _opened(token: str, name: str, code: int, reason: str) -> dict[str, Any]:
    try:
        return dict(json.loads(base64.urlsafe_b64decode(token)))
    except ValueError:
        raise _gone(name, code, reason) from None


def _gone(name: str, code: int, reason: str) -> Exception:
    message = (
        "Sync token is no longer valid, a full sync is required."
        if name == "syncToken"
        else "Invalid page token value."
    )
    return fault(code, reason, message, domain="calendar", location=name)
