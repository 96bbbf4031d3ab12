"""Who is free when: one statement over multiranges, and what it is asked."""

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from psycopg.rows import tuple_row

from flows.availability import SlotAsk
from flows.catalogue import Catalogue
from flows.hours import Span, opening
from flows.spread import Free
from gateways.database import Database, Unit
from gateways.statements import rows

FREE = """
WITH s AS MATERIALIZED (
    SELECT id FROM unnest(%(stylists)s::bigint[]) AS s(id)
), taken AS MATERIALIZED (
    SELECT o.stylist_id, range_agg(o.during) AS during
    FROM s JOIN occupancy o ON o.stylist_id = s.id
    WHERE o.during && %(around)s::tstzmultirange
      AND (o.lapses_at IS NULL OR o.lapses_at > %(now)s)
      AND (o.appointment_id = ANY(%(replaces)s::bigint[])) IS NOT TRUE
      AND (o.waitlist_entry_id = %(entry)s::bigint) IS NOT TRUE
    GROUP BY o.stylist_id
), away AS MATERIALIZED (
    SELECT stylist_id, range_agg(tstzrange(starts_at, ends_at)) AS during
    FROM (
        SELECT t.stylist_id, t.starts_at, t.ends_at FROM s JOIN time_off t ON t.stylist_id = s.id
        WHERE t.ends_at > %(from)s AND t.starts_at < %(to)s
        UNION ALL
        SELECT b.stylist_id, b.starts_at, b.ends_at FROM s JOIN busy_time b ON b.stylist_id = s.id
        WHERE b.ends_at > %(from)s AND b.starts_at < %(to)s
    ) AS one
    GROUP BY stylist_id
)
SELECT id, ceil(date_part('epoch', lower(gap)))::bigint, floor(date_part('epoch', upper(gap)))::bigint
FROM (
    SELECT s.id, unnest(
        %(within)s::tstzmultirange - coalesce(away.during, '{}') - coalesce(
            CASE WHEN %(buffer)s = interval '0' THEN taken.during ELSE (
                SELECT range_agg(tstzrange(lower(one) - %(buffer)s, upper(one) + %(buffer)s))
                FROM (SELECT unnest(taken.during) AS one) AS each
            ) END, '{}')
    ) AS gap
    FROM s LEFT JOIN taken ON taken.stylist_id = s.id LEFT JOIN away ON away.stylist_id = s.id
) AS free
WHERE upper(gap) - lower(gap) >= %(length)s
"""
"""Stretches within `within` in which a stylist is neither taken nor away nor busy, `buffer` kept around what is taken.

Holds that have lapsed by `now` count as free, as do the appointments `replaces` and what is reserved for `entry`.
"""


def free_for_all(
    database: Database | Unit, catalogue: Catalogue, asks: Sequence[SlotAsk], days: Iterable[date], now: datetime
) -> Free:
    """When each stylist who comes into question for any of these wishes is free on those days, in the salon's hours."""
    return as_free(_read(database, wanted(catalogue, asks, days, now)))


def wanted(catalogue: Catalogue, asks: Sequence[SlotAsk], days: Iterable[date], now: datetime) -> dict[str, Any]:
    """What `FREE` is asked for these wishes on those days."""
    within = [span for day in days for span in opening(catalogue, day)]
    skilled = (one.id for ask in asks for one in catalogue.skilled(ask.category) if ask.stylist_id in (None, one.id))
    shortest = min(end - start for ask in asks for start, end in ask.work)
    given_back = {id for ask in asks for id in ask.replaces}
    return values(
        list(dict.fromkeys(skilled)), within, shortest, catalogue.policy.buffer_minutes, given_back, None, now
    )


def values(
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


def as_free(found: Iterable[tuple[int, int, int]]) -> Free:
    """What `FREE` answers, by stylist."""
    free: dict[int, list[Span]] = {}
    for stylist_id, start, end in sorted(found):
        free.setdefault(stylist_id, []).append((start, end))
    return free


def _read(database: Database | Unit, values: dict[str, Any]) -> list[tuple[int, int, int]]:
    if isinstance(database, Unit):
        return [(id, start, end) for id, start, end in rows(database, FREE, values)]
    with database.pool.connection() as connection:
        # Planned with its values each time: a plan kept for any values would read the whole table.
        cursor = connection.cursor(row_factory=tuple_row, binary=True)
        return cursor.execute(FREE, values, prepare=False).fetchall()


def _multirange(spans: Iterable[Span]) -> str:
    """As PostgreSQL reads it."""
    ranges = (
        f"[{datetime.fromtimestamp(start, UTC).isoformat()},{datetime.fromtimestamp(end, UTC).isoformat()})"
        for start, end in spans
    )
    return "{" + ",".join(ranges) + "}"
