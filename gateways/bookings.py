"""Named queries over bookings, for commands: one with its story, what is in the way of it."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from flows.story import Story, Visit
from gateways.database import Unit
from gateways.statements import rows
from models.business import Policy
from models.money import Money
from models.slot import Slot

STORY = """
SELECT b.id, b.code, b.held_until, b.total_cents, b.deposit_cents, p.name AS pack,
       k.name AS session_pack, k.sessions, u.name AS business, u.timezone, u.currency, u.default_language, u.policy,
       coalesce(c.name, '') AS name, concat_ws(' ', c.name, c.surname) AS customer,
       coalesce(c.language, u.default_language) AS language,
       (SELECT json_agg(v ORDER BY v.starts_at, v.id) FROM (
            SELECT a.id, a.starts_at, a.ends_at, s.name AS stylist, s.email, a.guest,
                   (SELECT concat_ws(' ', o.name, o.surname) FROM customer o
                    WHERE o.id = a.customer_id AND o.id <> b.customer_id) AS comes,
                   ARRAY(SELECT l.name FROM appointment_line l WHERE l.appointment_id = a.id
                         ORDER BY l.position) AS services
            FROM appointment a JOIN stylist s ON s.id = a.stylist_id
            WHERE a.booking_id = b.id AND (a.status <> 'cancelled' OR b.status = 'cancelled')) v) AS visits,
       (SELECT json_agg(json_build_array(m.name, t.sessions - (
                   SELECT count(*) FROM session_use o WHERE o.customer_pack_id = t.id AND o.returned_at IS NULL))
               ORDER BY n.id)
        FROM appointment a
        JOIN session_use n ON n.appointment_id = a.id AND n.returned_at IS NULL
        JOIN customer_pack t ON t.id = n.customer_pack_id
        JOIN session_pack m ON m.id = t.session_pack_id
        WHERE a.booking_id = b.id) AS used
FROM booking b
JOIN business u ON u.id = b.business_id
JOIN customer c ON c.id = b.customer_id
LEFT JOIN pack p ON p.id = b.pack_id AND NOT EXISTS (
    SELECT FROM appointment a JOIN appointment_line l ON l.appointment_id = a.id
    WHERE a.booking_id = b.id AND (a.status <> 'cancelled' OR b.status = 'cancelled') AND NOT EXISTS (
        SELECT FROM pack_item i WHERE i.pack_id = b.pack_id AND i.service_id = l.service_id))
LEFT JOIN session_pack k ON k.id = b.session_pack_id
WHERE b.id = %(booking)s AND b.business_id = %(business)s
"""

STYLISTS = "SELECT DISTINCT stylist_id FROM appointment WHERE booking_id = ANY(%(bookings)s)"

OF_PAYMENT = """
SELECT p.booking_id,
       ARRAY(SELECT DISTINCT other.booking_id
             FROM appointment a
             JOIN occupancy o ON o.stylist_id = a.stylist_id AND o.during && a.during
             JOIN appointment other ON other.id = o.appointment_id
             WHERE a.booking_id = p.booking_id AND other.booking_id <> p.booking_id
               AND o.lapses_at <= %(now)s) AS in_the_way
FROM payment p WHERE p.id = %(payment)s AND p.business_id = %(business)s
"""

SPENT = """
UPDATE customer SET total_spent_cents = greatest(0, total_spent_cents + %(cents)s)
WHERE id = %(customer)s AND business_id = %(business)s
"""


def story_of(unit: Unit, booking_id: int) -> Story:
    """What may be told of a booking, as the unit has it now. `ValueError`: no such booking."""
    unit.session.flush()
    (row,) = rows(unit, STORY, {"booking": booking_id, "business": unit.business_id})
    return Story(
        booking_id=row.id,
        code=row.code,
        business=row.business,
        timezone=row.timezone,
        currency=row.currency,
        staff_language=row.default_language,
        policy=Policy.model_validate(row.policy),
        customer=row.customer,
        name=row.name,
        language=row.language,
        held_until=row.held_until,
        pack=row.pack,
        total=Money(row.total_cents),
        deposit=Money(row.deposit_cents),
        visits=tuple(_visit(visit) for visit in row.visits or ()),
        session_pack=row.session_pack,
        sessions=row.sessions or 0,
        used=tuple((name, left) for name, left in row.used or ()),
    )


def stylists_of(unit: Unit, booking_ids: Collection[int]) -> set[int]:
    """Whose time those bookings have or had. Read without locks."""
    return {row.stylist_id for row in rows(unit, STYLISTS, {"bookings": list(booking_ids)})}


def booking_of_payment(unit: Unit, payment_id: int) -> tuple[int, frozenset[int]] | None:
    """The booking that a payment is for, and bookings whose lapsed holds stand in its time. Read without locks."""
    values = {"payment": payment_id, "business": unit.business_id, "now": unit.now}
    found = rows(unit, OF_PAYMENT, values)
    return (found[0].booking_id, frozenset(found[0].in_the_way)) if found else None


def has_spent(unit: Unit, customer_id: int, cents: int) -> None:
    """Adds to what the customer has paid us; below zero it is taken back."""
    rows(unit, SPENT, {"cents": cents, "customer": customer_id, "business": unit.business_id})


def _visit(visit: dict[str, Any]) -> Visit:
    start, end = (datetime.fromisoformat(visit[key]) for key in ("starts_at", "ends_at"))
    who = visit["stylist"], visit["email"]
    return Visit(visit["id"], *who, Slot(start, end), tuple(visit["services"]), visit["guest"], visit["comes"])
