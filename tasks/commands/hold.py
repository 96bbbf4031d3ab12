"""Takes what was planned: held for its deposit, or confirmed at once when nothing is owed. All of it or nothing."""

import secrets
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from flows.availability import today, why_not
from flows.booking import AppointmentDraft, BookingDraft, Event, draft, hold_minutes, is_same, lapses
from flows.catalogue import Catalogue
from flows.plan import Plan
from flows.quotes import Quote, QuoteRefused, quote
from gateways.database import Unit
from gateways.holds import Before, before, clear_offers, lock_customer, take
from gateways.locks import lock_stylists
from gateways.slots import free_for
from gateways.waitlist import taken_up
from models import Booking
from models.enums import BookingStatus
from models.moment import day_bounds
from tasks.commands.confirmed import confirmed
from tasks.commands.ending import end_hold
from tasks.commands.lapse import lapse_locked
from tasks.commands.sessions import cover_by_sessions, use_sessions
from tasks.commands.whole import Whole, lock_wholes

log = structlog.get_logger()

CODE_BYTES = 16
"""128 random bits, as hexadecimal: nothing in a link that Markdown or a chat could mistake."""


@dataclass(frozen=True, slots=True)
class Held:
    """The time is the customer's until `held_until`; her deposit is awaited at `/pay/{code}`."""

    booking_id: int
    code: str
    draft: BookingDraft
    held_until: datetime
    hold_minutes: int


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Nothing was owed: the booking stands. Customer and staff have been told."""

    booking_id: int
    code: str
    draft: BookingDraft


@dataclass(frozen=True, slots=True)
class JustTaken:
    """Somebody else has some of it. Nothing has changed: a hold she had before is still hers."""


@dataclass(frozen=True, slots=True)
class NotAllowed:
    """A rule forbids it; nothing has changed.

    Codes of `why_not` and `QuoteRefused`, `same_time` (one stylist twice at once), `unknown_person` (she does not
    book for her), `too_many_bookings` and `too_many_lapses` (a person should look at it).
    """

    code: str


class Gone(Exception):
    """The time went after all: what was freed for it is put back."""


def hold(
    unit: Unit,
    catalogue: Catalogue,
    conversation_id: int | None,
    customer_id: int,
    plan: Plan,
    *,
    by_staff: bool = False,
    waived: bool = False,
    before_taking: Callable[[], None] | None = None,
) -> Held | Confirmed | JustTaken | NotAllowed:
    """Takes the plan's time for this customer, in the place of an unpaid hold she had.

    Asked again for what she holds already, it answers that hold. Sessions of a pack that are left are used by
    themselves: then the booking has no deposit. Staff are bound by the same rules but for lead time
    and the limits on customers; they may also waive the deposit. `before_taking` is called when everything is locked
    and allowed.
    """
    quoted: list[Quote] = []
    for part in plan.parts:
        try:
            quoted.append(quote(catalogue, part.service_ids, part.pack_id))
        except QuoteRefused as refused:
            return NotAllowed(refused.code)
    zone = catalogue.business.timezone
    wanted = draft(catalogue.policy, zone, list(zip(plan.parts, quoted, strict=True)), unit.now, waived=waived)
    if overlapping(wanted):
        return NotAllowed("same_time")
    lock_customer(unit, customer_id)
    midnight, _ = day_bounds(today(catalogue, unit.now), zone)
    found = before(unit, customer_id, wanted, midnight)
    if found.strangers:
        return NotAllowed("unknown_person")
    packs: tuple[tuple[int, ...], ...] = ()
    if found.has_packs:
        covered = cover_by_sessions(unit, catalogue, customer_id, plan.parts, quoted)
        if covered.by_session:
            packs = covered.packs
            parts = list(zip(plan.parts, covered.quotes, strict=True))
            wanted = draft(catalogue.policy, zone, parts, unit.now, waived=True)
    lock_stylists(unit, found.stylist_ids | {one.stylist_id for one in wanted.appointments})
    wholes = _lock(unit, found, conversation_id)
    old = _unpaid(wholes, found)
    if old and is_same(old.booking, old.appointments, found.unpaid_services, wanted, unit.now):
        return _same(old.booking, wanted)
    replaced = old if wanted.held_until or (old and _meets(old, wanted)) else None  # else it leaves the hold alone
    given_back = [one.id for one in replaced.appointments if one.id] if replaced else []
    for one in wanted.appointments:
        free = free_for(unit, catalogue, one.stylist_id, one.worked, given_back, plan.waitlist_entry_id)
        category, shown_at = one.quote.category, plan.shown_at
        code = why_not(catalogue, category, one.stylist_id, one.worked, free, unit.now, shown_at, by_staff=by_staff)
        if code is not None:
            return JustTaken() if code == "taken" else NotAllowed(code)
    if not by_staff and (code := _over_the_limit(catalogue, found)):
        return NotAllowed(code)
    if before_taking is not None:
        before_taking()
    return _take(unit, catalogue, wanted, plan, conversation_id, customer_id, wholes, replaced, packs, found.reserved)


def _meets(old: Whole, wanted: BookingDraft) -> bool:
    """Whether what is wanted lies in the time that her own hold has."""
    return any(
        one.stylist_id == new.stylist_id and one.starts_at < new.slot.end and new.slot.start < one.ends_at
        for one in old.standing
        for new in wanted.appointments
    )


def overlapping(wanted: BookingDraft) -> bool:
    """Whether one stylist would have to do two things at once, or one person be at two places."""
    found = wanted.appointments
    return any(_clash(one, other) for n, one in enumerate(found) for other in found[:n])


def _clash(one: AppointmentDraft, other: AppointmentDraft) -> bool:
    if one.stylist_id == other.stylist_id:
        return any(mine.overlaps(theirs) for mine in one.worked for theirs in other.worked)
    same_person = (one.guest, one.customer_id) == (other.guest, other.customer_id)
    return same_person and one.slot.overlaps(other.slot)


def _over_the_limit(catalogue: Catalogue, found: Before) -> str | None:
    if found.confirmed >= catalogue.policy.max_live_bookings_per_customer:
        return "too_many_bookings"
    most = catalogue.policy.lapses_per_day_before_handover
    return "too_many_lapses" if max(found.lapses, found.let_go) >= most else None


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
    plan: Plan,
    conversation_id: int | None,
    customer_id: int,
    wholes: Mapping[int, Whole],
    replaced: Whole | None,
    packs: tuple[tuple[int, ...], ...],
    reserved: bool,
) -> Held | Confirmed | JustTaken:
    code = secrets.token_hex(CODE_BYTES)
    currency = catalogue.business.currency
    careful = wholes or plan.waitlist_entry_id or len(wanted.appointments) > 1
    try:
        with unit.session.begin_nested() if careful else nullcontext():
            for whole in wholes.values():
                if whole is replaced:
                    end_hold(unit, whole, Event.LAPSED if lapses(whole.booking, unit.now) else Event.RELEASED)
                elif lapses(whole.booking, unit.now):
                    lapse_locked(unit, whole)
            if reserved:
                clear_offers(unit, wanted, plan.waitlist_entry_id)
            taken = take(unit, wanted, code, customer_id, conversation_id, currency)
            if taken is None:
                raise Gone
    except Gone:
        return JustTaken()
    if plan.waitlist_entry_id is not None:
        taken_up(unit, plan.waitlist_entry_id)
    use_sessions(unit, dict(zip(taken.appointment_ids, packs, strict=False)))
    log.info("time taken", booking_id=taken.booking_id, status=wanted.status.value)
    if wanted.held_until is None:
        confirmed(unit, taken.booking_id, conversation_id)
        return Confirmed(taken.booking_id, code, wanted)
    first = min((one.slot for one in wanted.appointments), key=lambda slot: slot.start)
    minutes = hold_minutes(catalogue.policy, catalogue.business.timezone, first, unit.now)
    return Held(taken.booking_id, code, wanted, wanted.held_until, minutes)


def _same(booking: Booking, wanted: BookingDraft) -> Held:
    """The hold that stands, with the minutes it was given."""
    assert booking.id is not None
    assert booking.held_until is not None
    minutes = int((booking.held_until - booking.created_at).total_seconds()) // 60
    standing = replace(wanted, held_until=booking.held_until)
    return Held(booking.id, booking.code, standing, booking.held_until, minutes)
