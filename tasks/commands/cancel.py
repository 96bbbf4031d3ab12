"""Cancels a booking, or some of its appointments, by the house's policy: exactly once, all that follows included."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import structlog

from flows.booking import Event, after
from flows.catalogue import Catalogue
from flows.policy import Ruling, on_move
from flows.stake import Terms
from gateways.bookings import story_of
from gateways.database import Unit
from gateways.holds import give_back as free_time
from models import Appointment
from models.enums import LIVE, AppointmentStatus, PaymentKind, PaymentStatus
from models.money import Money
from tasks.commands.asking import StaffDecides
from tasks.commands.cancelled import Cancelled, cancelled
from tasks.commands.effects import follow
from tasks.commands.money import forfeit as keep_deposit
from tasks.commands.money import give_back, withdraw
from tasks.commands.sessions import give_session_back
from tasks.commands.spent import at_salon, count_visits
from tasks.commands.stake import missing
from tasks.commands.supplement import ask_supplement
from tasks.commands.terms import Meant, NothingToCancel, terms_of
from tasks.commands.whole import Whole

log = structlog.get_logger()

GONE = (AppointmentStatus.CANCELLED, AppointmentStatus.LAPSED)


@dataclass(frozen=True, slots=True)
class WouldForfeit:
    """Nothing has changed: she has to say yes to losing this (`forfeit=True`), or move it where `can_move`."""

    booking_id: int
    appointment_ids: tuple[int, ...]
    lost: Money
    refund: Money
    """What would come back of the rest."""
    sessions: int
    """How many sessions of a pack would be spent."""
    can_move: bool
    """Whether what would be lost can be moved instead, with the deposit kept."""


def cancel(
    unit: Unit,
    catalogue: Catalogue,
    booking_id: int,
    appointment_ids: Collection[int] | None = None,
    *,
    forfeit: bool = False,
    by_staff: bool = False,
    refund: bool | None = None,
    conversation_id: int | None = None,
) -> Cancelled | WouldForfeit | StaffDecides | NothingToCancel:
    """Cancels those appointments, by default all that are not over. Unless it answers `Cancelled`, nothing has changed.

    `forfeit`: the customer has said yes to what `WouldForfeit` told her. Staff may cancel at any time, and `refund`
    overrules what the policy says of the money; it counts for them only. `conversation_id`: where she asks for it, and
    would hear that a person decides.
    """
    meant = terms_of(
        unit,
        catalogue,
        booking_id,
        appointment_ids,
        by_staff=by_staff,
        refund=refund,
        conversation_id=conversation_id,
    )
    if not isinstance(meant, Meant):
        return meant
    terms = meant.terms
    if terms.lost and not by_staff and not forfeit:
        first = min(one.starts_at for one in meant.chosen if one.id in terms.lost)
        moving = on_move(catalogue.policy, first, True, meant.whole.booking.kept_moves, unit.now)
        ids = tuple(one.id or 0 for one in meant.chosen)
        can_move = isinstance(moving, Ruling)
        return WouldForfeit(meant.whole.id, ids, terms.forfeited, terms.refund, terms.sessions_spent, can_move)
    return _cancel(unit, meant.whole, meant.chosen, terms)


def _cancel(unit: Unit, whole: Whole, chosen: Sequence[Appointment], terms: Terms) -> Cancelled:
    before, paid_there = story_of(unit, whole.id), at_salon(whole)
    reason = f"cancelled:{chosen[0].id}"
    refund = give_back(unit, whole, terms.refund.cents, reason)
    forfeited = keep_deposit(unit, whole, terms.forfeited.cents, reason)
    returned = sum(give_session_back(unit, id, spent=False) for id in terms.free)
    for one in chosen:
        one.status = AppointmentStatus.CANCELLED
        follow(unit, one)
    left = _follow_booking(unit, whole)
    count_visits(unit, whole, paid_there)
    unit.session.flush()
    free_time(unit, chosen)
    done = Cancelled(
        booking_id=whole.id,
        appointment_ids=tuple(one.id or 0 for one in chosen),
        refund=Money(refund),
        forfeited=Money(forfeited),
        sessions_returned=returned,
        sessions_spent=terms.sessions_spent,
        remaining=left,
    )
    cancelled(unit, whole, before, done)
    log.info("appointments cancelled", booking_id=whole.id, appointment_ids=list(done.appointment_ids))
    return done


def _follow_booking(unit: Unit, whole: Whole) -> int:
    """Makes the booking cost what is left of it; without anything left it is cancelled. How many are left."""
    left = [one for one in whole.appointments if one.status not in GONE]
    booking = whole.booking
    if left:
        booking.total_cents = sum(one.price_cents for one in left)
        booking.deposit_cents = sum(one.deposit_share_cents for one in left)
        if any(one.kind is PaymentKind.SUPPLEMENT and one.status is PaymentStatus.OPEN for one in whole.payments):
            to_come = any(one.status in LIVE for one in left)
            ask_supplement(unit, whole, missing(whole) if to_come else 0)  # else it is paid at the salon
    else:
        status = after(booking.status, Event.CANCELLED)
        assert status is not None
        booking.status, booking.closed_at = status, unit.now
        withdraw(unit, whole)
    unit.session.add(booking)
    return len(left)
