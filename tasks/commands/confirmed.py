"""Everything that follows when a booking stands, whoever or whatever has confirmed it."""

from gateways.database import Unit
from gateways.history import prefer_all
from tasks.commands.intake_note import tell_intake
from tasks.commands.reminding import plan_reminder
from tasks.commands.telling import tell_confirmed


def confirmed(unit: Unit, booking_id: int, conversation_id: int | None) -> None:
    """Customer and staff are told; the customer will be reminded, and it is known whom she goes to."""
    tell_confirmed(unit, booking_id, conversation_id)
    tell_intake(unit, booking_id, conversation_id)
    prefer_all(unit, booking_id)
    plan_reminder(unit, booking_id)
