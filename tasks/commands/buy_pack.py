"""Buys a session pack: a booking without appointments that is held until it is paid in full at its pay link."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from flows.availability import today
from flows.booking import BookingDraft, Event, lapses
from flows.catalogue import Catalogue, SessionPackFacts
from flows.conversation import Event as Told
from flows.session_packs import saving
from gateways.database import Unit
from gateways.holds import before, lock_customer
from gateways.locks import lock_conversation, lock_stylists
from models import Booking, Payment
from models.enums import BookingStatus, PaymentKind, PaymentStatus
from models.moment import day_bounds
from models.money import Money
from tasks.commands.ending import end_hold
from tasks.commands.hold import CODE_BYTES, NotAllowed
from tasks.commands.telling import change_facts
from tasks.commands.whole import lock_wholes

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class PackHeld:
    """The pack waits for its price, to be paid in full at `/pay/{code}` until `held_until`."""

    booking_id: int
    code: str
    session_pack_id: int
    price: Money
    held_until: datetime


def buy_pack(
    unit: Unit, catalogue: Catalogue, conversation_id: int | None, customer_id: int, session_pack_id: int
) -> PackHeld | NotAllowed:
    """Opens the purchase, in the place of an unpaid hold she had; asked again for the same pack, it answers that one.

    Codes of `NotAllowed`: `unknown_pack`, `no_saving` (a pack that is dearer than its parts is not sold),
    `too_many_lapses` (a person should look at it).
    """
    pack = catalogue.session_packs.get(session_pack_id)
    if pack is None:
        return NotAllowed("unknown_pack")
    if saving(catalogue, pack) <= Money(0):
        return NotAllowed("no_saving")
    lock_customer(unit, customer_id)
    midnight, _ = day_bounds(today(catalogue, unit.now), catalogue.business.timezone)
    found = before(unit, customer_id, _nothing(pack), midnight)
    lock_stylists(unit, found.stylist_ids)
    wholes = lock_wholes(unit, [found.unpaid_id], conversation_id) if found.unpaid_id else {}
    old = wholes.get(found.unpaid_id or 0)
    held = old if old is not None and old.booking.status is BookingStatus.HELD else None
    if held and held.booking.session_pack_id == pack.id and not lapses(held.booking, unit.now):
        return _answer(held.booking, pack)
    if found.lapses >= catalogue.policy.lapses_per_day_before_handover:
        return NotAllowed("too_many_lapses")
    if held:
        end_hold(unit, held, Event.RELEASED)
    return _answer(_open(unit, catalogue, conversation_id, customer_id, pack), pack)


def _nothing(pack: SessionPackFacts) -> BookingDraft:
    """It takes nobody's time."""
    return BookingDraft(appointments=(), pack_id=None, total=pack.price, deposit=pack.price, held_until=None)


def _open(
    unit: Unit, catalogue: Catalogue, conversation_id: int | None, customer_id: int, pack: SessionPackFacts
) -> Booking:
    booking = Booking(
        business_id=unit.business_id,
        customer_id=customer_id,
        conversation_id=conversation_id,
        code=secrets.token_hex(CODE_BYTES),
        status=BookingStatus.HELD,
        session_pack_id=pack.id,
        total_cents=pack.price.cents,
        deposit_cents=pack.price.cents,
        held_until=unit.now + timedelta(minutes=catalogue.policy.hold_minutes),
        created_at=unit.now,
    )
    unit.session.add(booking)
    unit.session.flush()
    assert booking.id is not None
    unit.session.add(
        Payment(
            business_id=unit.business_id,
            booking_id=booking.id,
            kind=PaymentKind.DEPOSIT,
            status=PaymentStatus.OPEN,
            amount_cents=pack.price.cents,
            currency=catalogue.business.currency,
        )
    )
    conversation = lock_conversation(unit, conversation_id) if conversation_id is not None else None
    change_facts(unit, conversation, Told.HELD)
    log.info("session pack held", booking_id=booking.id)
    return booking


def _answer(booking: Booking, pack: SessionPackFacts) -> PackHeld:
    assert booking.id is not None and booking.held_until is not None
    return PackHeld(booking.id, booking.code, pack.id, Money(booking.total_cents), booking.held_until)
