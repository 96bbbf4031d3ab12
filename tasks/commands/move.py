"""Gives appointments another time or stylist: the same rows, the same deposit, all of them or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy.dialects.postgresql import Range

from flows.availability import why_not
from flows.booking import lapses
from flows.catalogue import Catalogue
from flows.changes import Change, Target, changes_of, clash
from flows.policy import Reason, Ruling, on_move, on_move_by_staff
from gateways.bookings import story_of, stylists_of
from gateways.database import Unit
from gateways.locks import lock_stylists
from gateways.moves import categories_of, lapsed_in_the_way, retime, unlocked
from gateways.slots import free_for
from models.enums import AppointmentStatus
from models.money import Money
from tasks.commands.asking import StaffDecides
from tasks.commands.effects import follow
from tasks.commands.hold import JustTaken, NotAllowed
from tasks.commands.lapse import lapse_locked
from tasks.commands.money import remaining
from tasks.commands.moved import moved
from tasks.commands.stake import stake_of
from tasks.commands.whole import Whole, lock_wholes

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Moved:
    """They stand at their new times; customer and staff have been told. Without changes all was so already."""

    booking_id: int
    changes: tuple[Change, ...]
    deposit: Money
    """Kept for the new time."""
    refundable: bool
    """Whether the deposit can still come back."""


class Gone(Exception):
    """Somebody has some of the new time: what was left for it is put back."""


def move(
    unit: Unit,
    catalogue: Catalogue,
    booking_id: int,
    moves: Mapping[int, Target],
    *,
    by_staff: bool = False,
    shown_at: datetime | None = None,
    refundable: bool | None = None,
    conversation_id: int | None = None,
) -> Moved | StaffDecides | NotAllowed | JustTaken:
    """Moves appointments of one confirmed booking: for each id a stylist and a beginning.

    Unless it answers `Moved`, nothing has changed. Staff are bound by the same rules but for lead time and the hours
    to go, and may say whether the deposit stays refundable. `shown_at`: when the times were offered. `NotAllowed` has
    the codes of `why_not`, `same_time` (a stylist or a person twice at once) and `not_confirmed`. `conversation_id`:
    where she asks for it, and would hear that a person decides.
    """
    seen = changes_of(unlocked(unit, booking_id), moves)
    lapsed = lapsed_in_the_way(unit, seen)
    lock_stylists(unit, stylists_of(unit, [booking_id]) | {one.stylist_id for one in seen} | lapsed.stylist_ids)
    wholes = lock_wholes(unit, {booking_id} | lapsed.booking_ids, conversation_id)
    whole = wholes.pop(booking_id, None)
    confirmed = [one for one in whole.appointments if one.status is AppointmentStatus.CONFIRMED] if whole else []
    if whole is None or not moves or not moves.keys() <= {one.id for one in confirmed}:
        return NotAllowed("not_confirmed")
    changes = changes_of(confirmed, moves)  # a stylist it was given to meanwhile is not locked: her time is only freed
    if not changes:
        return _moved(whole, changes)
    ruling = _ruling(unit, catalogue, whole, changes, by_staff, refundable)
    if isinstance(ruling, Reason):
        return StaffDecides(whole.id, tuple(one.appointment_id for one in changes), ruling)
    if clash(confirmed, changes):
        return NotAllowed("same_time")
    if code := _why_not(unit, catalogue, changes, shown_at, by_staff):
        return JustTaken() if code == "taken" else NotAllowed(code)
    before = story_of(unit, whole.id)
    try:
        with unit.session.begin_nested():
            for other in wholes.values():
                if lapses(other.booking, unit.now):
                    lapse_locked(unit, other)
            if not retime(unit, changes):
                raise Gone
            _write(unit, whole, changes, ruling)
    except Gone:
        return JustTaken()
    unit.freed = True
    done = _moved(whole, changes)
    moved(unit, whole, before, changes, done.refundable)
    log.info("appointments moved", booking_id=whole.id, appointment_ids=[one.appointment_id for one in changes])
    return done


def _ruling(
    unit: Unit,
    catalogue: Catalogue,
    whole: Whole,
    changes: Sequence[Change],
    by_staff: bool,
    refundable: bool | None,
) -> Ruling | Reason:
    ids = [one.appointment_id for one in changes]
    first = min(one.old.start for one in changes)
    policy, kept_moves = catalogue.policy, whole.booking.kept_moves
    at_stake = bool(stake_of(unit, whole, ids))
    if by_staff:
        return on_move_by_staff(policy, first, at_stake, unit.now, refundable)
    return on_move(policy, first, at_stake, kept_moves, unit.now)


def _why_not(
    unit: Unit, catalogue: Catalogue, changes: Sequence[Change], shown_at: datetime | None, by_staff: bool
) -> str | None:
    ids = [one.appointment_id for one in changes]
    categories = categories_of(unit, ids)
    for one in changes:
        free = free_for(unit, catalogue, one.stylist_id, one.worked, ids)
        category = categories[one.appointment_id]
        code = why_not(catalogue, category, one.stylist_id, one.worked, free, unit.now, shown_at, by_staff=by_staff)
        if code is not None:
            return code
    return None


def _write(unit: Unit, whole: Whole, changes: Sequence[Change], ruling: Ruling) -> None:
    by_id = {change.appointment_id: change for change in changes}
    for one in whole.appointments:
        if change := by_id.get(one.id or 0):
            one.stylist_id, one.starts_at, one.ends_at = change.stylist_id, change.new.start, change.new.end
            one.during = [Range(slot.start, slot.end) for slot in change.worked]
            follow(unit, one, change.leaves)
    if ruling is Ruling.KEPT:
        whole.booking.kept_moves += 1
        unit.session.add(whole.booking)
    unit.session.flush()


def _moved(whole: Whole, changes: tuple[Change, ...]) -> Moved:
    return Moved(whole.id, changes, Money(remaining(whole)), whole.booking.kept_moves == 0)
