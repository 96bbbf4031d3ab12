"""What a deposit lacks since a service was added to a booking that was paid: asked for, changed, withdrawn, paid."""

import structlog

from flows import wording
from gateways.bookings import has_spent, story_of
from gateways.database import Unit
from models import Business, Payment
from models.enums import BookingStatus, PaymentKind, PaymentStatus
from models.money import Money
from tasks.commands.effects import close_sessions
from tasks.commands.money import captured
from tasks.commands.telling import change_facts, tell_customer
from tasks.commands.whole import Whole

log = structlog.get_logger()


def ask_supplement(unit: Unit, whole: Whole, cents: int) -> Payment | None:
    """Makes this the supplement that a confirmed booking owes, at its own pay link; with nothing, none. Answers it.

    Another one that is still open is withdrawn and its page closed: what is paid there after all goes back. Asked
    again for the same, nothing changes.
    """
    open_ones = [one for one in whole.payments if _is_open(one)]
    if any(one.amount_cents == cents for one in open_ones):
        return open_ones[0]
    for one in open_ones:
        one.status = PaymentStatus.WITHDRAWN
        unit.session.add(one)
        close_sessions(unit, one)
    unit.session.flush()
    if cents <= 0 or whole.booking.status is not BookingStatus.CONFIRMED:
        return None
    business = unit.session.get_one(Business, unit.business_id)
    supplement = Payment(
        business_id=unit.business_id,
        booking_id=whole.id,
        kind=PaymentKind.SUPPLEMENT,
        status=PaymentStatus.OPEN,
        amount_cents=cents,
        currency=business.currency,
    )
    unit.session.add(supplement)
    unit.session.flush()
    whole.payments = [*whole.payments, supplement]
    log.info("supplement asked for", booking_id=whole.id, payment_id=supplement.id)
    return supplement


def add_supplement(unit: Unit, whole: Whole, payment: Payment, intent: str, session_id: str | None) -> None:
    """The supplement has come. The booking stands as before; the customer hears what was received."""
    captured(unit, payment, intent)
    close_sessions(unit, payment, session_id)
    has_spent(unit, whole.booking.customer_id, payment.amount_cents)
    change_facts(unit, whole.conversation, None)
    story = story_of(unit, whole.id)
    amount = wording.money(Money(payment.amount_cents), story.currency, story.language)
    tell_customer(unit, whole.conversation, story, "supplement_paid", f"supplement:{payment.id}", amount=amount)
    log.info("supplement paid", booking_id=whole.id, payment_id=payment.id)


def _is_open(payment: Payment) -> bool:
    return payment.kind is PaymentKind.SUPPLEMENT and payment.status is PaymentStatus.OPEN
