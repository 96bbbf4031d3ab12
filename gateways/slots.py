"""The search for a slot, over as many days as it takes, and the look at one slot before it is taken."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from flows.availability import SlotAnswer, SlotAsk, span_of, today
from flows.catalogue import Catalogue
from flows.hours import Span
from flows.search import DAY_OVER, looks, on_day, on_days, refusal
from flows.spread import Free
from gateways.database import Database, Unit
from gateways.free_time import FREE, free_for_all, values
from gateways.statements import rows
from models.slot import Slot

AWAY = """
SELECT 1 FROM time_off
WHERE stylist_id = %(stylist)s AND starts_at < %(end)s AND ends_at > %(start)s
LIMIT 1
"""


def search(database: Database | Unit, catalogue: Catalogue, ask: SlotAsk, now: datetime) -> SlotAnswer:
    """The slots to show for what is asked, or why there are none and which day is next.

    In a unit of work it sees what the unit has done.
    """
    answer = refusal(catalogue, ask, now)
    if ask.date is None:
        yesterday = today(catalogue, now) - timedelta(days=1)
        return answer or _first_of(database, catalogue, ask, now, after=yesterday)
    if answer is None:
        free = free_on(database, catalogue, replace(ask, stylist_id=None), [ask.date], now)
        answer = on_day(catalogue, ask, free, now)
    if answer.why_code not in DAY_OVER:
        return answer
    later = replace(ask, date=None, time=None)
    after = max(ask.date, today(catalogue, now) - timedelta(days=1))
    following = _first_of(database, catalogue, later, now, after)
    return replace(answer, next_date=_day_of(following, catalogue))


def free_on(database: Database | Unit, catalogue: Catalogue, ask: SlotAsk, days: Iterable[date], now: datetime) -> Free:
    """When each stylist who comes into question is free on those days, within the salon's hours."""
    return free_for_all(database, catalogue, [ask], days, now)


def free_for(
    unit: Unit,
    catalogue: Catalogue,
    stylist_id: int,
    worked: Sequence[Slot],
    replaces: Collection[int] = (),
    entry_id: int | None = None,
) -> list[Span]:
    """What is free of that work, for `flows.availability.why_not`. The caller has locked the stylist.

    Time of the appointments `replaces`, and what is reserved for that place on the waiting list, counts as free.
    """
    within = [span_of(slot) for slot in worked]
    buffer = catalogue.policy.buffer_minutes
    minutes = min(int(slot.length.total_seconds()) // 60 for slot in worked)
    asked = values([stylist_id], within, minutes, buffer, replaces, entry_id, unit.now)
    return [(start, end) for _, start, end in rows(unit, FREE, asked)]


def is_away(unit: Unit, stylist_id: int, slot: Slot) -> bool:
    """Whether the stylist has time off in that slot."""
    return bool(rows(unit, AWAY, {"stylist": stylist_id, "start": slot.start, "end": slot.end}))


def _first_of(database: Database | Unit, catalogue: Catalogue, ask: SlotAsk, now: datetime, after: date) -> SlotAnswer:
    answer = SlotAnswer((), "none", "nothing_free")
    for days in looks(catalogue, ask, now, after):
        free = free_on(database, catalogue, ask, days, now)
        answer = on_days(catalogue, ask, days, free, now)
        if answer.options:
            break
    return answer


def _day_of(answer: SlotAnswer, catalogue: Catalogue) -> date | None:
    starts = [option.slot.start for option in answer.options]
    return today(catalogue, min(starts)) if starts else None
