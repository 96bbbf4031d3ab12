"""What was read in a stylist's own calendar becomes her busy time, and events of ours in it are put right."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import structlog
from sqlmodel import col, select

from flows.busy import Found, Ours, window, wrong
from flows.calendar_event import event_id
from gateways.busy import Known, forget, is_still, note_read, put_busy
from gateways.busy import note_refusal as note
from gateways.calendar import events_of
from gateways.database import Unit
from gateways.locks import lock_stylists
from gateways.our_events import Standing, on_their_way, standing
from gateways.outbox import queue
from models import Appointment
from models.enums import AppointmentStatus, OutboxKind
from tasks.commands.effects import follow

log = structlog.get_logger()

HISTORY = (AppointmentStatus.COMPLETED, AppointmentStatus.NO_SHOW)
LOUD_AFTER = 3
"""Refusals in a row."""


@dataclass(frozen=True, slots=True)
class Read:
    """One reading of a stylist's calendar."""

    found: Found
    token: str | None
    whole: bool
    writable: bool = True
    left_behind: Mapping[str, Ours] = field(default_factory=dict)
    """Events of ours in the calendar that was hers before /admin changed it."""


def keep(unit: Unit, known: Known, read: Read, public_url: str) -> bool:
    """Stores it. False when somebody has read it meanwhile, or it is another calendar by now: nothing is changed."""
    stylist_id = known.stylist_id
    lock_stylists(unit, [stylist_id])
    if not is_still(unit, known):
        return False
    if put_busy(unit, stylist_id, read.found.busy, None if read.whole else read.found.gone):
        unit.freed = True
    if known.calendar_id is None:
        forget(unit, stylist_id)
    else:
        trouble = None if read.writable else "google: shared for reading only"
        note_read(unit, known, read.token, whole=read.whole, trouble=trouble)
    _leave(unit, known, read.left_behind)
    if known.calendar_id is not None and read.writable:
        _put_right(unit, known, read, {one.appointment_id for one in read.left_behind.values()}, public_url)
    return True


def note_refusal(unit: Unit, stylist_id: int, trouble: str) -> None:
    """Google does not let us read her calendar: what was read before stands, and `make doctor` says so."""
    times = note(unit, stylist_id, trouble)
    say = log.error if times == LOUD_AFTER else log.warning
    say("calendar not to be read", stylist_id=stylist_id, reason=trouble, times=times)


def _put_right(unit: Unit, known: Known, read: Read, done: Collection[int], public_url: str) -> None:
    """Queues again what is missing or was changed, and takes away what belongs to no live appointment of hers."""
    stylist_id, found = known.stylist_id, read.found
    if not (read.whole or found.ours or found.gone):
        return
    since = window(unit.now, known.timezone, known.horizon_days).start
    shown = {one.appointment_id for one in found.ours.values()}
    there = standing(unit, stylist_id, since, shown)
    settled = {id for id in shown | set(there) if id not in on_their_way(unit) | set(done)}
    hers = {id for id in settled if id in there and there[id].is_live and there[id].stylist_id == stylist_id}
    told = [id for id in sorted(hers) if read.whole or id in shown or event_id(id) in found.gone]
    again = wrong(found, events_of(unit, told, public_url), whole=read.whole)
    strays = {id for id in shown & settled - hers if not _is_history(there.get(id), stylist_id)}
    often = {id for id in strays.union(again) if id in there and there[id].too_often}
    for one in _locked(unit, strays.union(again) - often):
        follow(unit, one, left_stylist_id=stylist_id if one.id in strays else None)
    for id in sorted(strays - set(there)):
        _take_away(unit, id, {"left_stylist_id": stylist_id})
    if again or strays:
        log.info("our events put right", stylist_id=stylist_id, again=len(again), strays=len(strays), left=len(often))


def _leave(unit: Unit, known: Known, left_behind: Mapping[str, Ours]) -> None:
    """What stands in her former calendar is taken away there, and goes where it belongs."""
    ids = {one.appointment_id for one in left_behind.values()}
    known_ones = _locked(unit, ids)
    for one in known_ones:
        follow(unit, one, left_calendar_id=known.read_calendar_id)
    for id in sorted(ids - {one.id for one in known_ones}):
        _take_away(unit, id, {"left_calendar_id": known.read_calendar_id})


def _take_away(unit: Unit, appointment_id: int, left: Mapping[str, object]) -> None:
    """An event of ours for an appointment that we know nothing of."""
    stream = f"google:{appointment_id}"
    key = f"{stream}:stray:{unit.now.isoformat()}"
    queue(unit, OutboxKind.CALENDAR, stream, key, {"appointment_id": appointment_id, **left})


def _locked(unit: Unit, ids: Collection[int]) -> Sequence[Appointment]:
    """In order of id, but for those that somebody is changing: these are written anyway."""
    if not ids:
        return ()
    statement = (
        select(Appointment)
        .where(Appointment.business_id == unit.business_id, col(Appointment.id).in_(ids))
        .order_by(col(Appointment.id))
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    return unit.session.exec(statement).all()


def _is_history(one: Standing | None, stylist_id: int) -> bool:
    """It took place with her: its event may stay."""
    return one is not None and one.stylist_id == stylist_id and one.status in HISTORY
