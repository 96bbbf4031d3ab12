"""Money that goes back, and what staff must hear about money."""

from sqlalchemy import text

from flows.money_note import MoneyTrouble, word_trouble
from flows.refund import Refund, settle_refund
from gateways.database import Unit
from gateways.locks import lock_conversation, lock_payment
from gateways.outbox import queue, say
from gateways.payments import Owed
from models import Booking, Business
from models.enums import OutboxKind


def settle(unit: Unit, owed: Owed, returned: Refund | None) -> None:
    """Writes into the payment what Stripe has given back in all."""
    payment = lock_payment(unit, owed.booking_id)
    if payment is None:
        return
    settled = settle_refund(payment.status, payment.amount_cents, returned)
    if (payment.status, payment.refunded_cents) == (settled.status, settled.refunded_cents):
        return
    payment.status, payment.refunded_cents = settled.status, settled.refunded_cents
    unit.session.add(payment)
    conversation_id = _conversation_of(unit, owed)
    if conversation_id and (conversation := lock_conversation(unit, conversation_id)):
        conversation.fact_seq += 1
        unit.session.add(conversation)


def refund_extra(unit: Unit, owed: Owed, intent: str) -> None:
    """Paid a second time, with another payment intent: that one goes back whole."""
    payment = lock_payment(unit, owed.booking_id)
    if payment is None or payment.payment_intent in (None, intent):
        return
    key = f"refund:{intent}"
    if _queued(unit, key):
        return
    payload = {
        "payment_id": owed.payment_id,
        "payment_intent": intent,
        "amount_cents": owed.amount_cents,
    }
    queue(unit, OutboxKind.REFUND, f"stripe:{owed.payment_id}", key, payload)
    tell_staff(unit, owed, MoneyTrouble.PAID_TWICE, intent)


def tell_staff(unit: Unit, owed: Owed, trouble: MoneyTrouble, object_id: str) -> None:
    """A private note in the booking's conversation, once for each object at Stripe."""
    key = f"{trouble.value}:{object_id}"
    conversation_id = _conversation_of(unit, owed)
    if conversation_id is None or _queued(unit, key):
        return
    conversation = lock_conversation(unit, conversation_id)
    business = unit.session.get(Business, unit.business_id)
    if conversation is not None and business is not None:
        note = word_trouble(trouble, business.default_language, object_id)
        say(unit, conversation, OutboxKind.NOTE, key, {"text": note})


def _conversation_of(unit: Unit, owed: Owed) -> int | None:
    booking = unit.session.get(Booking, owed.booking_id)
    return booking.conversation_id if booking else None


def _queued(unit: Unit, key: str) -> bool:
    found = unit.session.execute(text("SELECT 1 FROM outbox WHERE dedupe_key = :key"), {"key": key})
    return found.first() is not None
