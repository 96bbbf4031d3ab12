"""The times at which an appointment may begin, and which of them a stylist has free.

Times lie on the wall clock (9:30, 9:45, ...), so on the day summer time begins the skipped ones are
missing, and on the day it ends each exists once. They are numbered: a stylist's free time is then a
few runs of numbers, whatever the length of the day.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache
from typing import Literal

from flows.hours import Span
from models.moment import NoSuchTime, at, day_bounds

Part = Literal["morning", "afternoon", "evening"]
AFTERNOON, EVENING = time(14), time(18)
"""The morning ends at lunch, at 14:00. Whoever asks for the afternoon may come in the evening too."""
ASKED: dict[str, tuple[Part, ...]] = {
    "any": ("morning", "afternoon", "evening"),
    "morning": ("morning",),
    "afternoon": ("afternoon", "evening"),
    "evening": ("evening",),
}
MINUTES_A_DAY = 24 * 60

Run = tuple[int, int]
"""Numbers of the first and the last time of a row of times, all of them possible."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A day's times in UTC seconds, ascending; `parts` says where each part of the day lies in them."""

    day: date
    begins: int
    ends: int
    times: tuple[int, ...]
    parts: tuple[tuple[Part, Run], ...]

    def runs(self, free: Sequence[Span], seconds: int, earliest: int) -> list[Run]:
        """The times at which something of that length fits into `free`, none before `earliest`."""
        found: list[Run] = []
        for start, end in free:
            first = bisect_left(self.times, start if start > earliest else earliest)
            last = bisect_right(self.times, end - seconds) - 1
            if first <= last:
                found.append((first, last))
        return found

    def nearest(self, clock: int) -> int:
        """The number of the time nearest to a moment, the earlier of two."""
        after = bisect_left(self.times, clock)
        around = [n for n in (after - 1, after) if 0 <= n < len(self.times)]
        return min(around, key=lambda n: abs(self.times[n] - clock))


@lru_cache(maxsize=1024)
def grid(day: date, step: int, timezone: str) -> Grid:
    """The grid of a local day with a time every `step` minutes."""
    times: list[int] = []
    bounds: dict[Part, list[int]] = {"morning": [], "afternoon": [], "evening": []}
    for minute in range(0, MINUTES_A_DAY, step):
        clock = time(*divmod(minute, 60))
        try:
            moment = at(day, clock, timezone)
        except NoSuchTime:
            continue
        bounds[part_of(clock)].append(len(times))
        times.append(int(moment.timestamp()))
    begins, ends = day_bounds(day, timezone)
    return Grid(
        day=day,
        begins=int(begins.timestamp()),
        ends=int(ends.timestamp()),
        times=tuple(times),
        parts=tuple((part, (found[0], found[-1])) for part, found in bounds.items() if found),
    )


def part_of(clock: time) -> Part:
    """The part of the day in which that time lies."""
    if clock < AFTERNOON:
        return "morning"
    return "afternoon" if clock < EVENING else "evening"
