"""The statements that move appointments' time. The caller holds the locks, and says what follows."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import select

from flows.changes import Change
from gateways.database import Unit
from gateways.holds import CLEAR_OFFERS, multirange
from gateways.statements import rows
from models import Appointment
from models.enums import Category

WANTED = "unnest(%(stylists)s::bigint[], %(durings)s::tstzmultirange[]) AS w(stylist_id, during)"

LAPSED = f"""
SELECT DISTINCT a.booking_id, every.stylist_id
FROM {WANTED}
JOIN occupancy o ON o.stylist_id = w.stylist_id AND o.during && w.during
JOIN appointment a ON a.id = o.appointment_id
JOIN appointment every ON every.booking_id = a.booking_id
WHERE o.lapses_at <= %(now)s
"""

CATEGORIES = """
SELECT l.appointment_id, min(s.category) AS category
FROM appointment_line l JOIN service s ON s.id = l.service_id
WHERE l.appointment_id = ANY(%(ids)s) GROUP BY l.appointment_id
"""

LEAVE = "DELETE FROM occupancy WHERE appointment_id = ANY(%(ids)s)"

TAKE = """
INSERT INTO occupancy (business_id, stylist_id, during, kind, appointment_id)
SELECT %(business)s, stylist_id, during, 'appointment', id
FROM unnest(%(ids)s::bigint[], %(stylists)s::bigint[], %(durings)s::tstzmultirange[]) AS w(id, stylist_id, during)
ON CONFLICT ON CONSTRAINT occupancy_no_overlap DO NOTHING
RETURNING id
"""
"""Two statements, not one: what a statement deletes still stands in the way of what it inserts."""


@dataclass(frozen=True, slots=True)
class InTheWay:
    """Bookings whose holds have run out in the time that is wanted, and all their stylists."""

    booking_ids: frozenset[int]
    stylist_ids: frozenset[int]


def unlocked(unit: Unit, booking_id: int) -> Sequence[Appointment]:
    """The booking's appointments, to know what to lock: then they have to be looked at again."""
    of_booking = select(Appointment).where(
        Appointment.business_id == unit.business_id, Appointment.booking_id == booking_id
    )
    return unit.session.exec(of_booking).all()


def lapsed_in_the_way(unit: Unit, changes: Sequence[Change]) -> InTheWay:
    """Read without locks: what it names has to be locked and looked at again."""
    found = rows(unit, LAPSED, _wanted(changes) | {"now": unit.now})
    return InTheWay(frozenset(row.booking_id for row in found), frozenset(row.stylist_id for row in found))


def categories_of(unit: Unit, appointment_ids: Collection[int]) -> dict[int, Category]:
    """Which trade each of those appointments needs, whether or not its services are still sold."""
    found = rows(unit, CATEGORIES, {"ids": list(appointment_ids)})
    return {row.appointment_id: Category(row.category) for row in found}


def retime(unit: Unit, changes: Sequence[Change]) -> bool:
    """Leaves the old times and takes the new ones, with what the waiting list reserved there for too long.

    False when somebody has some of it: the caller's savepoint then undoes the rest.
    """
    unit.session.flush()
    ids = [change.appointment_id for change in changes]
    values = _wanted(changes) | {"ids": ids, "business": unit.business_id, "now": unit.now, "entry": None}
    rows(unit, CLEAR_OFFERS, values)
    rows(unit, LEAVE, values)
    return len(rows(unit, TAKE, values)) == len(changes)


def _wanted(changes: Sequence[Change]) -> dict[str, Any]:
    return {
        "stylists": [change.stylist_id for change in changes],
        "durings": [multirange(change.worked) for change in changes],
    }
