"""Free time as availability takes it, said as people say it."""

from datetime import UTC, date, datetime, time

from flows.hours import Span
from models.moment import at
from models.slot import Slot
from tests.demo_catalogue import STYLISTS

MADRID = "Europe/Madrid"


def moment(when: str) -> datetime:
    """`2026-11-27 10:30` on the salon's wall clock."""
    day, clock = when.split()
    return at(date.fromisoformat(day), time.fromisoformat(clock), MADRID)


def slot(day: str, clocks: str) -> Slot:
    """`10:30-11:30` on that day."""
    start, end = (moment(f"{day} {clock}") for clock in clocks.split("-"))
    return Slot(start, end)


def span(day: str, clocks: str) -> Span:
    """The same in UTC seconds."""
    found = slot(day, clocks)
    return int(found.start.timestamp()), int(found.end.timestamp())


def free(day: str, **stylists: str) -> dict[int, list[Span]]:
    """Who is free when: `free("2026-11-27", Pilar="10:30-11:30 16:00-17:00")`."""
    return {STYLISTS[name]: [span(day, each) for each in clocks.split()] for name, clocks in stylists.items()}


def told(start: datetime) -> str:
    """`2026-11-27 10:30` in UTC, for comparing."""
    return start.astimezone(UTC).strftime("%Y-%m-%d %H:%M")
