"""The customer gives an unpaid hold back."""

import structlog

from flows.booking import Event
from gateways.database import Unit
from models.enums import BookingStatus
from tasks.commands.ending import end_hold
from tasks.commands.whole import lock_whole

log = structlog.get_logger()


def release(unit: Unit, booking_id: int, reason: str) -> bool:
    """Frees the slot and closes the payment page. False when the booking is not held (any more).

    `reason` is a word for the log. The customer is told by whoever does it.
    """
    whole = lock_whole(unit, booking_id)
    if whole is None or whole.booking.status is not BookingStatus.HELD:
        return False
    end_hold(unit, whole, Event.RELEASED)
    log.info("hold released", booking_id=booking_id, reason=reason)
    return True
