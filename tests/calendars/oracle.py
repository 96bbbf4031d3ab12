"""What may be booked, found by trying every minute: none of the product's code is used."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from tests.calendars.made import MADRID, STYLISTS, Clocks, Salon, Taken, minute

Start = tuple[int, int]
"""A stylist's number, and a minute since 1970."""
Work = tuple[tuple[int, int], ...]


@dataclass
class Oracle:
    """Knows one salon; `given_back` is what would be free again for whoever asks."""

    salon: Salon
    given_back: Sequence[Taken] = ()

    def possible(self, day: dt.date, work: Work) -> set[Start]:
        """Everybody's beginnings on that day's wall clock: every `step` minutes, each shown time once."""
        clocks: set[dt.time] = set()
        found: set[Start] = set()
        for n in range(_midnight(day), _midnight(day + dt.timedelta(days=1)), 5):  # no step is finer
            shown = _wall(n).time()
            if (shown.hour * 60 + shown.minute) % self.salon.step == 0 and shown not in clocks:
                clocks.add(shown)
                found |= {(one, n) for one in range(STYLISTS) if self.allowed(one, n, work)}
        return found

    def allowed(self, stylist: int, begin: int, work: Work) -> bool:
        """Whether the stylist may be booked for that work at that minute, on the grid or not."""
        salon, day = self.salon, _wall(begin).date()
        now = salon.now.timestamp()
        if not salon.skilled[stylist] or begin * 60 <= now or begin * 60 < now + salon.lead * 60:
            return False
        if (day - salon.now.astimezone(MADRID).date()).days > salon.horizon or salon.closed(day):
            return False
        if not self.works(stylist, day).issuperset(range(begin, begin + work[-1][1])):
            return False
        return all(self.busy[stylist].isdisjoint(range(begin + start, begin + end)) for start, end in work)

    def works(self, stylist: int, day: dt.date) -> set[int]:
        """Minutes in which the salon is open and the stylist is there."""
        if (stylist, day) not in self._works:
            own = self.salon.own[stylist]
            there = _between(day, self.salon.opening.get(day.weekday(), []))
            self._works[stylist, day] = there & _between(day, own.get(day.weekday(), [])) if own else there
        return self._works[stylist, day]

    @cached_property
    def busy(self) -> list[set[int]]:
        """Minutes in which each stylist is taken, with the buffer around what is booked, or away."""
        found: list[set[int]] = [set() for _ in range(STYLISTS)]
        for one in self.salon.taken:
            lapsed = one.lapses_at is not None and one.lapses_at * 60 <= self.salon.now.timestamp()
            if lapsed or any(one is other for other in self.given_back):
                continue
            around = 0 if one.kind in ("time_off", "busy_time") else self.salon.buffer
            for start, end in one.stretches:
                found[one.stylist] |= set(range(start - around, end + around))
        return found

    @cached_property
    def _works(self) -> dict[tuple[int, dt.date], set[int]]:
        return {}


def _between(day: dt.date, hours: list[Clocks]) -> set[int]:
    """Minutes between opening and closing, each the first of the day that shows its time."""
    found: set[int] = set()
    for opens, closes in hours:
        first, last = (minute(dt.datetime.combine(day, clock, MADRID)) for clock in (opens, closes))
        found |= set(range(first, last))
    return found


def _midnight(day: dt.date) -> int:
    return minute(dt.datetime.combine(day, dt.time(), MADRID))


def _wall(n: int) -> dt.datetime:
    return dt.datetime.fromtimestamp(n * 60, MADRID)
