"""Which of many free slots are shown: the first, then others that differ from it.

First over stylists, then over parts of the day, then over times. A preferred stylist comes first.
When a time was asked for, the nearest slots are shown instead.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from flows.availability import SlotAsk, SlotOption, earliest
from flows.catalogue import Catalogue, StylistFacts
from flows.grid import ASKED, Grid, Run, grid
from flows.hours import Span, common, working
from flows.work import beginnings
from models.moment import opening
from models.slot import Slot

Free = Mapping[int, Sequence[Span]]
"""When each stylist is not taken, sorted; a stylist without an entry has no time at all."""


class Candidate(NamedTuple):
    """A slot that could be shown. `start` in UTC seconds; `rank` orders stylists."""

    start: int
    rank: int
    stylist_id: int
    part: str
    preferred: bool


def spread(
    catalogue: Catalogue, ask: SlotAsk, days: Sequence[date], free: Free, now: datetime
) -> tuple[SlotOption, ...]:
    """At most `policy.offers_shown` slots on those days, none before the lead time is over."""
    pick = _nearest if ask.time is not None else _varied
    chosen = pick(catalogue, ask, days, free, now)
    length = timedelta(minutes=ask.minutes)
    return tuple(
        SlotOption(one.stylist_id, Slot(start, start + length))
        for one in chosen
        for start in (datetime.fromtimestamp(one.start, UTC),)
    )


def _varied(catalogue: Catalogue, ask: SlotAsk, days: Sequence[date], free: Free, now: datetime) -> list[Candidate]:
    wanted = catalogue.policy.offers_shown
    chosen: list[Candidate] = []
    for day in days:
        runs = runs_of(catalogue, ask, day, free, now)
        times = grid(day, catalogue.policy.slot_step_minutes, catalogue.business.timezone)
        for apart in (ask.minutes * 60, 1):  # slots of one stylist that overlap only if need be
            found = _candidates(ask, times, runs, wanted, apart)
            while fresh := _most_different(found, chosen):
                chosen.append(fresh)
                if len(chosen) == wanted:
                    return _in_order(chosen)
    return _in_order(chosen)


def _in_order(chosen: list[Candidate]) -> list[Candidate]:
    return sorted(chosen, key=lambda one: (not one.preferred, one.start, one.rank))


def _most_different(found: list[Candidate], chosen: list[Candidate]) -> Candidate | None:
    stylists = {one.stylist_id for one in chosen}
    parts = {one.part for one in chosen}
    starts = {one.start for one in chosen}
    taken = {(one.stylist_id, one.start) for one in chosen}
    return min(
        (one for one in found if (one.stylist_id, one.start) not in taken),
        key=lambda one: (
            one.stylist_id in stylists,
            one.part in parts,
            one.start in starts,
            not one.preferred,
            one.start,
            one.rank,
        ),
        default=None,
    )


def _nearest(catalogue: Catalogue, ask: SlotAsk, days: Sequence[date], free: Free, now: datetime) -> list[Candidate]:
    wanted = catalogue.policy.offers_shown
    zone = catalogue.business.timezone
    found: list[tuple[int, bool, int, int, Candidate]] = []
    assert ask.time is not None
    for day in days:
        times = grid(day, catalogue.policy.slot_step_minutes, zone)
        target = int(opening(day, ask.time, zone).timestamp())
        number = times.nearest(target)
        for stylist, rank, runs in runs_of(catalogue, ask, day, free, now):
            preferred = stylist.id == ask.preferred_stylist_id
            for first, last in runs:
                middle = min(max(number, first), last)
                for n in range(max(first, middle - wanted), min(last, middle + wanted) + 1):
                    start = times.times[n]
                    one = Candidate(start, rank, stylist.id, "", preferred)
                    found.append((abs(start - target), not preferred, start, rank, one))
    return [one for *_, one in sorted(found)[:wanted]]


Runs = list[tuple[StylistFacts, int, list[Run]]]


def runs_of(catalogue: Catalogue, ask: SlotAsk, day: date, free: Free, now: datetime, after: int = 0) -> Runs:
    """When each stylist who comes into question could begin on that day.

    With `after`, her work begins so many minutes after the time that is meant: somebody else's comes before it.
    """
    times = grid(day, catalogue.policy.slot_step_minutes, catalogue.business.timezone)
    first = _seconds_up(earliest(catalogue, now))
    plain = not after and len(ask.work) == 1
    found: Runs = []
    for rank, stylist in enumerate(catalogue.skilled(ask.category)):
        if ask.stylist_id is not None and stylist.id != ask.stylist_id:
            continue
        that_day = free.get(stylist.id, ())
        if not that_day:
            continue
        if that_day[0][0] < times.begins or that_day[-1][0] >= times.ends:  # more days than this one
            that_day = that_day[bisect_left(that_day, (times.begins,)) : bisect_left(that_day, (times.ends,))]
        if plain:
            if stylist.hours is not None:
                that_day = common(that_day, working(catalogue, stylist, day))
            runs = times.runs(that_day, ask.minutes * 60, first)
        else:
            starts = beginnings(ask.work, after, working(catalogue, stylist, day), that_day)
            runs = times.runs(starts, 1, first)
        if runs:
            found.append((stylist, rank, runs))
    return found


def _candidates(ask: SlotAsk, times: Grid, runs: Runs, wanted: int, apart: int) -> list[Candidate]:
    """For each stylist and part of the day the first few slots, `apart` seconds from each other.

    Of those who could begin at the same time the first few are enough: fewer than `wanted` will have been chosen.
    """
    asked = [(part, bounds) for part, bounds in times.parts if part in ASKED[ask.part]]
    following = [bisect_left(times.times, start + apart) for start in times.times]
    at_once = [0] * len(times.times)
    found: list[Candidate] = []
    for stylist, rank, of_stylist in runs:
        preferred = stylist.id == ask.preferred_stylist_id
        for part, (begin, end) in asked:
            more = wanted
            for first, last in of_stylist:
                n, until = (first if first > begin else begin), (last if last < end else end)
                while n <= until and more:
                    if preferred or at_once[n] < wanted:
                        at_once[n] += not preferred
                        found.append(Candidate(times.times[n], rank, stylist.id, part, preferred))
                    n = following[n]
                    more -= 1
    return found


def _seconds_up(moment: datetime) -> int:
    seconds = int(moment.timestamp())
    return seconds if moment.microsecond == 0 else seconds + 1
