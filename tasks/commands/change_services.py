"""Adds services to a live appointment or takes some out: price, minutes and deposit follow. All of it or nothing."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog

from flows.alteration import Altered, altered, booked
from flows.availability import why_not
from flows.booking import lapses
from flows.catalogue import Catalogue
from flows.changes import Change, clash, worked_of
from flows.policy import why_staff
from flows.quotes import QuoteRefused
from flows.work import stretches
from gateways.alterations import booking_of, lines_of, packed
from gateways.bookings import stylists_of
from gateways.database import Unit
from gateways.locks import lock_stylists
from gateways.moves import categories_of, lapsed_in_the_way
from gateways.session_packs import sessions_left
from gateways.slots import free_for
from models import Appointment, Booking
from models.enums import LIVE, BookingStatus
from models.money import Money
from models.slot import Slot
from tasks.commands.altering import Gone, alter
from tasks.commands.asking import StaffDecides
from tasks.commands.hold import JustTaken, NotAllowed
from tasks.commands.whole import Whole, lock_wholes

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Changed:
    """The appointment has those services; customer and staff have been told."""

    booking_id: int
    code: str
    """Of its pay link, where a deposit or supplement is paid."""
    total: Money
    """Of the whole booking."""
    deposit: Money
    """Of the whole booking, what is still to be paid of it included."""
    supplement: Money
    """What the deposit that was paid lacks now."""
    given_back: Money
    ends_at: datetime


def change_services(
    unit: Unit,
    catalogue: Catalogue,
    appointment_id: int,
    service_ids: Sequence[int],
    *,
    by_staff: bool = False,
    public_url: str | None = None,
) -> Changed | StaffDecides | NotAllowed | JustTaken:
    """Gives the appointment exactly these services, in that order, from the same beginning with the same stylist.

    Unless it answers `Changed`, nothing has changed. Staff are not bound by the hours to go. `public_url` is ours: with
    it the customer is told where to pay what is lacking. Codes of `NotAllowed`: those of `why_not` and `QuoteRefused`,
    `not_live`, `same_time` (she is somewhere else by then) and `same_services`.
    """
    seen = booking_of(unit, appointment_id)
    if seen is None:
        return NotAllowed("not_live")
    sessions = _sessions(unit, seen[0], service_ids)
    try:
        lapsed = lapsed_in_the_way(unit, [_change(seen[0], _altered(unit, catalogue, *seen, service_ids, sessions))])
    except QuoteRefused as refused:
        return NotAllowed(refused.code)
    lock_stylists(unit, stylists_of(unit, [seen[1].id or 0]) | lapsed.stylist_ids)
    wholes = lock_wholes(unit, {seen[1].id or 0} | lapsed.booking_ids)
    whole = wholes.pop(seen[1].id or 0)
    appointment = next(one for one in whole.appointments if one.id == appointment_id)
    if not _live(unit, whole, appointment):
        return NotAllowed("not_live")
    reason = why_staff(catalogue.policy, appointment.starts_at, unit.now)
    if reason and not by_staff and whole.booking.status is BookingStatus.CONFIRMED:
        return StaffDecides(whole.id, (appointment_id,), reason)
    try:
        wanted = _altered(unit, catalogue, appointment, whole.booking, service_ids, sessions)
    except QuoteRefused as refused:
        return NotAllowed(refused.code)
    change = _change(appointment, wanted)
    if code := _why_not(unit, catalogue, whole, appointment, change, wanted):
        return JustTaken() if code == "taken" else NotAllowed(code)
    used = [sessions[id] for id in service_ids if id in sessions and _added(wanted, id)]
    try:
        settled = alter(unit, catalogue, whole, appointment, change, wanted, used, wholes.values(), public_url)
    except Gone:
        return JustTaken()
    log.info("services changed", booking_id=whole.id, appointment_id=appointment_id)
    total, deposit = Money(whole.booking.total_cents), Money(whole.booking.deposit_cents)
    return Changed(whole.id, whole.booking.code, total, deposit, settled.supplement, settled.back, change.new.end)


def _live(unit: Unit, whole: Whole, appointment: Appointment) -> bool:
    standing = whole.booking.status in (BookingStatus.HELD, BookingStatus.CONFIRMED)
    return appointment.status in LIVE and standing and not lapses(whole.booking, unit.now)


def _sessions(unit: Unit, appointment: Appointment, service_ids: Collection[int]) -> Mapping[int, int]:
    """For each service of which whoever comes has a session left, the pack that gives it. The packs are locked."""
    if appointment.guest:
        return {}
    left = sessions_left(unit, [appointment.customer_id], service_ids)
    return {service_id: packs[0] for (_, service_id), packs in left.items() if packs}


def _altered(
    unit: Unit,
    catalogue: Catalogue,
    appointment: Appointment,
    booking: Booking,
    service_ids: Sequence[int],
    sessions: Mapping[int, int],
) -> Altered:
    id = appointment.id or 0
    old = booked(catalogue, lines_of(unit, [id])[id])
    of_pack = packed(unit, booking.pack_id)
    if not of_pack <= {line.service_id for line in old}:
        of_pack = frozenset()  # another appointment of the booking has it
    category = categories_of(unit, [id])[id]
    return altered(catalogue, old, category, service_ids, packed=of_pack, covered=sessions)


def _change(appointment: Appointment, wanted: Altered) -> Change:
    old = worked_of(appointment)
    worked = stretches(old[0].start, wanted.work)
    return Change(
        appointment_id=appointment.id or 0,
        old_stylist_id=appointment.stylist_id,
        old=Slot(old[0].start, old[-1].end),
        stylist_id=appointment.stylist_id,
        new=Slot(worked[0].start, worked[-1].end),
        worked=worked,
    )


def _why_not(
    unit: Unit, catalogue: Catalogue, whole: Whole, appointment: Appointment, change: Change, wanted: Altered
) -> str | None:
    """The rules of what may be booked, for time that it does not have yet. It begins as before: no lead time."""
    had = worked_of(appointment)
    same_trade = categories_of(unit, [change.appointment_id])[change.appointment_id] is wanted.category
    if same_trade and all(any(old.contains(new) for old in had) for new in change.worked):
        return None
    if clash([one for one in whole.appointments if one.status in LIVE], [change]):
        return "same_time"
    free = free_for(unit, catalogue, change.stylist_id, change.worked, [change.appointment_id])
    return why_not(catalogue, wanted.category, change.stylist_id, change.worked, free, unit.now, by_staff=True)


def _added(wanted: Altered, service_id: int) -> bool:
    return any(line.service_id == service_id and line.line_id is None and not line.price.cents for line in wanted.lines)
