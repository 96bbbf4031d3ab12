"""Brings a stylist's Google calendar to what the appointment's row says now."""

from flows.calendar_event import CalendarFacts, event_id, render_event
from gateways.database import Database
from gateways.dispatch import Claimed
from gateways.google import GoogleCalendarGateway
from models.enums import LIVE, AppointmentStatus, PaymentStatus

APPOINTMENT = """
SELECT a.id AS appointment_id, a.status, a.starts_at, a.ends_at, s.calendar_id,
       u.timezone, u.default_language AS language, coalesce(p.currency, u.currency) AS currency,
       concat_ws(' ', c.name, c.surname) AS customer,
       (SELECT json_agg(json_build_array(l.name, l.minutes) ORDER BY l.position, l.id)
        FROM appointment_line l WHERE l.appointment_id = a.id) AS services,
       p.status AS deposit_status, a.deposit_share_cents AS deposit_cents
FROM appointment a
JOIN business u ON u.id = a.business_id
JOIN stylist s ON s.id = a.stylist_id
JOIN customer c ON c.id = a.customer_id
LEFT JOIN payment p ON p.booking_id = a.booking_id
WHERE a.id = %(id)s
"""


def deliver_calendar(database: Database, google: GoogleCalendarGateway, public_url: str, row: Claimed) -> str | None:
    """Puts the event of a live appointment, removes that of another; the event's id.

    The row only says which appointment: a late or repeated delivery still writes what is true now.
    None when the stylist has no calendar.
    """
    appointment_id = row.payload["appointment_id"]
    found = database.row(APPOINTMENT, {"id": appointment_id})
    calendar_id = found.pop("calendar_id") if found else None
    if found is None or calendar_id is None:
        return None
    deposit_status = found["deposit_status"]
    facts = CalendarFacts(
        **found
        | {
            "status": AppointmentStatus(found["status"]),
            "services": [(name, minutes) for name, minutes in found["services"] or []],
            "deposit_status": PaymentStatus(deposit_status) if deposit_status else None,
        }
    )
    if facts.status in LIVE:
        page = f"{public_url}/admin/appointment/details/{appointment_id}"
        google.put_event(calendar_id, render_event(facts, page))
    else:
        google.delete_event(calendar_id, event_id(appointment_id))
    return event_id(appointment_id)
