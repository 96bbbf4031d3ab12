"""Takes a slot that was offered: held for its deposit, or confirmed at once when nothing is owed."""

import secrets
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from flows.availability import why_not
from flows.booking import BookingDraft, Event, draft, hold_minutes, is_same, lapses
from flows.catalogue import Catalogue
from flows.quotes import Quote, QuoteRefused, quote
from gateways.database import Unit
from gateways.holds import Before, before, lock_customer, take
from gateways.locks import lock_stylists
from gateways.slots import free_for
from models import Booking, Offer
from models.enums import BookingStatus
from models.slot import Slot
from tasks.commands.ending import end_hold
from tasks.commands.lapse import lapse_locked
from tasks.commands.telling import tell_confirmed
from tasks.commands.whole import Whole, lock_wholes

log = structlog.get_logger()

CODE_BYTES = 16
"""128 random bits, as hexadecimal: nothing in a link that Markdown or a chat could mistake."""


@dataclass(frozen=True, slots=True)
class Held:
    """The slot is the customer's until `held_until`; her deposit is awaited at `/pay/{code}`."""

    booking_id: int
    code: str
    stylist_id: int
    slot: Slot
    quote: Quote
    held_until: datetime
    hold_minutes: int


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Nothing was owed: the booking stands. Customer and staff have been told."""

    booking_id: int
    code: str
    stylist_id: int
    slot: Slot
    quote: Quote


@dataclass(frozen=True, slots=True)
class JustTaken:
    """Somebody else has the slot. Nothing has changed: a hold she had before is still hers."""


@dataclass(frozen=True, slots=True)
class NotAllowed:
    """A rule forbids it; nothing has changed. Codes of `why_not` and `QuoteRefused`, and `too_many_bookings`."""

    code: str


class Gone(Exception):
    """The slot went after all: what was freed for it is put back."""


def hold(
    unit: Unit, catalogue: Catalogue, conversation_id: int | None, customer_id: int, offer: Offer
) -> Held | Confirmed | JustTaken | NotAllowed:
    """Takes the offered slot for this customer, in the place of an unpaid hold she had.

    Asked again for the slot that she holds already, it answers that hold.
    """
    try:
        quoted = quote(catalogue, offer.service_ids, offer.pack_id)
    except QuoteRefused as refused:
        return NotAllowed(refused.code)
    slot = Slot(offer.starts_at, offer.starts_at + timedelta(minutes=quoted.minutes))
    zone = catalogue.business.timezone
    wanted = draft(catalogue.policy, zone, offer.stylist_id, slot, quoted, unit.now)
    lock_customer(unit, customer_id)
    found = before(unit, customer_id, offer.stylist_id, slot)
    lock_stylists(unit, found.stylist_ids | {offer.stylist_id})
    wholes = _lock(unit, found, conversation_id)
    old = _unpaid(wholes, found)
    if old and is_same(old.booking, old.appointments, found.unpaid_services, wanted, unit.now):
        return _same(old.booking, wanted)
    replaced = old if wanted.held_until else None  # a free appointment leaves an unpaid hold alone
    given_back = [one.id for one in replaced.appointments if one.id] if replaced else []
    free = free_for(unit, catalogue, offer.stylist_id, slot, given_back)
    stylist_id, shown_at = offer.stylist_id, offer.made_at
    code = why_not(catalogue, quoted.category, stylist_id, slot, free, unit.now, shown_at)
    if code is not None:
        return JustTaken() if code == "taken" else NotAllowed(code)
    if found.confirmed >= catalogue.policy.max_live_bookings_per_customer:
        return NotAllowed("too_many_bookings")
    return _take(unit, catalogue, wanted, conversation_id, customer_id, wholes, replaced)


def _lock(unit: Unit, found: Before, conversation_id: int | None) -> Mapping[int, Whole]:
    ids = found.lapsed_ids | ({found.unpaid_id} if found.unpaid_id else set())
    return lock_wholes(unit, ids, conversation_id) if ids else {}


def _unpaid(wholes: Mapping[int, Whole], found: Before) -> Whole | None:
    """The customer's hold, if nobody has ended it before it was locked."""
    whole = wholes.get(found.unpaid_id or 0)
    return whole if whole and whole.booking.status is BookingStatus.HELD else None


def _take(
    unit: Unit,
    catalogue: Catalogue,
    wanted: BookingDraft,
    conversation_id: int | None,
    customer_id: int,
    wholes: Mapping[int, Whole],
    replaced: Whole | None,
) -> Held | Confirmed | JustTaken:
    code = secrets.token_hex(CODE_BYTES)
    currency = catalogue.business.currency
    try:
        with unit.session.begin_nested() if wholes else nullcontext():
            for whole in wholes.values():
                if whole is replaced:
                    end_hold(unit, whole, Event.RELEASED)
                elif lapses(whole.booking, unit.now):
                    lapse_locked(unit, whole)
            taken = take(unit, wanted, code, customer_id, conversation_id, currency)
            if taken is None:
                raise Gone
    except Gone:
        return JustTaken()
    (one,) = wanted.appointments
    log.info("slot taken", booking_id=taken.booking_id, status=wanted.status.value)
    if wanted.held_until is None:
        tell_confirmed(unit, taken.booking_id, conversation_id)
        return Confirmed(taken.booking_id, code, one.stylist_id, one.slot, one.quote)
    minutes = hold_minutes(catalogue.policy, catalogue.business.timezone, one.slot, unit.now)
    booking_id, until = taken.booking_id, wanted.held_until
    return Held(booking_id, code, one.stylist_id, one.slot, one.quote, until, minutes)


def _same(booking: Booking, wanted: BookingDraft) -> Held:
    """The hold that stands, with the minutes it was given."""
    (one,) = wanted.appointments
    assert booking.id is not None
    assert booking.held_until is not None
    minutes = int((booking.held_until - booking.created_at).total_seconds()) // 60
    until = booking.held_until
    return Held(booking.id, booking.code, one.stylist_id, one.slot, one.quote, until, minutes)
