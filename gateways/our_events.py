"""Which of our appointments should stand in a stylist's calendar, and which of them somebody is writing already."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from gateways.database import Unit
from gateways.statements import rows
from models.enums import LIVE, AppointmentStatus

MOST_AN_HOUR = 20
"""Calendar rows of one appointment: beyond that somebody else's program writes against us, and we leave it alone."""

OURS = """
SELECT a.id, a.stylist_id, a.status, a.ends_at,
       (SELECT count(*) FROM outbox o WHERE o.stream = 'google:' || a.id
        AND o.created_at > %(now)s::timestamptz - interval '1 hour') AS lately
FROM appointment a
WHERE a.business_id = %(business)s
  AND (a.stylist_id = %(stylist)s AND a.ends_at > %(since)s OR a.id = ANY(%(ids)s))
"""

ON_THEIR_WAY = """
SELECT substring(stream FROM 8)::bigint AS id FROM outbox
WHERE status IN ('pending', 'claimed') AND stream LIKE 'google:%%' AND business_id = %(business)s
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """An appointment as the calendar must follow it."""

    appointment_id: int
    stylist_id: int
    status: AppointmentStatus
    is_live: bool
    too_often: bool


def standing(unit: Unit, stylist_id: int, since: datetime, ids: Collection[int]) -> dict[int, Standing]:
    """Hers that end after that moment, and those with these ids."""
    values = {"business": unit.business_id, "stylist": stylist_id, "since": since, "ids": list(ids), "now": unit.now}
    found = {}
    for row in rows(unit, OURS, values):
        status = AppointmentStatus(row.status)
        too_often = row.lately >= MOST_AN_HOUR
        found[row.id] = Standing(row.id, row.stylist_id, status, status in LIVE, too_often)
    return found


def on_their_way(unit: Unit) -> set[int]:
    """Appointments whose calendar is about to be written: nothing that is read of these is the last word."""
    return {row.id for row in rows(unit, ON_THEIR_WAY, {"business": unit.business_id})}
