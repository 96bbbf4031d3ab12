"""Staff end an unpaid hold: the time is wanted for something else, or she has called to say that she will not pay."""

import structlog

from flows.booking import Event
from gateways.bookings import story_of
from gateways.database import Unit
from models.enums import BookingStatus
from tasks.commands.ending import end_hold
from tasks.commands.telling import tell_customer
from tasks.commands.whole import lock_whole

log = structlog.get_logger()


def end_by_staff(unit: Unit, booking_id: int) -> bool:
    """Frees its time, closes its payment page and tells the customer. False when it is not held (any more)."""
    whole = lock_whole(unit, booking_id)
    if whole is None or whole.booking.status is not BookingStatus.HELD:
        return False
    story = story_of(unit, booking_id)  # as it was: a cancelled booking's visits are told of too
    end_hold(unit, whole, Event.RELEASED)
    tell_customer(unit, whole.conversation, story, "hold_ended", f"ended:{booking_id}")
    log.info("hold ended by staff", booking_id=booking_id)
    return True
