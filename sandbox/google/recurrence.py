"""Repeating events: their single instances, as `singleEvents` lists them."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from sandbox.google.errors import fault
from sandbox.google.times import TIMEZONE, moment_of
from sandbox.store import Document

FURTHEST = timedelta(days=730)
"""A series without end goes on as long as that."""


def checked(lines: Any, start: Document) -> list[str]:
    """The lines of a rule that can be followed. Raises `Refusal`."""
    try:
        _rule(lines, _local(start))
    except (TypeError, ValueError):
        raise fault(400, "invalid", "Invalid recurrence rule.") from None
    return list(lines)


def instances(event: Document, since: datetime | None, until: datetime | None) -> Iterator[Document]:
    """Those that end after `since` and start before `until`, in order."""
    first, last = _local(event["start"]), _local(event["end"])
    for start in _rule(event["recurrence"], first):
        one = _instance(event, start, start + (last - first))
        if moment_of(one["start"]) >= (until or moment_of(event["start"]) + FURTHEST):
            return
        if since is None or moment_of(one["end"]) > since:
            yield one


def instance(event: Document, instance_id: str) -> Document | None:
    """The one with that id; None when there is none."""
    return next((one for one in instances(event, None, None) if one["id"] == instance_id), None)


def _rule(lines: list[str], start: datetime) -> Iterator[datetime]:
    """Beginnings on the calendar's wall clock; moments in UTC that the lines name are put on it too."""

    def on_the_wall(found: re.Match[str]) -> str:
        moment = datetime.strptime(found[0], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        return f"{moment.astimezone(ZoneInfo(TIMEZONE)):%Y%m%dT%H%M%S}"

    text = re.sub(r"\d{8}T\d{6}Z", on_the_wall, "\n".join(lines))
    return iter(rrulestr(text, dtstart=start, ignoretz=True))


def _instance(event: Document, start: datetime, end: datetime) -> Document:
    points = {"start": _point(event["start"], start), "end": _point(event["end"], end)}
    begins = moment_of(points["start"])
    mark = f"{start:%Y%m%d}" if "date" in event["start"] else f"{begins.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    frame = {key: value for key, value in event.items() if key != "recurrence"}
    more = {"recurringEventId": event["id"], "originalStartTime": points["start"]}
    return {**frame, **points, **more, "id": f"{event['id']}_{mark}"}


def _local(point: Document) -> datetime:
    """On the calendar's wall clock, by which events repeat."""
    return moment_of(point).astimezone(ZoneInfo(TIMEZONE)).replace(tzinfo=None)


def _point(like: Document, local: datetime) -> Document:
    if "date" in like:
        return {"date": date(local.year, local.month, local.day).isoformat()}
    moment = local.replace(tzinfo=ZoneInfo(TIMEZONE))
    return {"dateTime": moment.isoformat(timespec="seconds"), "timeZone": TIMEZONE}
