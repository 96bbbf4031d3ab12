"""What a change to a booking means outside: the stylist's calendar, Stripe's page, money that goes back."""

from sqlmodel import select

from gateways.database import Unit
from gateways.outbox import queue
from models import Appointment, Outbox, Payment, PaymentAttempt
from models.enums import AttemptStatus, OutboxKind


def follow(unit: Unit, appointment: Appointment) -> None:
    """The calendar shall show what the row says now."""
    appointment.calendar_seq += 1
    unit.session.add(appointment)
    stream = f"google:{appointment.id}"
    key = f"{stream}:{appointment.calendar_seq}"
    queue(unit, OutboxKind.CALENDAR, stream, key, {"appointment_id": appointment.id})


def close_sessions(unit: Unit, payment: Payment, paid_session: str | None = None) -> None:
    """Stripe's open page for this deposit, unless it is the one that was paid, shall take no money any more."""
    attempts = unit.session.exec(
        select(PaymentAttempt).where(
            PaymentAttempt.payment_id == payment.id, PaymentAttempt.status == AttemptStatus.OPEN
        )
    )
    for attempt in attempts:
        if paid_session is None or attempt.session != paid_session:
            key = f"expire:{attempt.id}"
            payload = {"attempt_id": attempt.id}
            queue(unit, OutboxKind.EXPIRE_SESSION, f"stripe:{payment.id}", key, payload)


def queue_refund(unit: Unit, payment: Payment, intent: str, cents: int) -> bool:
    """All of that payment goes back, once. False when it is on its way already. The caller has locked the payment."""
    key = f"refund:{intent}"
    if unit.session.exec(select(Outbox.id).where(Outbox.dedupe_key == key)).first() is not None:
        return False
    payload = {"payment_id": payment.id, "payment_intent": intent, "amount_cents": cents}
    queue(unit, OutboxKind.REFUND, f"stripe:{payment.id}", key, payload)
    return True
