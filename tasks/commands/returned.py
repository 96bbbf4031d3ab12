"""Money that came and is not wanted: it goes back whole, once, and the customer hears why."""

from dataclasses import dataclass

import structlog

from flows import wording
from flows.again import worded
from flows.booking import Event
from flows.catalogue import Catalogue
from flows.conversation import Event as Told
from gateways.bookings import story_of
from gateways.database import Unit
from models import Payment
from models.enums import BookingStatus, ConversationMode, PaymentKind
from models.money import Money
from tasks.commands.again import show, times_again
from tasks.commands.ending import end_hold
from tasks.commands.money import captured, extra_captured, return_payment
from tasks.commands.telling import change_facts, tell_customer
from tasks.commands.whole import Whole

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class RefundDue:
    """This payment goes back whole: its slot is gone, or it was not owed. The customer has been told."""

    booking_id: int
    payment_intent: str


@dataclass(frozen=True, slots=True)
class AlreadyPaid:
    """This payment was dealt with before; nothing has changed."""

    booking_id: int


def return_late(
    unit: Unit, whole: Whole, payment: Payment, intent: str, catalogue: Catalogue | None = None
) -> RefundDue:
    """What was owed once came too late: it goes back with an apology.

    With the catalogue, because the time is gone, other times for the same are offered in the same notice.
    """
    if whole.booking.status is BookingStatus.HELD:
        end_hold(unit, whole, Event.LAPSED)
    captured(unit, payment, intent)
    return_payment(unit, payment, "late")
    story = story_of(unit, whole.id)
    money = wording.money(Money(payment.amount_cents), story.currency, story.language)
    if payment.kind is PaymentKind.SUPPLEMENT:
        change_facts(unit, whole.conversation, None)
        tell_customer(unit, whole.conversation, story, "paid_twice_refund", f"paid-late:{intent}", amount=money)
        return RefundDue(whole.id, intent)
    looked = catalogue is not None and whole.conversation is not None and bool(whole.appointments)
    offers = times_again(unit, catalogue, whole) if looked and catalogue is not None else []
    change_facts(unit, whole.conversation, _event(whole, offered=bool(offers)))
    facts = {
        "deposit": money,
        "options": worded(catalogue, offers, story.language) if catalogue else "",
        "none_free": "1" if looked and not offers else "",
    }
    notice = tell_customer(unit, whole.conversation, story, "paid_late_refund", f"paid-late:{intent}", **facts)
    if notice is not None:
        show(unit, offers, notice)
    log.info("paid too late", booking_id=whole.id, offers=len(offers))
    return RefundDue(whole.id, intent)


def _event(whole: Whole, *, offered: bool) -> Told | None:
    if offered:
        return Told.OFFERED
    # This booking's own hold is over by now: whoever is still paying has another one, which stands.
    paying = whole.conversation is not None and whole.conversation.mode is ConversationMode.PAYING
    return None if paying else Told.REFUSED


def return_extra(unit: Unit, whole: Whole, payment: Payment, intent: str, cents: int) -> RefundDue | AlreadyPaid:
    """Money beside what is owed goes back, and the booking stays as it is."""
    if not extra_captured(unit, payment, intent, cents):
        return AlreadyPaid(whole.id)
    change_facts(unit, whole.conversation, None)
    story = story_of(unit, whole.id)
    amount = wording.money(Money(cents), story.currency, story.language)
    tell_customer(unit, whole.conversation, story, "paid_twice_refund", f"paid-twice:{intent}", amount=amount)
    log.warning("paid what was not owed", booking_id=whole.id)
    return RefundDue(whole.id, intent)
