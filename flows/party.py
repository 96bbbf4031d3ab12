"""The answer to several wishes at once: everybody at the same time, or one after the other without waiting."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import accumulate, permutations

from flows.availability import DateStatus, SlotAsk, today
from flows.catalogue import Catalogue
from flows.hours import opening, working
from flows.party_spread import Option, Way, spread_party
from flows.search import refusal
from flows.seats import Seat, seated
from flows.spread import Free
from models.moment import local

ORDERS_OF = 3
"""More wishes than these are done in the order in which they were said, whatever is free."""


@dataclass(frozen=True, slots=True)
class PartyAnswer:
    """As `SlotAnswer`; each option has a slot for every wish, in the order of the wishes."""

    options: tuple[Option, ...]
    date_status: DateStatus
    why_code: str | None = None
    next_date: date | None = None


def party_refusal(
    catalogue: Catalogue, asks: Sequence[SlotAsk], now: datetime, *, together: bool
) -> PartyAnswer | None:
    """Why nothing can be free, whoever is taken; None when it depends on that."""
    for ask in asks:
        if refused := refusal(catalogue, ask, now):
            return PartyAnswer((), refused.date_status, refused.why_code)
    able = [[Seat(one.id, 0, False) for one in catalogue.skilled(ask.category)] for ask in asks]
    if together and seated(able, different=True) is None:
        return PartyAnswer((), "no_skill", "too_few")
    return None


def party_on_day(
    catalogue: Catalogue, asks: Sequence[SlotAsk], free: Free, now: datetime, *, together: bool
) -> PartyAnswer:
    """The options of the day asked for. A wish that cannot be met is dropped for all, and named: first the part of the
    day, then the stylists."""
    day = asks[0].date
    assert day is not None
    for code, wish in _wishes(catalogue, list(asks), day):
        options = _options(catalogue, wish, [day], free, now, together=together)
        if options:
            exact = _exact(catalogue, wish, options)
            return PartyAnswer(options, "ok", code if code or exact else "time_taken")
    nobody_taken = {stylist: opening(catalogue, day) for stylist in catalogue.stylists}
    anything = [replace(ask, part="any", time=None, stylist_id=None) for ask in asks]
    late = day == today(catalogue, now) and not _options(
        catalogue, anything, [day], nobody_taken, now, together=together
    )
    return PartyAnswer((), "full", "too_late" if late else "party_full")


def party_on_days(
    catalogue: Catalogue, asks: Sequence[SlotAsk], days: Sequence[date], free: Free, now: datetime, *, together: bool
) -> PartyAnswer:
    """The first options on those days; status `none` when there are none."""
    options = _options(catalogue, asks, days, free, now, together=together)
    return PartyAnswer(options, "ok" if options else "none", None if options else "party_none")


def ways(asks: Sequence[SlotAsk], *, together: bool) -> Iterator[Way]:
    """All at once; or one after the other, first in the order of the wishes, then in every other."""
    if together:
        yield Way(tuple(asks), (0,) * len(asks), different=True)
        return
    for number, order in enumerate(permutations(range(len(asks)))):
        if number and len(asks) > ORDERS_OF:
            return
        begins = accumulate((asks[position].minutes for position in order[:-1]), initial=0)
        after = dict(zip(order, begins, strict=True))
        yield Way(tuple(asks), tuple(after[n] for n in range(len(asks))), different=False)


def _options(
    catalogue: Catalogue, asks: Sequence[SlotAsk], days: Sequence[date], free: Free, now: datetime, *, together: bool
) -> tuple[Option, ...]:
    """Of the first way that has some; when a time is asked for, of the one that comes nearest to it."""
    found = []
    for way in ways(asks, together=together):
        options = spread_party(catalogue, way, days, free, now)
        if options and (asks[0].time is None or _exact(catalogue, asks, options)):
            return options
        if options:
            found.append(options)
    return min(found, key=lambda options: _distance(catalogue, asks, options[0]), default=())


def _distance(catalogue: Catalogue, asks: Sequence[SlotAsk], option: Option) -> int:
    """Minutes of the wall clock between the option's beginning and the time asked for."""
    assert asks[0].time is not None
    begins = local(min(one.slot.start for one in option), catalogue.business.timezone).time()
    return abs(60 * (begins.hour - asks[0].time.hour) + begins.minute - asks[0].time.minute)


def _exact(catalogue: Catalogue, asks: Sequence[SlotAsk], options: tuple[Option, ...]) -> bool:
    return asks[0].time is None or any(_distance(catalogue, asks, option) == 0 for option in options)


def _wishes(catalogue: Catalogue, asks: list[SlotAsk], day: date) -> Iterator[tuple[str | None, list[SlotAsk]]]:
    """What is asked for, then less and less of it, each with the code of what was dropped."""
    code: str | None = None
    for n, ask in enumerate(asks):
        if ask.stylist_id is None:
            continue
        stylist = catalogue.stylists.get(ask.stylist_id)
        if stylist is None or ask.category not in stylist.categories:
            code, asks[n] = "stylist_no_skill", replace(ask, stylist_id=None)
        elif not working(catalogue, stylist, day):
            code, asks[n] = "stylist_away", replace(ask, stylist_id=None)
    choosy = asks[0].part != "any" and asks[0].time is None
    yield code, asks
    if choosy:
        yield code or "part_full", [replace(ask, part="any") for ask in asks]
    if any(ask.stylist_id is not None for ask in asks):
        anybody = [replace(ask, stylist_id=None) for ask in asks]
        yield "stylist_full", anybody
        if choosy:
            yield "stylist_full", [replace(ask, part="any") for ask in anybody]
