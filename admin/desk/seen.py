"""A booking as its page shows it: who comes when, what staff may do with it, what was answered, who changed what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlmodel import col, func, select

from admin.audit import Changed, changes_in
from admin.known import NOBODY, comes
from flows.booking import lapses
from flows.visits import Event, told
from gateways.alterations import lines_of
from gateways.database import Unit
from gateways.statements import rows
from models import Appointment, Booking, Customer, Payment, Stylist
from models.enums import LIVE, AppointmentStatus, BookingStatus, PaymentKind, PaymentStatus

ANSWERS = """
SELECT q.text, a.answer, a.red_flag FROM intake_answer a JOIN intake_question q ON q.id = a.intake_question_id
WHERE a.booking_id = %(booking)s AND a.business_id = %(business)s
ORDER BY a.red_flag DESC, q.service_id, q.position, q.id
"""

CHANGES = """
SELECT at, actor, action, table_name, before, after,
       (SELECT jsonb_object_agg(id, name) FROM stylist WHERE business_id = %(business)s) AS stylists
FROM audit
WHERE business_id = %(business)s
  AND (table_name = 'booking' AND row_id = %(booking)s OR table_name = 'appointment' AND row_id = ANY(%(visits)s))
ORDER BY id DESC LIMIT 30
"""

BOOKING_OF = "SELECT booking_id FROM appointment WHERE id = %(id)s AND business_id = %(business)s"


class Can(StrEnum):
    """What may be done with an appointment now."""

    MOVE = "move"
    SERVICES = "services"
    CANCEL = "cancel"
    CAME = "came"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Visit:
    """One appointment."""

    row: Appointment
    stylist: str
    who: str
    services: tuple[str, ...]
    service_ids: tuple[int, ...]
    can: frozenset[Can]

    @property
    def id(self) -> int:
        """The appointment's."""
        assert self.row.id is not None
        return self.row.id

    @property
    def length(self) -> timedelta:
        """From its beginning to its end."""
        return self.row.ends_at - self.row.starts_at


@dataclass(frozen=True, slots=True)
class Answered:
    """A question that a service asks, and what she said."""

    question: str
    answer: str
    red_flag: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """All of it. `now` is domain time."""

    row: Booking
    customer: str
    visits: tuple[Visit, ...]
    answers: tuple[Answered, ...]
    changes: tuple[Changed, ...]
    held: bool
    """It waits for its deposit."""
    owed_cents: int
    """What its pay link asks for: the deposit of a hold, or what a deposit lacks since."""
    deposit_paid: bool
    now: datetime

    @property
    def id(self) -> int:
        """The booking's."""
        assert self.row.id is not None
        return self.row.id

    def visit(self, appointment_id: int) -> Visit:
        """One of its appointments."""
        return next(one for one in self.visits if one.id == appointment_id)

    def able(self, what: str) -> list[Visit]:
        """Its appointments with which that may be done."""
        return [one for one in self.visits if what in one.can]


def see(unit: Unit, booking_id: int) -> Seen | None:
    """The booking; None when there is none in this business."""
    of_booking = select(Booking).where(Booking.business_id == unit.business_id, Booking.id == booking_id)
    booking = unit.session.exec(of_booking).one_or_none()
    if booking is None:
        return None
    customer = _name(unit.session.get_one(Customer, booking.customer_id))
    found = unit.session.exec(
        select(Appointment, Stylist.name, Customer)
        .join(Stylist, col(Stylist.id) == Appointment.stylist_id)
        .join(Customer, col(Customer.id) == Appointment.customer_id)
        .where(Appointment.booking_id == booking_id)
        .order_by(col(Appointment.starts_at), col(Appointment.id))
    ).all()
    lines = lines_of(unit, [one.id or 0 for one, _, _ in found])
    visits = tuple(
        Visit(
            row=one,
            stylist=stylist,
            who=comes(customer, one.guest, None if one.customer_id == booking.customer_id else _name(person)),
            services=tuple(line.name for line in lines[one.id or 0]),
            service_ids=tuple(line.service_id for line in lines[one.id or 0]),
            can=_can(booking, one, unit.now),
        )
        for one, stylist, person in found
    )
    held = booking.status is BookingStatus.HELD and not lapses(booking, unit.now)
    return Seen(
        row=booking,
        customer=customer,
        visits=visits,
        answers=_answers(unit, booking_id),
        changes=_changes(unit, booking_id, visits),
        held=held,
        owed_cents=_owed(unit, booking, held),
        deposit_paid=_deposit_paid(unit, booking_id),
        now=unit.now,
    )


def see_by_appointment(unit: Unit, appointment_id: int) -> Seen | None:
    """The booking of that appointment."""
    found = rows(unit, BOOKING_OF, {"id": appointment_id, "business": unit.business_id})
    return see(unit, found[0].booking_id) if found else None


def _can(booking: Booking, one: Appointment, now: datetime) -> frozenset[Can]:
    can: set[Can] = set()
    if one.status is AppointmentStatus.CONFIRMED:
        can |= {Can.MOVE, Can.CANCEL}
    standing = booking.status is BookingStatus.CONFIRMED or booking.status is BookingStatus.HELD
    if one.status in LIVE and standing and not lapses(booking, now):
        can.add(Can.SERVICES)
    if told(one, Event.COMPLETED, now) is not None:
        can.add(Can.CAME)
    if told(one, Event.NO_SHOW, now) is not None:
        can.add(Can.MISSED)
    return frozenset(can)


def _owed(unit: Unit, booking: Booking, held: bool) -> int:
    if not held and booking.status is not BookingStatus.CONFIRMED:
        return 0
    open_ones = select(func.coalesce(func.sum(Payment.amount_cents), 0)).where(
        Payment.booking_id == booking.id, Payment.status == PaymentStatus.OPEN
    )
    return int(unit.session.exec(open_ones).one())


def _deposit_paid(unit: Unit, booking_id: int) -> bool:
    paid = select(Payment.id).where(
        Payment.booking_id == booking_id,
        Payment.kind == PaymentKind.DEPOSIT,
        Payment.status == PaymentStatus.PAID,
    )
    return unit.session.exec(paid).one_or_none() is not None


def _name(customer: Customer) -> str:
    return " ".join(filter(None, (customer.name, customer.surname))) or NOBODY


def _answers(unit: Unit, booking_id: int) -> tuple[Answered, ...]:
    found = rows(unit, ANSWERS, {"booking": booking_id, "business": unit.business_id})
    return tuple(
        Answered(row.text.get("es") or next(iter(row.text.values())), said(row.answer), row.red_flag) for row in found
    )


def said(answer: Any) -> str:
    """An answer in words."""
    if isinstance(answer, bool):
        return "Sí" if answer else "No"
    return ", ".join(map(str, answer)) if isinstance(answer, list) else str(answer)


def _changes(unit: Unit, booking_id: int, visits: Sequence[Visit]) -> tuple[Changed, ...]:
    values = {"booking": booking_id, "business": unit.business_id, "visits": [one.id for one in visits]}
    return tuple(changes_in(row._asdict()) for row in rows(unit, CHANGES, values))
