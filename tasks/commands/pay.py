"""Money has come for a booking: it is confirmed, or its supplement is paid, or the money goes back."""

from collections.abc import Collection
from dataclasses import dataclass

import structlog

from flows.availability import why_not_again
from flows.booking import APPOINTMENTS, Event, Verdict, after, lapses, on_paid
from flows.catalogue import Catalogue
from flows.conversation import Event as Told
from gateways.bookings import booking_of_payment, has_spent, stylists_of
from gateways.database import Unit
from gateways.holds import keep, retake
from gateways.locks import lock_stylists
from gateways.slots import is_away
from models import Payment
from models.enums import BookingStatus
from models.slot import Slot
from tasks.commands.confirmed import confirmed
from tasks.commands.effects import close_sessions, follow
from tasks.commands.lapse import lapse_locked
from tasks.commands.money import captured
from tasks.commands.pack_paid import pack_paid
from tasks.commands.returned import AlreadyPaid as AlreadyPaid
from tasks.commands.returned import RefundDue as RefundDue
from tasks.commands.returned import return_extra, return_late
from tasks.commands.supplement import add_supplement
from tasks.commands.telling import change_facts
from tasks.commands.whole import Whole, lock_wholes

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Paid:
    """The hold was alive: the booking is confirmed."""

    booking_id: int


@dataclass(frozen=True, slots=True)
class PaidLate:
    """The hold had run out, but its slot could be taken again: the booking is confirmed."""

    booking_id: int


class Gone(Exception):
    """Somebody has the time of one of the appointments: what was taken or freed for it is put back."""


def mark_paid(
    unit: Unit,
    catalogue: Catalogue,
    payment_id: int,
    payment_intent: str,
    amount_cents: int,
    session_id: str | None,
) -> Paid | PaidLate | RefundDue | AlreadyPaid:
    """Applies a captured payment once, however often and late it is told. `LookupError`: no such payment."""
    found = booking_of_payment(unit, payment_id)
    if found is None:
        raise LookupError(f"no payment {payment_id}")
    booking_id, in_the_way = found
    lock_stylists(unit, stylists_of(unit, [booking_id, *in_the_way]))
    wholes = lock_wholes(unit, [booking_id, *in_the_way])
    whole = wholes.pop(booking_id)
    payment = next(one for one in whole.payments if one.id == payment_id)
    match on_paid(whole.booking, payment, payment_intent, amount_cents, unit.now):
        case Verdict.KNOWN:
            return AlreadyPaid(booking_id)
        case Verdict.EXTRA:
            return return_extra(unit, whole, payment, payment_intent, amount_cents)
        case Verdict.ADD:
            add_supplement(unit, whole, payment, payment_intent, session_id)
            return Paid(booking_id)
        case Verdict.APPLY if keep(unit, whole.standing):
            _confirm(unit, whole, payment, payment_intent, session_id)
            return Paid(booking_id)
        case Verdict.RETAKE if _retaken(unit, catalogue, whole, wholes.values()):
            _confirm(unit, whole, payment, payment_intent, session_id)
            return PaidLate(booking_id)
        case Verdict.GIVE_BACK:
            return return_late(unit, whole, payment, payment_intent)
    return return_late(unit, whole, payment, payment_intent, catalogue)


def _retaken(unit: Unit, catalogue: Catalogue, whole: Whole, in_the_way: Collection[Whole]) -> bool:
    """Takes the time of a hold that ran out again, if nobody has it and nothing has come between."""
    for one in whole.standing:
        slot = Slot(one.starts_at, one.ends_at)
        if why_not_again(catalogue, slot, unit.now, is_away(unit, one.stylist_id, slot)):
            return False
    if whole.booking.status is BookingStatus.HELD:
        return keep(unit, whole.standing)  # nobody has noticed yet: the time is still its own
    try:
        with unit.session.begin_nested():
            for other in in_the_way:
                if lapses(other.booking, unit.now):
                    lapse_locked(unit, other)
            unit.session.flush()
            if not retake(unit, whole.id, len(whole.standing)):
                raise Gone
    except Gone:
        return False
    return True


def _confirm(unit: Unit, whole: Whole, payment: Payment, intent: str, session_id: str | None) -> None:
    booking = whole.booking
    status = after(booking.status, Event.PAID)
    assert status is not None
    booking.status, booking.closed_at = status, unit.now
    unit.session.add(booking)
    for appointment in whole.standing:
        appointment.status = APPOINTMENTS[status]
        follow(unit, appointment)
    captured(unit, payment, intent)
    close_sessions(unit, payment, session_id)
    has_spent(unit, booking.customer_id, payment.amount_cents)
    change_facts(unit, whole.conversation, Told.CONFIRMED)
    if booking.session_pack_id is not None:
        pack_paid(unit, whole)
    else:
        confirmed(unit, whole.id, booking.conversation_id)
    log.info("booking confirmed", booking_id=whole.id)
