"""Everything that follows when an appointment has other services: rows, sessions, money, and who is told."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy.dialects.postgresql import Range

from flows.alteration import Altered, booked, owed
from flows.booking import lapses
from flows.catalogue import Catalogue
from flows.changed_deposit import Settled, deposit_of, settle
from flows.changes import Change, worked_of
from flows.conversation import Event as Told
from flows.policy import refundable
from gateways.alterations import end_attempts, lines_of, packed, take_time, write_lines
from gateways.bookings import story_of
from gateways.database import Unit
from gateways.holds import keep
from gateways.session_uses import sessions_of
from models import Appointment
from models.enums import LIVE, AppointmentStatus, BookingStatus
from models.money import Money, shares
from tasks.commands.confirmed import confirmed
from tasks.commands.effects import close_sessions, follow
from tasks.commands.lapse import lapse_locked
from tasks.commands.money import forfeit, give_back, remaining, withdraw
from tasks.commands.services_changed import services_changed
from tasks.commands.sessions import give_session_back, use_sessions
from tasks.commands.supplement import ask_supplement
from tasks.commands.telling import change_facts
from tasks.commands.whole import Whole

COUNTED = (*LIVE, AppointmentStatus.COMPLETED, AppointmentStatus.NO_SHOW)
"""What a booking costs is the sum of these."""
OWING = (*LIVE, AppointmentStatus.COMPLETED)
"""What its deposit is asked on: that of a visit nobody came to was kept already."""


class Gone(Exception):
    """Somebody has some of the time that it would need: what was freed for it is put back."""


def alter(
    unit: Unit,
    catalogue: Catalogue,
    whole: Whole,
    appointment: Appointment,
    change: Change,
    wanted: Altered,
    used: Sequence[int],
    in_the_way: Iterable[Whole],
    public_url: str | None,
) -> Settled:
    """Writes it all, or raises `Gone` and has written nothing. `used`: packs that give a session to what is added."""
    before = story_of(unit, whole.id)
    waived = _waived(unit, catalogue, whole)
    held = whole.booking.status is BookingStatus.HELD
    late = not refundable(catalogue.policy, appointment.starts_at, whole.booking.kept_moves, unit.now)
    with unit.session.begin_nested():
        for other in in_the_way:
            if lapses(other.booking, unit.now):
                lapse_locked(unit, other)
        if change.worked != worked_of(appointment) and not take_time(unit, change, whole.booking, held):
            raise Gone
        unit.freed = unit.freed or change.new.end < change.old.end
        _write(unit, appointment, change, wanted, late)
        use_sessions(unit, {change.appointment_id: used})
        follow(unit, appointment)
        owes = _owes(unit, catalogue, whole)
        settled = _settle(unit, catalogue, whole, appointment, owes, waived, late)
    if held and whole.booking.status is BookingStatus.CONFIRMED:
        change_facts(unit, whole.conversation, Told.CONFIRMED)
        confirmed(unit, whole.id, whole.booking.conversation_id)
    else:
        change_facts(unit, whole.conversation, None if held else Told.MOVED)
        services_changed(unit, whole, before, appointment, settled, public_url)
    return settled


def _write(unit: Unit, appointment: Appointment, change: Change, wanted: Altered, late: bool) -> None:
    """The appointment's own rows. The session of what is taken out comes back with the same hours as a deposit."""
    assert appointment.id is not None
    old = lines_of(unit, [appointment.id])[appointment.id]
    gone = {line.service_id for line in old} - wanted.service_ids
    appointment.ends_at = change.new.end
    appointment.during = [Range(slot.start, slot.end) for slot in change.worked]
    appointment.price_cents = wanted.price.cents
    unit.session.add(appointment)
    write_lines(unit, appointment.id, old, wanted)
    give_session_back(unit, appointment.id, spent=late, service_ids=gone)


def _owes(unit: Unit, catalogue: Catalogue, whole: Whole) -> dict[int, Money]:
    """What each appointment owes a deposit on, by id. The booking keeps its pack if one of them still has it."""
    lines = lines_of(unit, [one.id or 0 for one in whole.appointments if one.status in OWING])
    of_pack = packed(unit, whole.booking.pack_id)
    if not any(of_pack <= {line.service_id for line in each} for each in lines.values()):
        whole.booking.pack_id = None
    unit.session.add(whole.booking)
    return {id: owed(booked(catalogue, each)) for id, each in lines.items()}


def _waived(unit: Unit, catalogue: Catalogue, whole: Whole) -> bool:
    """Whether staff have asked for no deposit although there could be one."""
    ids = [one.id or 0 for one in whole.appointments if one.status in COUNTED]
    lines = lines_of(unit, ids)
    could = any(owed(booked(catalogue, each)).cents for each in lines.values())
    return could and not whole.booking.deposit_cents and not sessions_of(unit, ids)


def _settle(
    unit: Unit,
    catalogue: Catalogue,
    whole: Whole,
    appointment: Appointment,
    owes: Mapping[int, Money],
    waived: bool,
    late: bool,
) -> Settled:
    booking = whole.booking
    total = Money(sum(one.price_cents for one in whole.appointments if one.status in COUNTED))
    free = waived or bool(sessions_of(unit, owes))
    deposit = deposit_of(catalogue.policy, sum(owes.values(), Money(0)), free=free)
    if booking.status is BookingStatus.HELD:
        settled = Settled(deposit)
        _ask(unit, whole, deposit)
    else:
        settled = settle(total, deposit, Money(remaining(whole)), refundable=not late)
        ask_supplement(unit, whole, settled.supplement.cents)
        reason = f"services:{appointment.id}:{appointment.calendar_seq}"
        if settled.back.cents:
            give_back(unit, whole, settled.back.cents, reason)
        if settled.lost.cents:
            forfeit(unit, whole, settled.lost.cents, reason)
    kept_already = sum(one.deposit_share_cents for one in whole.appointments if one.status is AppointmentStatus.NO_SHOW)
    booking.total_cents = total.cents
    booking.deposit_cents = min(settled.deposit.cents + kept_already, total.cents)
    unit.session.add(booking)
    by_id = _parted(settled.deposit, owes, appointment if late else None)
    for one in whole.appointments:
        if one.id in by_id:
            one.deposit_share_cents = by_id[one.id].cents
            unit.session.add(one)
    unit.session.flush()
    return settled


def _parted(deposit: Money, owes: Mapping[int, Money], late: Appointment | None) -> dict[int, Money]:
    """The deposit by appointment. One that it is too late to cancel keeps at least its share: nobody else's can take
    it along and bring it back."""
    by_id = dict(zip(owes, shares(deposit, [each.cents for each in owes.values()]), strict=True))
    if late is None or late.id not in by_id or len(by_id) == 1:
        return by_id
    own = Money(min(max(late.deposit_share_cents, by_id[late.id].cents), deposit.cents))
    others = [id for id in owes if id != late.id]
    rest = shares(deposit - own, [owes[id].cents for id in others])
    return dict(zip(others, rest, strict=True)) | {late.id: own}


def _ask(unit: Unit, whole: Whole, deposit: Money) -> None:
    """What an unpaid hold waits for; when nothing is owed any more it is confirmed."""
    payment = whole.payment
    assert payment is not None
    if deposit.cents:
        if deposit.cents != payment.amount_cents:
            close_sessions(unit, payment)
            unit.session.flush()
            end_attempts(unit, payment)
            payment.amount_cents = deposit.cents
            unit.session.add(payment)
        return
    withdraw(unit, whole)
    whole.booking.status, whole.booking.closed_at = BookingStatus.CONFIRMED, unit.now
    live = [one for one in whole.appointments if one.status in LIVE]
    for one in live:
        one.status = AppointmentStatus.CONFIRMED
        follow(unit, one)
    unit.session.flush()
    keep(unit, live)
