"""Money that goes back as Stripe tells of it, and what staff must hear about money."""

from collections.abc import Sequence

from sqlmodel import select

from flows.money_note import MoneyTrouble, word_trouble
from flows.refund import Dispute, Refund, returned_cents
from flows.shares import standing
from gateways.bookings import has_spent
from gateways.database import Unit
from gateways.ledger import enter, enter_refund
from gateways.locks import lock_conversation, lock_payment
from gateways.outbox import say
from gateways.payments import Owed
from models import Booking, Business, Outbox, Payment
from models.enums import LedgerKind, OutboxKind


def settle(unit: Unit, owed: Owed, intent: str, refunds: Sequence[Refund]) -> None:
    """Writes down every refund of that payment intent, whole and part, as Stripe shows them now."""
    payment = lock_payment(unit, owed.payment_id)
    if payment is None:
        return
    counts = payment.payment_intent == intent  # else it is money that nobody owed, and no payment of ours
    for refund in refunds:
        enter_refund(unit, refund, owed.booking_id, payment.id if counts else None)
        if not refund.stands:
            tell_staff(unit, owed, MoneyTrouble.REFUND_FAILED, refund.id)
    before = (payment.status, payment.refunded_cents)
    unasked = _unasked(payment)
    if counts:
        payment.refunded_cents = returned_cents(refunds, payment.amount_cents)
        payment.status = standing(payment)
        unit.session.add(payment)
    if (payment.status, payment.refunded_cents) == before:
        return
    conversation_id = _conversation_of(unit, owed)
    if conversation_id and (conversation := lock_conversation(unit, conversation_id)):
        conversation.fact_seq += 1
        unit.session.add(conversation)
    if unasked != _unasked(payment):
        customer_id = unit.session.get_one(Booking, owed.booking_id).customer_id
        has_spent(unit, customer_id, unasked - _unasked(payment))


def _unasked(payment: Payment) -> int:
    """Cents that staff gave back at Stripe without a word to us: what was asked for is off her account already."""
    return max(payment.refunded_cents - payment.due_back_cents, 0)


def disputed(unit: Unit, owed: Owed, intent: str, dispute: Dispute) -> None:
    """Her bank has taken the money back for now: staff hear of it, once."""
    payment_id = owed.payment_id if intent == owed.payment_intent else None
    key = f"{LedgerKind.DISPUTED.value}:{dispute.id}"
    money = {"payment_id": payment_id, "booking_id": owed.booking_id}
    enter(unit, LedgerKind.DISPUTED, key, -dispute.amount_cents, **money, vendor_id=dispute.id)
    tell_staff(unit, owed, MoneyTrouble.DISPUTED, dispute.id)


def tell_staff(unit: Unit, owed: Owed, trouble: MoneyTrouble, object_id: str) -> None:
    """A private note in the booking's conversation, once for each object at Stripe."""
    key = f"{trouble.value}:{object_id}"
    conversation_id = _conversation_of(unit, owed)
    known = unit.session.exec(select(Outbox.id).where(Outbox.dedupe_key == key)).first()
    if conversation_id is None or known is not None:
        return
    conversation = lock_conversation(unit, conversation_id)
    business = unit.session.get(Business, unit.business_id)
    if conversation is not None and business is not None:
        note = word_trouble(trouble, business.default_language, object_id)
        say(unit, conversation, OutboxKind.NOTE, key, {"text": note})


def _conversation_of(unit: Unit, owed: Owed) -> int | None:
    booking = unit.session.get(Booking, owed.booking_id)
    return booking.conversation_id if booking else None
