"""Named queries over visits that are over."""

from datetime import datetime

from flows.visits import GRACE
from gateways.database import Database, Unit
from gateways.statements import rows

MOST = 500
"""A sweep takes so many at a time; the next one takes the rest."""

OVER = """
SELECT business_id, id FROM appointment WHERE status = 'confirmed' AND ends_at <= %(ended)s
ORDER BY ends_at LIMIT %(most)s
"""

FREE = "DELETE FROM occupancy WHERE business_id = %(business)s AND appointment_id = %(appointment)s"

BOOKING = "SELECT booking_id FROM appointment WHERE id = %(appointment)s AND business_id = %(business)s"


def visits_over(database: Database, now: datetime) -> list[tuple[int, int]]:
    """Business and appointment of visits that have been over for a while, the oldest first. Read without locks."""
    found = database.rows(OVER, {"ended": now - GRACE, "most": MOST})
    return [(row["business_id"], row["id"]) for row in found]


def booking_of(unit: Unit, appointment_id: int) -> int | None:
    """The appointment's booking; None when there is no such appointment in this business."""
    found = rows(unit, BOOKING, {"appointment": appointment_id, "business": unit.business_id})
    return found[0].booking_id if found else None


def free(unit: Unit, appointment_id: int) -> None:
    """Nobody is taken by it any more. Its time has come, so nobody who waits can have it."""
    unit.session.flush()
    rows(unit, FREE, {"appointment": appointment_id, "business": unit.business_id})
