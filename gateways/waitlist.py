"""Statements over the waiting list. The line is in order of id; rows are locked last, after the conversation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flows.hours import Span
from flows.waitlist import Wish
from gateways.database import Database, Unit
from gateways.holds import multirange
from gateways.statements import rows
from models.slot import Slot

LINE_SPACE = 4
"""First key of the advisory lock on a business's waiting list. It comes before those on stylists; only who looks for
somebody to offer time to takes it."""

LOCK_LINE = "SELECT pg_advisory_xact_lock(%(space)s, %(key)s)"

TAKEN_UP = """
UPDATE waitlist_entry SET status = 'booked', closed_at = %(now)s, offered_until = NULL
WHERE id = %(entry)s AND business_id = %(business)s AND status IN ('waiting', 'offered', 'passed')
"""

LINE = """
SELECT e.id, e.customer_id, e.conversation_id, e.service_ids, e.pack_id, e.first_day, e.last_day, e.part, e.stylist_id,
       e.free_then
FROM waitlist_entry e
WHERE e.business_id = %(business)s AND e.status = 'waiting'
  AND NOT EXISTS (SELECT FROM waitlist_entry o WHERE o.customer_id = e.customer_id AND o.status = 'offered')
ORDER BY e.id
"""

OPEN = """
SELECT e.business_id, e.id, e.status, e.last_day < (%(now)s AT TIME ZONE u.timezone)::date AS over,
       e.offered_until <= %(now)s OR EXISTS (
           SELECT FROM outbox x
           WHERE x.dedupe_key = 'waitlist-offer:' || e.id AND x.status IN ('failed', 'withdrawn')) AS ended
FROM waitlist_entry e JOIN business u ON u.id = e.business_id
WHERE e.status IN ('waiting', 'offered')
ORDER BY e.id
"""

CLEAR = """
DELETE FROM occupancy
WHERE stylist_id = %(stylist)s AND during && %(during)s::tstzmultirange AND kind = 'waitlist' AND lapses_at <= %(now)s
"""

RESERVE = """
INSERT INTO occupancy (business_id, stylist_id, during, kind, waitlist_entry_id, lapses_at)
VALUES (%(business)s, %(stylist)s, %(during)s, 'waitlist', %(entry)s, %(until)s)
ON CONFLICT ON CONSTRAINT occupancy_no_overlap DO NOTHING
RETURNING id
"""

UNRESERVE = "DELETE FROM occupancy WHERE waitlist_entry_id = %(entry)s RETURNING id"

OFFERED_BY = "SELECT DISTINCT stylist_id FROM offer WHERE waitlist_entry_id = %(entry)s AND business_id = %(business)s"

NEXT_CODE = "SELECT coalesce(max(substr(code, 2)::int), 0) + 1 AS n FROM offer WHERE conversation_id = %(conversation)s"

UNTOLD = """
SELECT 1 FROM outbox WHERE dedupe_key = 'waitlist-offer:' || %(entry)s::bigint AND status IN ('failed', 'withdrawn')
"""


@dataclass(frozen=True, slots=True)
class OpenEntries:
    """Business and entry of offers that have ended and of wishes whose days are over; businesses where some wait."""

    ended: Sequence[tuple[int, int]]
    over: Sequence[tuple[int, int]]
    waiting: Sequence[int]


def open_entries(database: Database, now: datetime) -> OpenEntries:
    """What a sweep should look at, read without locks in one statement: nothing at all when nobody waits."""
    found = database.rows(OPEN, {"now": now})
    waiting = [row for row in found if row["status"] == "waiting"]
    return OpenEntries(
        ended=[(row["business_id"], row["id"]) for row in found if row["status"] == "offered" and row["ended"]],
        over=[(row["business_id"], row["id"]) for row in waiting if row["over"]],
        waiting=sorted({row["business_id"] for row in waiting}),
    )


def lock_line(unit: Unit) -> None:
    """One at a time looks for somebody to offer time to: in line nobody is passed over, and nobody asked twice."""
    rows(unit, LOCK_LINE, {"space": LINE_SPACE, "key": unit.business_id % 2**31})


def line(unit: Unit) -> list[Wish]:
    """Who waits and has no offer open, first come first."""
    return [
        Wish(
            entry_id=row.id,
            customer_id=row.customer_id,
            conversation_id=row.conversation_id,
            service_ids=tuple(row.service_ids),
            pack_id=row.pack_id,
            first_day=row.first_day,
            last_day=row.last_day,
            part=row.part,
            stylist_id=row.stylist_id,
            known={int(stylist): [_span(one) for one in spans] for stylist, spans in row.free_then.items()},
        )
        for row in rows(unit, LINE, {"business": unit.business_id})
    ]


def reserve(unit: Unit, entry_id: int, stylist_id: int, worked: Sequence[Slot], until: datetime) -> bool:
    """Keeps that time for whoever has the place. False when somebody has some of it. The stylist is locked."""
    values: dict[str, Any] = {"stylist": stylist_id, "during": multirange(worked), "now": unit.now}
    rows(unit, CLEAR, values)
    values |= {"entry": entry_id, "business": unit.business_id, "until": until}
    return bool(rows(unit, RESERVE, values))


def unreserve(unit: Unit, entry_id: int) -> None:
    """Gives back what was kept for the place, if anything is. Its stylists are locked."""
    if rows(unit, UNRESERVE, {"entry": entry_id}):
        unit.freed = True


def stylists_offered(unit: Unit, entry_id: int) -> set[int]:
    """Whose time was ever kept for the place."""
    found = rows(unit, OFFERED_BY, {"entry": entry_id, "business": unit.business_id})
    return {row.stylist_id for row in found}


def next_code(unit: Unit, conversation_id: int) -> str:
    """A short id for an offer that the house makes. Its letter is its own: a turn that makes offers meanwhile counts on
    from the same number, with `a`. The caller has locked the conversation."""
    (row,) = rows(unit, NEXT_CODE, {"conversation": conversation_id})
    return f"w{row.n}"


def is_untold(unit: Unit, entry_id: int) -> bool:
    """Whether the message that should have told of the offer will never arrive."""
    return bool(rows(unit, UNTOLD, {"entry": entry_id}))


def taken_up(unit: Unit, entry_id: int) -> None:
    """She has taken the slot that she was waiting for."""
    rows(unit, TAKEN_UP, {"entry": entry_id, "business": unit.business_id, "now": unit.now})


def _span(one: Sequence[int]) -> Span:
    return one[0], one[1]
