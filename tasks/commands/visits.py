"""How a visit went: she came, or she did not. Said by staff, or by the clock when nobody says anything."""

import structlog

from flows.visits import Event, completes, told
from gateways.database import Unit
from gateways.history import prefer
from gateways.visits import booking_of, free
from models import Appointment
from models.enums import LIVE, AppointmentStatus
from tasks.commands.forfeits import lost_by, take_up
from tasks.commands.money import forfeit
from tasks.commands.reminding import plan_reminder
from tasks.commands.spent import at_salon, count_visits
from tasks.commands.stake import stake_of
from tasks.commands.supplement import ask_supplement
from tasks.commands.whole import Whole, lock_whole

log = structlog.get_logger()


def complete(unit: Unit, appointment_id: int) -> bool:
    """Staff say that she came. False when it has not begun, is no visit, or was over too long ago to be changed."""
    found = _locked(unit, appointment_id)
    if found is None:
        return False
    whole, appointment = found
    if told(appointment, Event.COMPLETED, unit.now) is None:
        return False
    _complete(unit, whole, appointment)
    return True


def complete_by_itself(unit: Unit, appointment_id: int) -> bool:
    """It has been over for a while and nobody has said otherwise: she came. False when that is not so."""
    found = _locked(unit, appointment_id)
    if found is None or not completes(found[1], unit.now):
        return False
    _complete(unit, *found)
    return True


def no_show(unit: Unit, appointment_id: int) -> bool:
    """Staff say that she did not come: the salon keeps her deposit. False as for `complete`.

    The session of a pack that it took is spent.
    """
    found = _locked(unit, appointment_id)
    if found is None:
        return False
    whole, appointment = found
    if told(appointment, Event.NO_SHOW, unit.now) is None:
        return False
    before = at_salon(whole)
    lost = stake_of(unit, whole, [appointment_id]).cents  # of a deposit that is not all paid: nobody else's part
    appointment.status = AppointmentStatus.NO_SHOW
    unit.session.add(appointment)
    free(unit, appointment_id)
    forfeit(unit, whole, lost, f"{lost_by(appointment_id)}{unit.now.isoformat()}")
    _follows(unit, whole, appointment, before)
    return True


def _complete(unit: Unit, whole: Whole, appointment: Appointment) -> None:
    assert appointment.id is not None
    was, before = appointment.status, at_salon(whole)
    appointment.status = AppointmentStatus.COMPLETED
    unit.session.add(appointment)
    free(unit, appointment.id)
    if was is AppointmentStatus.NO_SHOW:
        take_up(unit, whole, appointment.id, unit.now.isoformat())
    _follows(unit, whole, appointment, before)


def _follows(unit: Unit, whole: Whole, appointment: Appointment, before: int) -> None:
    if not any(one.status in LIVE for one in whole.appointments):
        ask_supplement(unit, whole, 0)  # whatever was lacking is paid at the salon
    count_visits(unit, whole, before)
    prefer(unit, appointment.customer_id)
    plan_reminder(unit, whole.id)
    log.info("visit over", appointment_id=appointment.id, status=appointment.status.value)


def _locked(unit: Unit, appointment_id: int) -> tuple[Whole, Appointment] | None:
    booking_id = booking_of(unit, appointment_id)
    whole = lock_whole(unit, booking_id) if booking_id is not None else None
    if whole is None:
        return None
    return whole, next(one for one in whole.appointments if one.id == appointment_id)
