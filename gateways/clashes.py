"""What came to stand in the way of a live appointment after it was booked: nobody has told staff of it yet."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gateways.database import Database, Unit
from gateways.statements import rows
from models.enums import ClashKind
from models.ids import BusinessId
from models.slot import Slot

CAUSES = """
    SELECT t.business_id, t.stylist_id, 'busy' AS kind, 'busy:' || md5(t.event) AS cause, t.starts_at, t.ends_at
    FROM busy_time t WHERE t.ends_at > %(now)s
    UNION ALL
    SELECT t.business_id, t.stylist_id, 'time_off', 'time_off:' || t.id, t.starts_at, t.ends_at
    FROM time_off t WHERE t.ends_at > %(now)s
    UNION ALL
    SELECT k.business_id, s.id, 'closure', 'closure:' || k.day,
           k.day::timestamp AT TIME ZONE u.timezone, (k.day + 1)::timestamp AT TIME ZONE u.timezone
    FROM closure k JOIN business u ON u.id = k.business_id JOIN stylist s ON s.business_id = k.business_id
    WHERE k.day >= (%(now)s AT TIME ZONE u.timezone)::date
"""

CLASHES = f"""
SELECT a.business_id, a.id AS appointment_id, a.booking_id, c.kind, c.cause, c.starts_at, c.ends_at
FROM ({CAUSES}) c
JOIN occupancy o ON o.stylist_id = c.stylist_id AND o.during && tstzmultirange(tstzrange(c.starts_at, c.ends_at))
JOIN appointment a ON a.id = o.appointment_id AND a.ends_at > %(now)s
JOIN booking b ON b.id = a.booking_id
JOIN stylist s ON s.id = a.stylist_id
WHERE (o.lapses_at IS NULL OR o.lapses_at > %(now)s) AND (b.conversation_id IS NOT NULL OR s.email IS NOT NULL)
  AND (%(appointment)s::bigint IS NULL OR a.id = %(appointment)s)
  AND NOT EXISTS (SELECT FROM outbox t WHERE t.dedupe_key = 'clash:' || a.id || ':' || c.cause
                  OR t.dedupe_key = 'mail:clash:' || a.id || ':' || c.cause)
ORDER BY a.starts_at, a.id, c.cause LIMIT 200
"""
"""By causes, which are few; holds that have run out and time for which nobody could be told are left out."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A live appointment and what stands in its way. `cause` names it as long as it stands, however often it moves."""

    business_id: BusinessId
    appointment_id: int
    booking_id: int
    kind: ClashKind
    cause: str
    slot: Slot

    @property
    def key(self) -> str:
        """Of its note; staff are told once for each."""
        return f"clash:{self.appointment_id}:{self.cause}"


def clashes(database: Database, now: datetime) -> list[Clash]:
    """Those that nobody has been told of."""
    return [_clash(row) for row in database.rows(CLASHES, {"now": now, "appointment": None})]


def clashes_of(unit: Unit, appointment_id: int) -> list[Clash]:
    """The same of one appointment, inside a unit of work."""
    found = rows(unit, CLASHES, {"now": unit.now, "appointment": appointment_id})
    return [_clash(row._asdict()) for row in found if row.business_id == unit.business_id]


def _clash(row: Any) -> Clash:
    slot = Slot(row["starts_at"], row["ends_at"])
    return Clash(
        row["business_id"], row["appointment_id"], row["booking_id"], ClashKind(row["kind"]), row["cause"], slot
    )
