"""`events.list`: filters, pages and sync tokens."""

import base64
import json
from typing import Any

from sandbox.google.diary import Diary
from sandbox.google.errors import fault
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

ONLY_WITHOUT_TOKEN = (*WITHOUT_SYNC, "timeMin", "timeMax")


def events_page(diary: Diary, calendar_id: str, query: dict[str, str]) -> Document:
    """One page of a calendar's events.

    Raises `Refusal`; 410 means: start over without the token.
    """
    calendar = diary.calendar(calendar_id)
    since, place = 0, {"offset": 0, "until": diary.last_change()}
    if "syncToken" in query:
        since = _since(diary, query)
    if "pageToken" in query:
        place = _opened(query["pageToken"], "pageToken", 400, "badRequest")
    found = [e for e in diary.events(calendar_id) if e["_change"] > since]
    if "syncToken" not in query:
        found = [event for event in found if _wanted(event, query)]
    if query.get("orderBy") == "startTime":
        if query.get("singleEvents") != "true":
            raise fault(400, "badRequest", "The requested ordering is not available.")
        found.sort(key=lambda event: moment_of(event["start"]))
    elif query.get("orderBy") == "updated":
        found.sort(key=lambda event: int(event["_change"]))
    size = min(int(query.get("maxResults", "250")), 2500)
    end = place["offset"] + size
    answer: Document = {
        "kind": "calendar#events",
        "etag": f'"{diary.last_change():016d}"',
        "summary": calendar["summary"],
        "description": "",
        "updated": stamp(diary.clock.now()),
        "timeZone": TIMEZONE,
        "accessRole": "writer",
        "defaultReminders": [],
        "items": [event_shape(event, listed=True) for event in found[place["offset"] : end]],
    }
    if end < len(found):
        answer["nextPageToken"] = _sealed({"offset": end, "until": place["until"]})
    elif not any(name in query for name in WITHOUT_SYNC):
        # As of the first page: what changed while the pages were read comes with the next sync.
        answer["nextSyncToken"] = _sealed({"since": place["until"], "epoch": _epoch(diary)})
    return answer


def event_shape(event: Document, *, listed: bool = False) -> Document:
    """The public event. Lists say little more than the id of a deleted one."""
    if listed and event["status"] == "cancelled":
        return {key: event[key] for key in ("kind", "etag", "id", "status")}
    return {key: value for key, value in event.items() if not key.startswith("_")}


def expire_sync_tokens(diary: Diary) -> None:
    """Make every sync token that was given out so far answer 410."""
    diary.store.put("google.state", "epoch", {"n": _epoch(diary) + 1})


def _epoch(diary: Diary) -> int:
    found = diary.store.get("google.state", "epoch")
    return 0 if found is None else int(found["n"])


def _since(diary: Diary, query: dict[str, str]) -> int:
    for name in ONLY_WITHOUT_TOKEN:
        if name in query:
            raise fault(400, "badRequest", f"{name} cannot be used with syncToken.", location=name)
    if query.get("showDeleted") == "false":
        raise fault(400, "badRequest", "showDeleted cannot be false with syncToken.")
    token = _opened(query["syncToken"], "syncToken", 410, "fullSyncRequired")
    if token.get("epoch") != _epoch(diary):
        raise _gone("syncToken", 410, "fullSyncRequired")
    return int(token["since"])


def _wanted(event: Document, query: dict[str, str]) -> bool:
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
