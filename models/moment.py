"""Time. Moments are UTC inside; this is the only place that converts to and from a salon's wall clock."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo


class NoSuchTime(ValueError):
    """The wall clock never showed this time: it was skipped when summer time began."""


@cache
def zone(name: str) -> ZoneInfo:
    """The time zone with that IANA name; `ZoneInfoNotFoundError` for one that does not exist."""
    return ZoneInfo(name)


def local(moment: datetime, tz: str) -> datetime:
    """What the wall clock in `tz` shows at that moment."""
    return moment.astimezone(zone(tz))


def at(day: date, clock: time, tz: str) -> datetime:
    """The UTC moment at which the wall clock in `tz` shows `clock` on `day`.

    A time that occurs twice (summer time ends) means the first of the two. One that never occurs raises `NoSuchTime`.
    """
    moment = datetime.combine(day, clock, zone(tz)).astimezone(UTC)
    if moment.astimezone(zone(tz)).replace(tzinfo=None) != datetime.combine(day, clock):
        raise NoSuchTime(f"{clock} does not exist on {day} in {tz}")
    return moment


def opening(day: date, clock: time, tz: str) -> datetime:
    """As `at`, but a time that never occurs means what a clock that was not put forward would mean: 2:30 is 3:30."""
    return datetime.combine(day, clock, zone(tz)).astimezone(UTC)


def day_bounds(day: date, tz: str) -> tuple[datetime, datetime]:
    """First moment of a local day and of the next one: 23, 24 or 25 hours apart."""
    return opening(day, time.min, tz), opening(day + timedelta(days=1), time.min, tz)
