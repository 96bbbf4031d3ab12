"""The life of a booking: which status follows which event, and what each moment asks for.

`TRANSITIONS` holds every (event, status) pair; None means that the event changes nothing then.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from flows.changed_deposit import deposit_of
from flows.plan import Part
from flows.quotes import Quote
from flows.work import stretches, whole
from models.booking import Appointment, Booking
from models.business import Policy
from models.enums import AppointmentStatus, BookingStatus, PaymentKind, PaymentStatus
from models.moment import local
from models.money import Money, shares
from models.payment import Payment
from models.slot import Slot


class Event(StrEnum):
    """What can happen to a booking that exists."""

    PAID = "paid"
    """Its deposit has come, whether in time or (where the slot could be taken again) late."""
    LAPSED = "lapsed"
    """The hold ran out."""
    RELEASED = "released"
    """The customer gave the hold back, or took another in its place."""
    CANCELLED = "cancelled"
    """The last of its appointments was cancelled."""


HELD, CONFIRMED = BookingStatus.HELD, BookingStatus.CONFIRMED
LAPSED, CANCELLED = BookingStatus.LAPSED, BookingStatus.CANCELLED

TRANSITIONS: Final[dict[Event, dict[BookingStatus, BookingStatus | None]]] = {
    Event.PAID: {HELD: CONFIRMED, CONFIRMED: None, LAPSED: CONFIRMED, CANCELLED: None},
    Event.LAPSED: {HELD: LAPSED, CONFIRMED: None, LAPSED: None, CANCELLED: None},
    Event.RELEASED: {HELD: CANCELLED, CONFIRMED: None, LAPSED: None, CANCELLED: None},
    Event.CANCELLED: {HELD: None, CONFIRMED: CANCELLED, LAPSED: None, CANCELLED: None},
}

APPOINTMENTS: Final[dict[BookingStatus, AppointmentStatus]] = {
    HELD: AppointmentStatus.PROVISIONAL,
    CONFIRMED: AppointmentStatus.CONFIRMED,
    LAPSED: AppointmentStatus.LAPSED,
    CANCELLED: AppointmentStatus.CANCELLED,
}
"""What becomes of a booking's appointments with it."""


def after(status: BookingStatus, event: Event) -> BookingStatus | None:
    """The status that follows; None when the event has no say any more."""
    return TRANSITIONS[event][status]


@dataclass(frozen=True, slots=True)
class AppointmentDraft:
    """An appointment to be written: one stylist, one slot, what is done and its share of the deposit."""

    stylist_id: int
    slot: Slot
    worked: tuple[Slot, ...]
    """The stretches of it that need the stylist."""
    quote: Quote
    deposit_share: Money
    guest: str | None = None
    customer_id: int | None = None
    """Who comes; None: whoever books."""


@dataclass(frozen=True, slots=True)
class BookingDraft:
    """A booking to be written, all of it or nothing. Confirmed at once when nothing is owed."""

    appointments: tuple[AppointmentDraft, ...]
    """In the order of the plan."""
    pack_id: int | None
    total: Money
    deposit: Money
    held_until: datetime | None

    @property
    def status(self) -> BookingStatus:
        """Held until the deposit has come, if there is one."""
        return HELD if self.held_until else CONFIRMED

    @property
    def appointment_status(self) -> AppointmentStatus:
        """As the booking's."""
        return APPOINTMENTS[self.status]


def draft(
    policy: Policy, timezone: str, parts: Sequence[tuple[Part, Quote]], now: datetime, *, waived: bool = False
) -> BookingDraft:
    """A booking of these appointments, with one deposit on what they cost together; none when it is `waived`."""
    deposit = deposit_of(policy, sum((quote.owed for _, quote in parts), Money(0)), free=waived)
    parted = shares(deposit, [quote.owed.cents for _, quote in parts])
    appointments = tuple(
        AppointmentDraft(
            stylist_id=part.stylist_id,
            slot=whole(part.start, quote.work),
            worked=stretches(part.start, quote.work),
            quote=quote,
            deposit_share=share,
            guest=part.guest,
            customer_id=part.customer_id,
        )
        for (part, quote), share in zip(parts, parted, strict=True)
    )
    first = min((one.slot for one in appointments), key=lambda slot: slot.start)
    return BookingDraft(
        appointments=appointments,
        pack_id=next((quote.pack_id for _, quote in parts if quote.pack_id is not None), None),
        total=sum((quote.total for _, quote in parts), Money(0)),
        deposit=deposit,
        held_until=held_until(policy, timezone, first, now) if deposit.cents else None,
    )


def hold_minutes(policy: Policy, timezone: str, slot: Slot, now: datetime) -> int:
    """How long a slot is held for its deposit: shorter when it is today, on the salon's calendar."""
    same_day = local(slot.start, timezone).date() == local(now, timezone).date()
    return policy.hold_minutes_same_day if same_day else policy.hold_minutes


def held_until(policy: Policy, timezone: str, slot: Slot, now: datetime) -> datetime:
    """When a hold taken now lapses: never after the appointment has begun."""
    return min(now + timedelta(minutes=hold_minutes(policy, timezone, slot, now)), slot.start)


def lapses(booking: Booking, now: datetime) -> bool:
    """Whether the hold has run out and nobody has said so yet."""
    return booking.status is HELD and booking.held_until is not None and booking.held_until <= now


def nudges(booking: Booking, policy: Policy, now: datetime) -> bool:
    """Whether it is time to remind the customer of an unpaid hold: once, and not when it is too late."""
    if booking.status is not HELD or booking.held_until is None or booking.nudged_at is not None:
        return False
    warning = timedelta(minutes=policy.hold_nudge_minutes_before)
    return booking.held_until - warning <= now < booking.held_until


def is_same(
    booking: Booking,
    appointments: Sequence[Appointment],
    service_ids: Iterable[int],
    wanted: BookingDraft,
    now: datetime,
) -> bool:
    """Whether what is wanted is what this live hold holds already, for the same people."""
    if booking.status is not HELD or lapses(booking, now) or booking.pack_id != wanted.pack_id:
        return False
    if booking.deposit_cents != wanted.deposit.cents:
        return False  # staff have waived it, or its rate has changed
    held = {(one.stylist_id, one.starts_at, one.ends_at, one.guest, one.customer_id) for one in appointments}
    new = {
        (one.stylist_id, one.slot.start, one.slot.end, one.guest, one.customer_id or booking.customer_id)
        for one in wanted.appointments
    }
    asked = (service_id for one in wanted.appointments for service_id in one.quote.service_ids)
    return held == new and sorted(service_ids) == sorted(asked)


class Verdict(StrEnum):
    """What is to be done with money that has come for a booking."""

    KNOWN = "known"
    """It was dealt with before."""
    EXTRA = "extra"
    """The deposit was paid by another payment, or this is not what is owed: it goes back whole and
    changes nothing else."""
    APPLY = "apply"
    """The hold lives: confirm. No rule is looked at again."""
    ADD = "add"
    """What a deposit lacked: the booking stands already."""
    RETAKE = "retake"
    """The hold has run out: confirm if the slot can be taken again, else give the money back."""
    GIVE_BACK = "give_back"
    """The hold was given back before, or the service that the supplement was for taken out again."""


def on_paid(booking: Booking, payment: Payment, intent: str, cents: int, now: datetime) -> Verdict:
    """What follows from a captured payment of that intent and amount."""
    if payment.payment_intent == intent:
        return Verdict.KNOWN
    if payment.payment_intent is not None or cents != payment.amount_cents:
        return Verdict.EXTRA
    if payment.kind is PaymentKind.SUPPLEMENT:
        wanted = booking.status is CONFIRMED and payment.status is PaymentStatus.OPEN
        return Verdict.ADD if wanted else Verdict.GIVE_BACK
    if after(booking.status, Event.PAID) is None:
        return Verdict.GIVE_BACK
    return Verdict.RETAKE if booking.status is LAPSED or lapses(booking, now) else Verdict.APPLY
