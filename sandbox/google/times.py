"""Starts and ends of events: a moment, or a whole day."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sandbox.google.errors import fault
from sandbox.store import Document

TIMEZONE = "Europe/Madrid"
"""Of every calendar in the sandbox."""


def stamp(moment: datetime) -> str:
    """As Google writes `created` and `updated`."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def normal(given: object, which: str) -> Document:
    """An `EventDateTime` as Google gives it back: in the calendar's zone. Raises `Refusal`."""
    if not isinstance(given, dict) or not ("date" in given) ^ ("dateTime" in given):
        raise fault(400, "required", f"Missing {which} time.")
    try:
        if "date" in given:
            return {"date": date.fromisoformat(given["date"]).isoformat()}
        moment = datetime.fromisoformat(given["dateTime"])
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=ZoneInfo(given["timeZone"]))
    except (TypeError, ValueError, KeyError, ZoneInfoNotFoundError):
        raise fault(400, "invalid", f"Invalid {which} time.") from None
    local = moment.astimezone(ZoneInfo(TIMEZONE))
    return {"dateTime": local.isoformat(timespec="seconds"), "timeZone": TIMEZONE}


def moment_of(normalised: Document) -> datetime:
    """The moment at which a start or end lies; a day begins at the calendar's midnight."""
    if "date" in normalised:
        day = date.fromisoformat(normalised["date"])
        return datetime.combine(day, time.min, ZoneInfo(TIMEZONE))
    return datetime.fromisoformat(normalised["dateTime"])


def parameter(text: str, name: str) -> datetime:
    """A query's RFC 3339 time, which must carry its offset. Raises `Refusal`."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise fault(400, "badRequest", "Bad Request", location=name)
    return moment
