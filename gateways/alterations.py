"""The rows of an appointment whose services change. The caller holds the locks, and says what follows."""

from collections.abc import Collection, Sequence

from sqlmodel import col, delete, select

from flows.alteration import Altered
from flows.changes import Change
from gateways.database import Unit
from gateways.moves import retime
from gateways.statements import rows
from models import Appointment, AppointmentLine, Booking, PackItem, Payment, PaymentAttempt
from models.enums import AttemptStatus

KEEP_UNTIL = "UPDATE occupancy SET lapses_at = %(until)s WHERE appointment_id = %(id)s"


def booking_of(unit: Unit, appointment_id: int) -> tuple[Appointment, Booking] | None:
    """To know what to lock: then both have to be looked at again."""
    found = unit.session.exec(
        select(Appointment, Booking)
        .join(Booking, col(Booking.id) == Appointment.booking_id)
        .where(Appointment.business_id == unit.business_id, Appointment.id == appointment_id)
    ).first()
    return (found[0], found[1]) if found else None


def lines_of(unit: Unit, appointment_ids: Collection[int]) -> dict[int, list[AppointmentLine]]:
    """What is done in each, in order."""
    found = unit.session.exec(
        select(AppointmentLine)
        .where(
            AppointmentLine.business_id == unit.business_id,
            col(AppointmentLine.appointment_id).in_(list(appointment_ids)),
        )
        .order_by(col(AppointmentLine.position), col(AppointmentLine.id))
        .execution_options(populate_existing=True)
    )
    lines: dict[int, list[AppointmentLine]] = {id: [] for id in appointment_ids}
    for line in found:
        lines[line.appointment_id].append(line)
    return lines


def packed(unit: Unit, pack_id: int | None) -> frozenset[int]:
    """The services of a pack, whether or not it is still sold."""
    if pack_id is None:
        return frozenset()
    return frozenset(unit.session.exec(select(PackItem.service_id).where(PackItem.pack_id == pack_id)))


def take_time(unit: Unit, change: Change, booking: Booking, held: bool) -> bool:
    """The longer or shorter time is the appointment's; of a hold only until it lapses. False when somebody has it."""
    if not retime(unit, [change]):
        return False
    if held:
        rows(unit, KEEP_UNTIL, {"until": booking.held_until, "id": change.appointment_id})
    return True


def write_lines(unit: Unit, appointment_id: int, old: Sequence[AppointmentLine], after: Altered) -> None:
    """Exactly those services, in that order; what is kept keeps its row."""
    known = {line.id: line for line in old}
    kept = {line.line_id for line in after.lines}
    gone = [id for id in known if id not in kept]
    if gone:
        unit.session.exec(delete(AppointmentLine).where(col(AppointmentLine.id).in_(gone)))
    for position, line in enumerate(after.lines):
        row = (
            known[line.line_id]
            if line.line_id is not None
            else AppointmentLine(
                business_id=unit.business_id,
                appointment_id=appointment_id,
                service_id=line.service_id,
                position=position,
                name=line.name,
                price_cents=0,
                minutes=0,
            )
        )
        row.position, row.name, row.price_cents, row.minutes = position, line.name, line.price.cents, line.minutes
        row.gap_from_minutes, row.gap_minutes = line.gap_from, line.gap
        unit.session.add(row)
    unit.session.flush()


def end_attempts(unit: Unit, payment: Payment) -> None:
    """Its pages ask for an amount that is not owed any more: the next visit begins another."""
    attempts = unit.session.exec(
        select(PaymentAttempt).where(
            PaymentAttempt.payment_id == payment.id, PaymentAttempt.status == AttemptStatus.OPEN
        )
    )
    for attempt in attempts:
        attempt.status = AttemptStatus.EXPIRED
        unit.session.add(attempt)
