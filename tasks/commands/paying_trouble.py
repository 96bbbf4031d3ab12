"""The customer says that paying does not work. Her words count; what Stripe saw of it is told to staff as context."""

from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlmodel import col, select

from flows import wording
from flows.booking import Event, lapses
from flows.catalogue import Catalogue
from flows.money_note import word_paying_trouble
from flows.notices import facts_of
from gateways.bookings import story_of
from gateways.database import Unit
from gateways.holds import lock_customer
from models import Booking, Payment, PaymentAttempt
from models.enums import BookingStatus, HandoverReason, PaymentKind, PaymentStatus
from models.money import Money
from tasks.commands.effects import replace_session
from tasks.commands.ending import end_hold
from tasks.commands.handover import hand_over
from tasks.commands.whole import Whole, lock_whole

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class FreshPage:
    """`/pay/{code}` opens a new page at Stripe; what is held stays held until `held_until` (None: it is confirmed)."""

    booking_id: int
    code: str
    amount: Money
    held_until: datetime | None


@dataclass(frozen=True, slots=True)
class HandedOver:
    """She has said it often enough: a person has the conversation, the hold has ended and its page is closed."""

    booking_id: int


@dataclass(frozen=True, slots=True)
class NothingToPay:
    """Nothing waits for a payment of hers: it was paid, has lapsed or was given back. Nothing has changed."""


def payment_trouble(
    unit: Unit, catalogue: Catalogue, conversation_id: int, customer_id: int
) -> FreshPage | HandedOver | NothingToPay:
    """Counts it, and gives her a fresh page or, from the policy's count on, a person.

    A booking that stands already and lacks only its supplement is never ended by this.
    """
    lock_customer(unit, customer_id)
    booking_id = _unpaid(unit, customer_id)
    whole = lock_whole(unit, booking_id, conversation_id) if booking_id is not None else None
    payment = _open(unit, whole) if whole else None
    if whole is None or payment is None:
        return NothingToPay()
    whole.booking.payment_failures += 1
    unit.session.add(whole.booking)
    attempts = replace_session(unit, payment)
    times = whole.booking.payment_failures
    log.info("paying fails", booking_id=whole.id, times=times)
    if times < catalogue.policy.payment_failures_before_handover:
        held = whole.booking.status is BookingStatus.HELD
        until = whole.booking.held_until if held else None
        return FreshPage(whole.id, whole.booking.code, Money(payment.amount_cents), until)
    note = _note(unit, whole, payment, attempts)
    if whole.booking.status is BookingStatus.HELD:
        end_hold(unit, whole, Event.RELEASED)
    hand_over(unit, conversation_id, HandoverReason.PAYMENT_FAILURE, note)
    return HandedOver(whole.id)


def _unpaid(unit: Unit, customer_id: int) -> int | None:
    """Her booking that waits for money: the hold, else a confirmed one's supplement. Read without locks."""
    return unit.session.exec(
        select(Booking.id)
        .join(Payment, col(Payment.booking_id) == col(Booking.id))
        .where(
            Booking.business_id == unit.business_id,
            Booking.customer_id == customer_id,
            col(Booking.status).in_((BookingStatus.HELD, BookingStatus.CONFIRMED)),
            Payment.status == PaymentStatus.OPEN,
        )
        .order_by(col(Booking.status) != BookingStatus.HELD, col(Booking.id).desc())
    ).first()


def _open(unit: Unit, whole: Whole) -> Payment | None:
    """What she is trying to pay, now that it is locked."""
    if lapses(whole.booking, unit.now):
        return None
    wanted = {
        BookingStatus.HELD: PaymentKind.DEPOSIT,
        BookingStatus.CONFIRMED: PaymentKind.SUPPLEMENT,
    }.get(whole.booking.status)
    open_ones = (one for one in whole.payments if one.status is PaymentStatus.OPEN and one.kind is wanted)
    return next(open_ones, None)


def _note(unit: Unit, whole: Whole, payment: Payment, attempts: list[PaymentAttempt]) -> str:
    story = story_of(unit, whole.id)
    language = story.staff_language
    return word_paying_trouble(
        language,
        facts_of(story, language),
        wording.money(Money(payment.amount_cents), story.currency, language),
        times=whole.booking.payment_failures,
        declines=sum(one.declines for one in attempts),
        reason=next((one.decline_reason for one in reversed(attempts) if one.decline_reason), None),
        ends=whole.booking.status is BookingStatus.HELD,
    )
