"""Money that goes back, and what staff must hear about money."""

from sqlmodel import select

from flows.money_note import MoneyTrouble, word_trouble
from flows.refund import Refund, settle_refund
from gateways.database import Unit
from gateways.locks import lock_conversation, lock_payment
from gateways.outbox import say
from gateways.payments import Owed
from models import Booking, Business, Outbox
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
