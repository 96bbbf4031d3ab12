"""What is known of the stylists' own calendars: how far each was read, and when she is busy."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg.rows import DictRow

from gateways.database import Database, Unit
from gateways.statements import rows
from models.business import Policy
from models.ids import BusinessId
from models.slot import Slot

TO_READ = """
SELECT s.id FROM stylist s LEFT JOIN calendar_sync y ON y.stylist_id = s.id
WHERE s.calendar_id IS NOT NULL AND (s.active OR EXISTS (SELECT FROM occupancy o WHERE o.stylist_id = s.id))
   OR y.calendar_id IS DISTINCT FROM s.calendar_id AND y.id IS NOT NULL
ORDER BY s.id
"""

KNOWN = """
SELECT s.business_id, s.id AS stylist_id, s.calendar_id, u.timezone, u.policy,
       y.calendar_id AS read_calendar_id, y.token, y.whole_at, y.read_at, coalesce(y.refusals, 0) AS refusals
FROM stylist s JOIN business u ON u.id = s.business_id LEFT JOIN calendar_sync y ON y.stylist_id = s.id
WHERE s.id = %(stylist)s
"""

READ = """
INSERT INTO calendar_sync (business_id, stylist_id, calendar_id, token, whole_at, read_at, trouble)
VALUES (%(business)s, %(stylist)s, %(calendar)s, %(token)s, %(whole)s, %(now)s, %(trouble)s)
ON CONFLICT (stylist_id) DO UPDATE SET
    calendar_id = excluded.calendar_id, token = excluded.token, read_at = excluded.read_at, refusals = 0,
    whole_at = coalesce(excluded.whole_at, calendar_sync.whole_at), trouble = excluded.trouble
"""

REFUSED = """
INSERT INTO calendar_sync (business_id, stylist_id, calendar_id, refusals, trouble)
SELECT business_id, id, calendar_id, 1, %(trouble)s FROM stylist
WHERE id = %(stylist)s AND business_id = %(business)s AND calendar_id IS NOT NULL
ON CONFLICT (stylist_id) DO UPDATE SET refusals = calendar_sync.refusals + 1, trouble = excluded.trouble
RETURNING refusals
"""

OTHERS = "DELETE FROM busy_time WHERE stylist_id = %(stylist)s AND event <> ALL(%(events)s) RETURNING id"

GONE = """
DELETE FROM busy_time WHERE stylist_id = %(stylist)s
  AND (event = ANY(%(events)s) OR split_part(event, '_', 1) = ANY(%(events)s))
RETURNING id
"""
"""Instances of a repeating event have its id before an underscore."""

PUT = """
INSERT INTO busy_time (business_id, stylist_id, event, starts_at, ends_at)
SELECT %(business)s, %(stylist)s, event, starts_at, ends_at
FROM unnest(%(events)s::text[], %(starts)s::timestamptz[], %(ends)s::timestamptz[]) AS e(event, starts_at, ends_at)
ON CONFLICT (stylist_id, event) DO UPDATE SET starts_at = excluded.starts_at, ends_at = excluded.ends_at
WHERE (busy_time.starts_at, busy_time.ends_at) IS DISTINCT FROM (excluded.starts_at, excluded.ends_at)
RETURNING xmax <> 0 AS moved
"""

FORGET = "DELETE FROM calendar_sync WHERE stylist_id = %(stylist)s"

UNREAD = """
SELECT s.name, y.trouble FROM calendar_sync y JOIN stylist s ON s.id = y.stylist_id
WHERE y.trouble IS NOT NULL AND s.active AND s.calendar_id IS NOT NULL ORDER BY s.name
"""
"""Whose calendar has trouble, and which: for `make doctor`."""


@dataclass(frozen=True, slots=True)
class Known:
    """A stylist's calendar, and how far it was read when somebody looked. Times are domain time."""

    business_id: BusinessId
    stylist_id: int
    calendar_id: str | None
    timezone: str
    horizon_days: int
    read_calendar_id: str | None
    """The one that was read, which /admin may have replaced since."""
    token: str | None
    whole_at: datetime | None
    read_at: datetime | None
    refusals: int


def to_read(database: Database) -> list[int]:
    """Stylists whose calendars are to be read: who works here or is still taken, and whose calendar has changed."""
    return [row["id"] for row in database.rows(TO_READ)]


def known(database: Database, stylist_id: int) -> Known | None:
    """What is known of her calendar; None: no such stylist."""
    row = database.row(KNOWN, {"stylist": stylist_id})
    return _known(row) if row else None


def is_still(unit: Unit, before: Known) -> bool:
    """Whether nobody has read her calendar since, or given her another. The caller has locked her."""
    found = rows(unit, KNOWN, {"stylist": before.stylist_id})
    return bool(found) and _known(found[0]._asdict()) == before


def put_busy(unit: Unit, stylist_id: int, busy: Mapping[str, Slot], gone: Collection[str] | None) -> bool:
    """Writes what was read; `gone` None: it was all, and nothing else stands. Whether some time has become free."""
    slots = busy.values()
    values: dict[str, Any] = {
        "business": unit.business_id,
        "stylist": stylist_id,
        "events": list(busy),
        "starts": [slot.start for slot in slots],
        "ends": [slot.end for slot in slots],
    }
    away = rows(unit, OTHERS, values) if gone is None else rows(unit, GONE, values | {"events": list(gone)})
    put = rows(unit, PUT, values)
    return bool(away) or any(row.moved for row in put)


def note_read(unit: Unit, before: Known, token: str | None, *, whole: bool, trouble: str | None) -> None:
    """Her calendar has been read up to that token."""
    values = {
        "business": unit.business_id,
        "stylist": before.stylist_id,
        "calendar": before.calendar_id,
        "token": token,
        "whole": unit.now if whole else None,
        "now": unit.now,
        "trouble": trouble,
    }
    rows(unit, READ, values)


def note_refusal(unit: Unit, stylist_id: int, trouble: str) -> int:
    """Google would not let us read it; how often so in a row."""
    found = rows(unit, REFUSED, {"business": unit.business_id, "stylist": stylist_id, "trouble": trouble})
    return int(found[0].refusals) if found else 0


def forget(unit: Unit, stylist_id: int) -> None:
    """She has no calendar any more."""
    rows(unit, FORGET, {"stylist": stylist_id})


def _known(row: DictRow) -> Known:
    policy = Policy.model_validate(row["policy"])
    return Known(horizon_days=policy.horizon_days, **{key: row[key] for key in row if key != "policy"})
