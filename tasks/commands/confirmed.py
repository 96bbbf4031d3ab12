"""Everything that follows when a booking stands, whoever or whatever has confirmed it."""

from gateways.database import Unit
from tasks.commands.telling import tell_confirmed


def confirmed(unit: Unit, booking_id: int, conversation_id: int | None) -> None:
    """Customer and staff are told."""
    tell_confirmed(unit, booking_id, conversation_id)
