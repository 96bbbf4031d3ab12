"""The lock order of the whole house: stylists, booking, appointment, payment, conversation.

Take only what you consume, once, late, and in this order; then two transactions can wait for each other, but never in a
circle. Within one kind, rows are locked in order of id.
"""

from collections.abc import Collection, Sequence
from typing import TypeVar, cast

from sqlmodel import col, select

from gateways.database import Unit
from gateways.statements import rows
from models import Appointment, Booking, Conversation, Payment, Turn
from models.enums import TurnStep

Lockable = TypeVar("Lockable", Booking, Payment, Conversation)

STYLIST_SPACE = 1
"""First key of the advisory locks on stylists. Others: 2 customers (`gateways.holds`), 3 logins (`admin.throttle`),
4 the waiting list (`gateways.waitlist`)."""

LOCK_STYLISTS = "SELECT pg_advisory_xact_lock(%(space)s, key) FROM unnest(%(keys)s::int[]) AS key"
"""One after the other, in the order of the keys."""


def lock_stylists(unit: Unit, stylist_ids: Collection[int]) -> None:
    """One writer at a time for each of these stylists' calendars, until the transaction ends."""
    keys = sorted({stylist_id % 2**31 for stylist_id in stylist_ids})
    rows(unit, LOCK_STYLISTS, {"space": STYLIST_SPACE, "keys": keys})


def lock_booking(unit: Unit, booking_id: int) -> Booking | None:
    """The booking, locked and fresh; None when there is none in this business."""
    return _locked(unit, Booking, Booking.id == booking_id)


def lock_appointments(unit: Unit, booking_id: int) -> Sequence[Appointment]:
    """The booking's appointments, locked and fresh, in order of id."""
    statement = (
        select(Appointment)
        .where(Appointment.business_id == unit.business_id, Appointment.booking_id == booking_id)
        .order_by(col(Appointment.id))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return unit.session.exec(statement).all()


def lock_payment(unit: Unit, payment_id: int) -> Payment | None:
    """The payment, locked and fresh; None when there is none in this business."""
    return _locked(unit, Payment, Payment.id == payment_id)


def lock_payments(unit: Unit, booking_id: int) -> Sequence[Payment]:
    """All that is or was owed for the booking, locked and fresh, in order of id."""
    statement = (
        select(Payment)
        .where(Payment.business_id == unit.business_id, Payment.booking_id == booking_id)
        .order_by(col(Payment.id))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return unit.session.exec(statement).all()


def lock_conversation(unit: Unit, conversation_id: int) -> Conversation | None:
    """The conversation, locked and fresh. Whoever writes to its outbox stream holds this lock."""
    conversation = _locked(unit, Conversation, Conversation.id == conversation_id)
    if conversation is not None:
        unit.fact_seqs.setdefault(conversation_id, conversation.fact_seq)
    return conversation


def lock_open_turn(unit: Unit, conversation_id: int) -> Turn | None:
    """The conversation's open turn, locked and fresh. It comes before everything else, as in the links of a turn: who
    ends it because of what happens to the conversation takes it first."""
    statement = (
        select(Turn)
        .where(
            Turn.business_id == unit.business_id, Turn.conversation_id == conversation_id, Turn.step != TurnStep.DONE
        )
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return unit.session.exec(statement).one_or_none()


def _locked(unit: Unit, table: type[Lockable], condition: object) -> Lockable | None:
    statement = (
        select(table)
        .where(table.business_id == unit.business_id, cast(bool, condition))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return unit.session.exec(statement).one_or_none()
