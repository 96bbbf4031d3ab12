"""Which of a group's many possible times are shown: spread as `flows.spread` does it for one.

A group begins on a time of the grid; who comes later begins when the one before is done, on the grid or not.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from flows.availability import SlotAsk, SlotOption
from flows.catalogue import Catalogue
from flows.grid import ASKED, Grid, grid
from flows.seats import Seat, names, seated
from flows.spread import Free, runs_of
from models.moment import opening
from models.slot import Slot

Option = tuple[SlotOption, ...]
"""A slot for each wish, in the order of the wishes."""


class Way(NamedTuple):
    """How the wishes lie beside each other: after how many minutes each begins."""

    asks: tuple[SlotAsk, ...]
    after: tuple[int, ...]
    different: bool
    """No stylist twice: they are all at work at once."""

    @property
    def seconds(self) -> int:
        """From the first beginning to the last end."""
        return 60 * max(after + ask.minutes for ask, after in zip(self.asks, self.after, strict=True))


class Group(NamedTuple):
    """A way at a time, in UTC seconds, with somebody for each wish."""

    start: int
    part: str
    seats: tuple[Seat, ...]

    @property
    def unwanted(self) -> int:
        """How many are not with the stylist they like best."""
        return sum(not seat.preferred for seat in self.seats)

    @property
    def ranks(self) -> tuple[int, ...]:
        """For an order among those that are equally good."""
        return tuple(seat.rank for seat in self.seats)


class Day(NamedTuple):
    """The times of a day at which a way has somebody for each wish: who they are, by number of the time."""

    times: Grid
    able: dict[int, list[list[Seat]]]
    parts: Mapping[int, str]


def spread_party(catalogue: Catalogue, way: Way, days: Sequence[date], free: Free, now: datetime) -> tuple[Option, ...]:
    """At most `policy.offers_shown` options on those days; the first wish says which part of the day or time it is."""
    pick = _varied if way.asks[0].time is None else _nearest
    return tuple(_option(way, group) for group in pick(catalogue, way, days, free, now))


def _varied(catalogue: Catalogue, way: Way, days: Sequence[date], free: Free, now: datetime) -> list[Group]:
    chosen: list[Group] = []
    for each in days:
        day = _day(catalogue, way, each, free, now)
        while len(chosen) < catalogue.policy.offers_shown and (fresh := _most_different(way, day, chosen)):
            chosen.append(fresh)
    return sorted(chosen, key=lambda one: (one.unwanted, one.start, one.ranks))


def _most_different(way: Way, day: Day, chosen: list[Group]) -> Group | None:
    met = {seat.stylist_id for one in chosen for seat in one.seats}
    parts, starts = {one.part for one in chosen}, {one.start for one in chosen}
    asked = ASKED[way.asks[0].part]

    def difference(one: Group) -> tuple[bool, int, bool, bool, int, int, tuple[int, ...]]:
        mine = {seat.stylist_id for seat in one.seats}
        crowded = any(
            abs(one.start - other.start) < way.seconds and not mine.isdisjoint(names(other.seats)) for other in chosen
        )
        return crowded, len(mine & met), one.part in parts, one.start in starts, one.unwanted, one.start, one.ranks

    found = []
    for n, able in day.able.items():
        start, part = day.times.times[n], day.parts[n]
        if part not in asked:
            continue
        taken = {names(one.seats) for one in chosen if one.start == start}
        seats = seated(able, different=way.different, met=met, taken=taken)
        if seats is not None:
            found.append(Group(start, part, seats))
    return min(found, key=difference, default=None)


def _nearest(catalogue: Catalogue, way: Way, days: Sequence[date], free: Free, now: datetime) -> list[Group]:
    wanted, zone, clock = catalogue.policy.offers_shown, catalogue.business.timezone, way.asks[0].time
    assert clock is not None
    found: list[tuple[int, int, int, tuple[int, ...], Group]] = []
    for each in days:
        day = _day(catalogue, way, each, free, now)
        target = int(opening(each, clock, zone).timestamp())
        left = wanted + 1  # two times can be equally near
        for n in sorted(day.able, key=lambda n: (abs(day.times.times[n] - target), n)):
            groups = _all_at(way, day, n, wanted)
            found += [(abs(one.start - target), one.unwanted, one.start, one.ranks, one) for one in groups]
            left -= bool(groups)
            if not left:
                break
    return [one for *_, one in sorted(found)[:wanted]]


def _all_at(way: Way, day: Day, n: int, wanted: int) -> list[Group]:
    """So many groups that could begin at that time, the best first."""
    found: list[Group] = []
    while len(found) < wanted:
        taken = {names(one.seats) for one in found}
        seats = seated(day.able[n], different=way.different, taken=taken)
        if seats is None:
            break
        found.append(Group(day.times.times[n], day.parts[n], seats))
    return found


def _day(catalogue: Catalogue, way: Way, day: date, free: Free, now: datetime) -> Day:
    times = grid(day, catalogue.policy.slot_step_minutes, catalogue.business.timezone)
    able: dict[int, list[list[Seat]]] = {}
    for position, (ask, after) in enumerate(zip(way.asks, way.after, strict=True)):
        for stylist, rank, runs in runs_of(catalogue, ask, day, free, now, after):
            seat = Seat(stylist.id, rank, stylist.id == ask.preferred_stylist_id)
            for first, last in runs:
                for n in range(first, last + 1):
                    able.setdefault(n, [[] for _ in way.asks])[position].append(seat)
    whole = {n: able[n] for n in sorted(able) if all(able[n])}
    parts = {n: part for part, (begin, end) in times.parts for n in range(begin, end + 1)}
    return Day(times, whole, parts)


def _option(way: Way, group: Group) -> Option:
    option = []
    for ask, after, seat in zip(way.asks, way.after, group.seats, strict=True):
        start = datetime.fromtimestamp(group.start + 60 * after, UTC)
        option.append(SlotOption(seat.stylist_id, Slot(start, start + timedelta(minutes=ask.minutes))))
    return tuple(option)
