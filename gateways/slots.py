"""Who is free when: one statement over multiranges, and the search that looks at as many days as it takes."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from psycopg.rows import tuple_row

from flows.availability import SlotAnswer, SlotAsk, span_of, today
from flows.catalogue import Catalogue
from flows.hours import Span, opening
from flows.search import looks, on_day, on_days, refusal
from flows.spread import Free
from gateways.database import Database, Unit
from gateways.statements import rows
from models.slot import Slot

FREE = """
SELECT s.id, ceil(date_part('epoch', lower(gap)))::bigint, floor(date_part('epoch', upper(gap)))::bigint
FROM unnest(%(stylists)s::bigint[]) AS s(id)
LEFT JOIN (
    SELECT o.stylist_id, range_agg(o.during) AS during
    FROM unnest(%(stylists)s::bigint[]) AS s(id)
    JOIN occupancy o ON o.stylist_id = s.id
    WHERE o.during && %(around)s::tstzmultirange
      AND (o.lapses_at IS NULL OR o.lapses_at > %(now)s)
      AND (o.appointment_id = ANY(%(replaces)s::bigint[])) IS NOT TRUE
      AND (o.waitlist_entry_id = %(entry)s::bigint) IS NOT TRUE
    GROUP BY o.stylist_id
) taken ON taken.stylist_id = s.id
LEFT JOIN (
    SELECT stylist_id, range_agg(tstzrange(starts_at, ends_at)) AS during
    FROM time_off
    WHERE stylist_id = ANY(%(stylists)s::bigint[])
      AND tstzrange(starts_at, ends_at) && %(within)s::tstzmultirange
    GROUP BY stylist_id
) away ON away.stylist_id = s.id
LEFT JOIN (
    SELECT stylist_id, range_agg(tstzrange(starts_at, ends_at)) AS during
    FROM busy_time
    WHERE stylist_id = ANY(%(stylists)s::bigint[]) AND ends_at > %(from)s AND starts_at < %(to)s
    GROUP BY stylist_id
) busy ON busy.stylist_id = s.id
CROSS JOIN LATERAL unnest(
    %(within)s::tstzmultirange - coalesce(away.during, '{}') - coalesce(busy.during, '{}') - coalesce(
        CASE WHEN %(buffer)s = interval '0' THEN taken.during ELSE (
            SELECT range_agg(tstzrange(lower(one) - %(buffer)s, upper(one) + %(buffer)s))
            FROM unnest(taken.during) AS one
        ) END, '{}')
) AS gap
WHERE upper(gap) - lower(gap) >= %(length)s
"""
"""Stretches within `within` in which a stylist is neither taken nor away nor busy, `buffer` kept around what is taken.

Holds that have lapsed by `now` count as free, as do the appointments `replaces` and what is reserved for `entry`.
"""

AWAY = """
SELECT 1 FROM time_off
WHERE stylist_id = %(stylist)s AND starts_at < %(end)s AND ends_at > %(start)s
LIMIT 1
"""


def search(database: Database, catalogue: Catalogue, ask: SlotAsk, now: datetime) -> SlotAnswer:
    """The slots to show for what is asked, or why there are none and which day is next."""
    answer = refusal(catalogue, ask, now)
    if ask.date is None:
        yesterday = today(catalogue, now) - timedelta(days=1)
        return answer or _first_of(database, catalogue, ask, now, after=yesterday)
    if answer is None:
        free = free_on(database, catalogue, replace(ask, stylist_id=None), [ask.date], now)
        answer = on_day(catalogue, ask, free, now)
    if answer.options or answer.date_status not in ("closed", "full", "past"):
        return answer
    later = replace(ask, date=None, time=None)
    after = max(ask.date, today(catalogue, now) - timedelta(days=1))
    following = _first_of(database, catalogue, later, now, after)
    return replace(answer, next_date=_day_of(following, catalogue))


def free_on(database: Database, catalogue: Catalogue, ask: SlotAsk, days: Iterable[date], now: datetime) -> Free:
    """When each stylist who comes into question is free on those days, within the salon's hours."""
    within = [span for day in days for span in opening(catalogue, day)]
    stylists = [one.id for one in catalogue.skilled(ask.category) if ask.stylist_id in (None, one.id)]
    minutes = catalogue.policy.buffer_minutes
    shortest = min(end - start for start, end in ask.work)
    values = _values(stylists, within, shortest, minutes, ask.replaces, None, now)
    with database.pool.connection() as connection:
        # Planned with its values each time: a plan kept for any values would read the whole table.
        cursor = connection.cursor(row_factory=tuple_row)
        found = cursor.execute(FREE, values, prepare=False).fetchall()
    free: dict[int, list[Span]] = {}
    for stylist_id, start, end in sorted(found):
        free.setdefault(stylist_id, []).append((start, end))
    return free


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
    values = _values([stylist_id], within, minutes, buffer, replaces, entry_id, unit.now)
    return [(start, end) for _, start, end in rows(unit, FREE, values)]


def is_away(unit: Unit, stylist_id: int, slot: Slot) -> bool:
    """Whether the stylist has time off in that slot."""
    values = {"stylist": stylist_id, "start": slot.start, "end": slot.end}
    return bool(rows(unit, AWAY, values))


def _first_of(database: Database, catalogue: Catalogue, ask: SlotAsk, now: datetime, after: date) -> SlotAnswer:
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


def _values(
    stylists: Sequence[int],
    within: Sequence[Span],
    minutes: int,
    buffer: int,
    replaces: Collection[int],
    entry_id: int | None,
    now: datetime,
) -> dict[str, Any]:
    """`around` is as wide as `within` and the buffers on both sides."""
    first, last = (min(start for start, _ in within), max(end for _, end in within)) if within else (0, 0)
    return {
        "stylists": list(stylists),
        "within": _multirange(within),
        "around": _multirange([(start - 60 * buffer, end + 60 * buffer) for start, end in within]),
        "length": timedelta(minutes=minutes),
        "buffer": timedelta(minutes=buffer),
        "replaces": list(replaces),
        "entry": entry_id,
        "from": datetime.fromtimestamp(first, UTC),
        "to": datetime.fromtimestamp(last, UTC),
        "now": now,
    }


def _multirange(spans: Iterable[Span]) -> str:
    """As PostgreSQL reads it."""
    ranges = (
        f"[{datetime.fromtimestamp(start, UTC).isoformat()},{datetime.fromtimestamp(end, UTC).isoformat()})"
        for start, end in spans
    )
    return "{" + ",".join(ranges) + "}"
