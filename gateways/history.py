"""What a customer has had with us, read from her appointments."""

from collections.abc import Mapping
from typing import Any

from flows.history import REMEMBERED, PastService, PastVisit, Usual, preferred
from gateways.database import Database, Unit
from gateways.statements import rows
from models.enums import AppointmentStatus
from models.money import Money

VISITS = """
SELECT a.id, a.starts_at, a.ends_at, a.status, a.price_cents, a.stylist_id, s.name AS stylist, s.active AS works,
       c.preferred_stylist_id AS preferred,
       (SELECT p.id FROM booking b JOIN pack p ON p.id = b.pack_id
        WHERE b.id = a.booking_id AND p.active AND NOT EXISTS (
            SELECT FROM pack_item i WHERE i.pack_id = p.id AND NOT EXISTS (
                SELECT FROM appointment_line l WHERE l.appointment_id = a.id AND l.service_id = i.service_id))
       ) AS pack_id,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'name', l.name, 'offered', v.active)
                                  ORDER BY l.position, l.id), '[]')
        FROM appointment_line l JOIN service v ON v.id = l.service_id WHERE l.appointment_id = a.id) AS services
FROM appointment a JOIN stylist s ON s.id = a.stylist_id JOIN customer c ON c.id = a.customer_id
WHERE a.business_id = %(business)s AND a.customer_id = %(customer)s AND a.guest IS NULL
  AND a.status IN ('confirmed', 'completed')
ORDER BY a.starts_at DESC, a.id DESC LIMIT %(most)s
"""

PREFER = """
UPDATE customer SET preferred_stylist_id = %(stylist)s
WHERE id = %(customer)s AND business_id = %(business)s AND preferred_stylist_id IS DISTINCT FROM %(stylist)s
"""

COMERS = """
SELECT DISTINCT customer_id FROM appointment
WHERE booking_id = %(booking)s AND business_id = %(business)s AND guest IS NULL ORDER BY customer_id
"""


def usual(source: Database | Unit, business_id: int, customer_id: int) -> Usual | None:
    """Her last visits, those that are booked and still to come included; None when she has none.

    Guests whom she brought are not hers. Read without locks, in a unit with what it has changed so far.
    """
    values = {"business": business_id, "customer": customer_id, "most": REMEMBERED}
    found: list[Mapping[str, Any]]
    if isinstance(source, Database):
        found = list(source.rows(VISITS, values))
    else:
        source.session.flush()
        found = [row._asdict() for row in rows(source, VISITS, values)]
    if not found:
        return None
    return Usual(tuple(_visit(row) for row in found), found[0]["preferred"])


def prefer(unit: Unit, customer_id: int) -> None:
    """Keeps whom she likes to go to as her last visits say it; without visits it stays as it is."""
    known = usual(unit, unit.business_id, customer_id)
    if known is None:
        return
    stylist_id = preferred([one.stylist_id for one in known.visits])
    rows(unit, PREFER, {"stylist": stylist_id, "customer": customer_id, "business": unit.business_id})


def prefer_all(unit: Unit, booking_id: int) -> None:
    """The same for everybody who comes to a booking and is a customer of her own."""
    unit.session.flush()
    for row in rows(unit, COMERS, {"booking": booking_id, "business": unit.business_id}):
        prefer(unit, row.customer_id)


def _visit(row: Mapping[str, Any]) -> PastVisit:
    return PastVisit(
        appointment_id=row["id"],
        starts_at=row["starts_at"],
        ends_at=row["ends_at"],
        status=AppointmentStatus(row["status"]),
        stylist_id=row["stylist_id"],
        stylist=row["stylist"],
        stylist_works=row["works"],
        services=tuple(PastService(one["id"], one["name"], one["offered"]) for one in row["services"]),
        pack_id=row["pack_id"],
        price=Money(row["price_cents"]),
    )
