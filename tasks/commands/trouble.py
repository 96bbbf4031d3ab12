"""Telling staff about an effect that will never happen by itself."""

from sqlmodel import col, select

from flows.notices import render
from gateways.database import Unit
from gateways.dispatch import Claimed
from gateways.locks import lock_conversation
from gateways.outbox import say
from models import Appointment, Booking, Business
from models.enums import OutboxKind


def tell_of_failure(unit: Unit, row: Claimed, reason: str) -> bool:
    """Leaves a private note in the conversation concerned; False when there is none to tell in.

    About a note that failed another would fail the same way: the outbox in /admin shows it.
    """
    conversation_id = row.conversation_id or _conversation_of(unit, row.payload.get("appointment_id"))
    if conversation_id is None or row.kind is OutboxKind.NOTE:
        return False
    conversation = lock_conversation(unit, conversation_id)
    if conversation is None:
        return False
    language = unit.session.get_one(Business, unit.business_id).default_language
    text = render("staff_failed", language, {"kind": row.kind.value, "reason": reason})
    say(unit, conversation, OutboxKind.NOTE, f"failed:{row.dedupe_key}", {"text": text})
    return True


def _conversation_of(unit: Unit, appointment_id: int | None) -> int | None:
    """The conversation in which an appointment was booked."""
    return unit.session.exec(
        select(Booking.conversation_id)
        .join(Appointment, col(Appointment.booking_id) == col(Booking.id))
        .where(Appointment.business_id == unit.business_id, Appointment.id == appointment_id)
    ).first()
