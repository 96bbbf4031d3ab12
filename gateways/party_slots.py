"""The search for several wishes at once: a group, or somebody who wants two trades in one visit."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from flows.availability import SlotAsk, today
from flows.catalogue import Catalogue
from flows.party import PartyAnswer, party_on_day, party_on_days, party_refusal
from flows.search import DAY_OVER, looks
from gateways.database import Database, Unit
from gateways.free_time import free_for_all


def search_party(
    database: Database | Unit, catalogue: Catalogue, asks: Sequence[SlotAsk], now: datetime, *, together: bool
) -> PartyAnswer:
    """The options to show for all of these wishes, or why there are none and which day is next.

    `together`: all begin at the same time, each with a stylist of its own. Else one after the other without waiting,
    with the same stylist or another. Day, part of day and time of the first wish are those of all; stylists are each
    one's own. What is shown, `tasks.commands.hold` takes as one booking.
    """
    first = asks[0]
    asks = [replace(ask, date=first.date, part=first.part, time=first.time) for ask in asks]
    answer = party_refusal(catalogue, asks, now, together=together)
    if first.date is None:
        yesterday = today(catalogue, now) - timedelta(days=1)
        return answer or _first_of(database, catalogue, asks, now, yesterday, together=together)
    if answer is None:
        anybody = [replace(ask, stylist_id=None) for ask in asks]
        free = free_for_all(database, catalogue, anybody, [first.date], now)
        answer = party_on_day(catalogue, asks, free, now, together=together)
    if answer.why_code not in DAY_OVER:
        return answer
    later = [replace(ask, date=None, time=None) for ask in asks]
    if refused := party_refusal(catalogue, later, now, together=together):
        return refused
    after = max(first.date, today(catalogue, now) - timedelta(days=1))
    following = _first_of(database, catalogue, later, now, after, together=together)
    return replace(answer, next_date=_day_of(following, catalogue))


def _first_of(
    database: Database | Unit,
    catalogue: Catalogue,
    asks: Sequence[SlotAsk],
    now: datetime,
    after: date,
    *,
    together: bool,
) -> PartyAnswer:
    answer = PartyAnswer((), "none", "party_none")
    for days in looks(catalogue, asks[0], now, after):
        free = free_for_all(database, catalogue, asks, days, now)
        answer = party_on_days(catalogue, asks, days, free, now, together=together)
        if answer.options:
            break
    return answer


def _day_of(answer: PartyAnswer, catalogue: Catalogue) -> date | None:
    starts = [slot.slot.start for option in answer.options for slot in option]
    return today(catalogue, min(starts)) if starts else None
