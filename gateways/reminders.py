"""Named queries over reminders and what they tell."""

from datetime import datetime
from typing import Any

from gateways.database import Database, Unit
from gateways.statements import rows

MOST = 500
"""A sweep takes so many at a time; the next one takes the rest."""

DUE = """
SELECT business_id, id FROM reminder WHERE status = 'due' AND due_at <= %(now)s ORDER BY due_at LIMIT %(most)s
"""

FIRST = """
SELECT min(a.starts_at) AS starts_at FROM appointment a JOIN booking b ON b.id = a.booking_id
WHERE b.id = %(booking)s AND b.business_id = %(business)s AND b.status = 'confirmed' AND a.status = 'confirmed'
"""

LATEST = """
SELECT id FROM conversation WHERE business_id = %(business)s AND customer_id = %(customer)s
ORDER BY last_customer_at DESC NULLS LAST, id DESC LIMIT 1
"""

LIVE = """
SELECT a.id, EXISTS (SELECT FROM session_use u WHERE u.appointment_id = a.id AND u.returned_at IS NULL) AS by_session
FROM appointment a WHERE a.booking_id = %(booking)s AND a.business_id = %(business)s AND a.status = 'confirmed'
"""

ACKNOWLEDGE = """
UPDATE reminder SET acknowledged_at = %(now)s WHERE id = (
    SELECT r.id FROM conversation c
    JOIN booking b ON b.customer_id = c.customer_id AND b.status = 'confirmed'
    JOIN reminder r ON r.booking_id = b.id
    WHERE c.id = %(conversation)s AND c.business_id = %(business)s
      AND r.status = 'sent' AND r.acknowledged_at IS NULL AND r.starts_at > %(now)s
      AND EXISTS (SELECT FROM appointment a
                  WHERE a.booking_id = b.id AND a.status = 'confirmed' AND a.starts_at = r.starts_at)
    ORDER BY r.sent_at DESC, r.id DESC LIMIT 1
) AND acknowledged_at IS NULL
RETURNING id, booking_id
"""


def due_reminders(database: Database, now: datetime) -> list[tuple[int, int]]:
    """Business and id of reminders whose time has come, the longest overdue first. Read without locks."""
    found = database.rows(DUE, {"now": now, "most": MOST})
    return [(row["business_id"], row["id"]) for row in found]


def first_visit(unit: Unit, booking_id: int) -> datetime | None:
    """When the first of a confirmed booking's appointments to come begins; None when there is none."""
    unit.session.flush()
    (row,) = rows(unit, FIRST, {"booking": booking_id, "business": unit.business_id})
    found: datetime | None = row.starts_at
    return found


def live_visits(unit: Unit, booking_id: int) -> dict[int, bool]:
    """The booking's confirmed appointments, and whether each takes a session of a pack that was paid before."""
    found = rows(unit, LIVE, {"booking": booking_id, "business": unit.business_id})
    return {row.id: row.by_session for row in found}


def latest_conversation(unit: Unit, customer_id: int) -> int | None:
    """Where the customer wrote last; None when she never has."""
    found = rows(unit, LATEST, {"customer": customer_id, "business": unit.business_id})
    return found[0].id if found else None


def mark_acknowledged(unit: Unit, conversation_id: int) -> Any | None:
    """Marks the reminder that this conversation's customer was sent last, of a visit to come: its `id` and
    `booking_id`; None when nothing is left to acknowledge."""
    values = {"conversation": conversation_id, "business": unit.business_id, "now": unit.now}
    found = rows(unit, ACKNOWLEDGE, values)
    return found[0] if found else None
