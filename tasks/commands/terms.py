"""Which appointments of a booking are meant to be cancelled, and on what terms: locked, and nothing changed yet."""

from collections.abc import Collection
from dataclasses import dataclass

from flows.catalogue import Catalogue
from flows.policy import Reason, Ruling, on_cancel, on_cancel_by_staff
from flows.stake import Terms
from gateways.database import Unit
from models import Appointment
from models.enums import AppointmentStatus
from tasks.commands.asking import StaffDecides
from tasks.commands.stake import stake_of
from tasks.commands.whole import Whole, lock_whole


@dataclass(frozen=True, slots=True)
class Meant:
    """Those that would be cancelled, in a locked booking."""

    whole: Whole
    chosen: list[Appointment]
    terms: Terms


@dataclass(frozen=True, slots=True)
class NothingToCancel:
    """No confirmed appointment of that booking is meant: it was cancelled before, or is an unpaid hold (`release`)."""


def terms_of(
    unit: Unit,
    catalogue: Catalogue,
    booking_id: int,
    appointment_ids: Collection[int] | None = None,
    *,
    by_staff: bool = False,
    refund: bool | None = None,
    conversation_id: int | None = None,
) -> Meant | StaffDecides | NothingToCancel:
    """What cancelling them now would do. Arguments as `tasks.commands.cancel.cancel` has them."""
    whole = lock_whole(unit, booking_id, conversation_id)
    chosen = _chosen(unit, whole, appointment_ids) if whole else []
    if whole is None or not chosen:
        return NothingToCancel()
    ids = [one.id or 0 for one in chosen]
    stake = stake_of(unit, whole, ids)
    rulings: dict[int, Ruling] = {}
    for one, id in zip(chosen, ids, strict=True):
        facts = catalogue.policy, one.starts_at, stake.holds(id), whole.booking.kept_moves, unit.now
        ruling = on_cancel_by_staff(*facts, refund) if by_staff else on_cancel(*facts)
        if isinstance(ruling, Reason):
            return StaffDecides(whole.id, tuple(ids), ruling)
        rulings[id] = ruling
    return Meant(whole, chosen, stake.terms(rulings))


def _chosen(unit: Unit, whole: Whole, appointment_ids: Collection[int] | None) -> list[Appointment]:
    """The confirmed ones that are meant; of all, those that are over already are not."""
    confirmed = [one for one in whole.appointments if one.status is AppointmentStatus.CONFIRMED]
    if appointment_ids is None:
        return [one for one in confirmed if one.ends_at > unit.now]
    return [one for one in confirmed if one.id in appointment_ids]
