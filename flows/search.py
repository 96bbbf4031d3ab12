"""The answer to somebody who asks for a slot: which ones, or why none and which day is next."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from flows.availability import SlotAnswer, SlotAsk, last_day, today
from flows.catalogue import Catalogue
from flows.hours import opening, working
from flows.spread import Free, spread
from models.moment import local

LOOKS = (1, 2, 4, 7, 14, 28)
"""Days looked at together, one look after the other: most answers are found in the first."""
LOOKS_FOR_A_TIME = (7, 7, 14, 28)
"""As above when an hour is wanted on any day: a week is compared before a worse hour is offered."""


DAY_OVER: Final = frozenset({"closure", "closed_weekday", "nobody_in", "full", "too_late", "past", "party_full"})
"""Reasons of a day that has nothing where a later one may: which one is next is told with them."""


def refusal(catalogue: Catalogue, ask: SlotAsk, now: datetime) -> SlotAnswer | None:
    """Why nothing can be free, whoever is taken; None when it depends on that."""
    if not any(catalogue.skilled(ask.category)):
        return SlotAnswer((), "no_skill", "no_skill")
    if ask.date is None:
        return None
    if ask.date < today(catalogue, now):
        return SlotAnswer((), "past", "past")
    if ask.date > last_day(catalogue, now):
        return SlotAnswer((), "beyond_horizon", "beyond_horizon")
    if not opening(catalogue, ask.date):
        code = "closure" if ask.date in catalogue.closures else "closed_weekday"
        return SlotAnswer((), "closed", code)
    if not any(working(catalogue, one, ask.date) for one in catalogue.skilled(ask.category)):
        return SlotAnswer((), "no_skill", "nobody_in")
    return None


def on_day(catalogue: Catalogue, ask: SlotAsk, free: Free, now: datetime) -> SlotAnswer:
    """The slots of the day asked for. A wish that cannot be met is dropped, and named: first the
    part of the day, then the stylist."""
    assert ask.date is not None
    for code, wish in _wishes(catalogue, ask):
        options = spread(catalogue, wish, [ask.date], free, now)
        if options:
            exact = ask.time in (
                None,
                *(local(o.slot.start, catalogue.business.timezone).time() for o in options),
            )
            return SlotAnswer(options, "ok", code if code or exact else "time_taken")
    nobody_taken = {stylist: opening(catalogue, ask.date) for stylist in catalogue.stylists}
    anybody = replace(ask, part="any", time=None, stylist_id=None)
    possible = spread(catalogue, anybody, [ask.date], nobody_taken, now)
    late = not possible and ask.date == today(catalogue, now)
    return SlotAnswer((), "full", "too_late" if late else "full")


def on_days(catalogue: Catalogue, ask: SlotAsk, days: tuple[date, ...], free: Free, now: datetime) -> SlotAnswer:
    """The first slots on those days; status `none` when there are none."""
    options = spread(catalogue, ask, days, free, now)
    return SlotAnswer(options, "ok" if options else "none", None if options else "nothing_free")


def looks(catalogue: Catalogue, ask: SlotAsk, now: datetime, after: date) -> Iterator[tuple[date, ...]]:
    """The open days after that one, up to the horizon, in groups to look at together."""
    sizes = iter(LOOKS if ask.time is None else LOOKS_FOR_A_TIME)
    day, last = after + timedelta(days=1), last_day(catalogue, now)
    size = 0
    while day <= last:
        size = next(sizes, size)
        group: list[date] = []
        while day <= last and len(group) < size:
            if opening(catalogue, day):
                group.append(day)
            day += timedelta(days=1)
        if group:
            yield tuple(group)


def _wishes(catalogue: Catalogue, ask: SlotAsk) -> Iterator[tuple[str | None, SlotAsk]]:
    """What is asked for, then less and less of it, each with the code of what was dropped."""
    day = ask.date
    assert day is not None
    code: str | None = None
    if ask.stylist_id is not None:
        stylist = catalogue.stylists.get(ask.stylist_id)
        if stylist is None or ask.category not in stylist.categories:
            code, ask = "stylist_no_skill", replace(ask, stylist_id=None)
        elif not working(catalogue, stylist, day):
            code, ask = "stylist_away", replace(ask, stylist_id=None)
    any_part = replace(ask, part="any")
    choosy = ask.part != "any" and ask.time is None
    yield code, ask
    if choosy:
        yield code or "part_full", any_part
    if ask.stylist_id is not None:
        yield "stylist_full", replace(ask, stylist_id=None)
        if choosy:
            yield "stylist_full", replace(any_part, stylist_id=None)
