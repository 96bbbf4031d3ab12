"""What a customer has paid at the salon for the visits of a booking. What is captured counts when it comes in."""

from gateways.bookings import has_spent
from gateways.database import Unit
from models.enums import LIVE, AppointmentStatus, PaymentKind, PaymentStatus
from tasks.commands.stake import missing
from tasks.commands.whole import Whole


def at_salon(whole: Whole) -> int:
    """Cents: the rest of each visit she came to, and what a deposit still lacked when nothing was to come any more.

    A share of a deposit is no money: as long as its supplement can still be paid by link, what it lacks counts nowhere.
    """
    came = (one for one in whole.appointments if one.status is AppointmentStatus.COMPLETED)
    return sum(one.price_cents - one.deposit_share_cents for one in came) + _lacked(whole)


def count_visits(unit: Unit, whole: Whole, before: int) -> None:
    """Adds what has been paid at the salon since it was `before`; less is taken back. All is locked."""
    if change := at_salon(whole) - before:
        has_spent(unit, whole.booking.customer_id, change)


def _lacked(whole: Whole) -> int:
    """Of a supplement that nobody asks for any more because all of the booking's visits are over."""
    if any(one.status in LIVE for one in whole.appointments):
        return 0
    supplements = [one for one in whole.payments if one.kind is PaymentKind.SUPPLEMENT]
    last = max(supplements, key=lambda one: one.id or 0, default=None)
    return min(missing(whole), last.amount_cents) if last and last.status is PaymentStatus.WITHDRAWN else 0
