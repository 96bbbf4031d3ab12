"""What a change to a booking means outside: the stylist's calendar, Stripe's page, money that goes back."""

from sqlmodel import col, select

from gateways.database import Unit
from gateways.outbox import queue
from models import Appointment, Outbox, Payment, PaymentAttempt
from models.enums import AttemptStatus, OutboxKind


def follow(
    unit: Unit, appointment: Appointment, left_stylist_id: int | None = None, left_calendar_id: str | None = None
) -> None:
    """The calendar shall show what the row says now, and that of a stylist who does not have it any more nothing.

    `left_calendar_id`: one that was a stylist's, until /admin gave her another.
    """
    appointment.calendar_seq += 1
    unit.session.add(appointment)
    stream = f"google:{appointment.id}"
    key = f"{stream}:{appointment.calendar_seq}"
    left = {"left_stylist_id": left_stylist_id, "left_calendar_id": left_calendar_id}
    payload = {"appointment_id": appointment.id} | {name: id for name, id in left.items() if id is not None}
    queue(unit, OutboxKind.CALENDAR, stream, key, payload)


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


def replace_session(unit: Unit, payment: Payment) -> list[PaymentAttempt]:
    """Closes Stripe's open page for this payment, so that her next click opens a fresh one. Answers what was tried.

    The old page counts as closed from now on: should she have paid there, that is found out and applied.
    """
    close_sessions(unit, payment)
    attempts = unit.session.exec(
        select(PaymentAttempt).where(PaymentAttempt.payment_id == payment.id).order_by(col(PaymentAttempt.number))
    ).all()
    for attempt in attempts:
        if attempt.status is AttemptStatus.OPEN:
            attempt.status = AttemptStatus.EXPIRED
            unit.session.add(attempt)
    return list(attempts)


def queue_refund(unit: Unit, payment: Payment, intent: str, cents: int, part: str | None = None) -> bool:
    """So much of that payment goes back, once. False when it is on its way already. The caller has locked the payment.

    `part` names the reason why a part goes back; without it all of the payment does.
    """
    key = f"refund:{intent}" if part is None else f"refund:{intent}:{part}"
    if unit.session.exec(select(Outbox.id).where(Outbox.dedupe_key == key)).first() is not None:
        return False
    payload = {"payment_id": payment.id, "payment_intent": intent, "amount_cents": cents}
    if part is not None:
        payload["key"] = key
    queue(unit, OutboxKind.REFUND, f"stripe:{payment.id}", key, payload)
    return True
