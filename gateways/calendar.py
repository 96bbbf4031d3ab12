"""Brings the stylists' Google calendars to what an appointment's row says now."""

from collections.abc import Collection, Mapping
from typing import Any

from flows.calendar_event import CalendarEvent, CalendarFacts, event_id, render_event
from gateways.database import Database, Unit
from gateways.dispatch import Claimed
from gateways.google import GoogleCalendarGateway
from gateways.outcome import Refused
from gateways.statements import rows
from models.enums import LIVE, AppointmentStatus, PaymentStatus

SHOWN = (*LIVE, AppointmentStatus.COMPLETED, AppointmentStatus.NO_SHOW)
"""Visits that are over stay in the calendar as they were, also when Google has been away for hours."""

APPOINTMENTS = """
SELECT a.id AS appointment_id, a.status, a.starts_at, a.ends_at, s.calendar_id,
       u.timezone, u.default_language AS language, coalesce(p.currency, u.currency) AS currency,
       concat_ws(' ', c.name, c.surname) AS customer, a.guest,
       CASE WHEN o.id <> c.id THEN concat_ws(' ', o.name, o.surname) END AS comes,
       (SELECT json_agg(json_build_array(l.name, l.minutes) ORDER BY l.position, l.id)
        FROM appointment_line l WHERE l.appointment_id = a.id) AS services,
       p.status AS deposit_status, a.deposit_share_cents AS deposit_cents
FROM appointment a
JOIN business u ON u.id = a.business_id
JOIN stylist s ON s.id = a.stylist_id
JOIN booking b ON b.id = a.booking_id
JOIN customer c ON c.id = b.customer_id
JOIN customer o ON o.id = a.customer_id
LEFT JOIN payment p ON p.booking_id = a.booking_id AND p.kind = 'deposit'
WHERE a.id = ANY(%(ids)s)
"""

CALENDAR = "SELECT calendar_id FROM stylist WHERE id = %(id)s AND business_id = %(business)s"


def deliver_calendar(database: Database, google: GoogleCalendarGateway, public_url: str, row: Claimed) -> str | None:
    """Puts the event of a live appointment, removes that of another; the event's id.

    The row only says which appointment, and whose calendar it has left (`left_stylist_id`, `left_calendar_id`): a
    late or repeated delivery still writes what is true now, so the calendar that it has come back to keeps it.
    None when the stylist has no calendar.
    """
    appointment_id = row.payload["appointment_id"]
    found = database.row(APPOINTMENTS, {"ids": [appointment_id]})
    calendar_id = found["calendar_id"] if found else None
    live = found is not None and AppointmentStatus(found["status"]) in SHOWN
    held_back = _leave(google, _left(database, row) - {calendar_id}, appointment_id)
    if found is not None and calendar_id is not None:
        if live:
            google.put_event(calendar_id, _event(found, public_url))
        else:
            google.delete_event(calendar_id, event_id(appointment_id))
    if held_back is not None:
        raise held_back
    return event_id(appointment_id) if calendar_id is not None else None


def events_of(unit: Unit, appointment_ids: Collection[int], public_url: str) -> dict[int, CalendarEvent]:
    """What the calendars should show of those appointments if they are live."""
    found = rows(unit, APPOINTMENTS, {"ids": list(appointment_ids)})
    return {row.appointment_id: _event(row._asdict(), public_url) for row in found}


def _left(database: Database, row: Claimed) -> set[str | None]:
    """The calendars that the row says it has left."""
    left = {row.payload.get("left_calendar_id")}
    if (stylist_id := row.payload.get("left_stylist_id")) is not None:
        known = database.row(CALENDAR, {"id": stylist_id, "business": row.business_id})
        left.add(known["calendar_id"] if known else None)
    return left


def _leave(google: GoogleCalendarGateway, calendar_ids: set[str | None], appointment_id: int) -> Refused | None:
    """Takes the event away there. A calendar that is closed to us must not keep it out of the present one."""
    refused = None
    for calendar_id in sorted(each for each in calendar_ids if each is not None):
        try:
            google.delete_event(calendar_id, event_id(appointment_id))
        except Refused as error:
            refused = error
    return refused


def _event(found: Mapping[str, Any], public_url: str) -> CalendarEvent:
    deposit_status = found["deposit_status"]
    facts = CalendarFacts(
        **{key: value for key, value in found.items() if key != "calendar_id"}
        | {
            "status": AppointmentStatus(found["status"]),
            "services": [(name, minutes) for name, minutes in found["services"] or []],
            "deposit_status": PaymentStatus(deposit_status) if deposit_status else None,
        }
    )
    return render_event(facts, f"{public_url}/admin/appointment/details/{facts.appointment_id}")
