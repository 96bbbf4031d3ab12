"""Another time or stylist for one appointment."""

from dataclasses import dataclass
from datetime import UTC, date

from starlette.exceptions import HTTPException

from admin.desk import answers
from admin.desk.acting import Desk
from admin.desk.asked import Answer, Asked, Shown, Went, booking
from admin.desk.free import Times, times_on
from admin.desk.seen import Can, Seen, Visit, see_by_appointment
from flows.availability import SlotAsk, today
from flows.catalogue import Catalogue
from flows.changes import worked_of
from flows.policy import Ruling, on_move_by_staff
from gateways.database import Unit
from gateways.moves import categories_of
from models.moment import local
from tasks.commands.move import Moved, move
from tasks.commands.stake import stake_of
from tasks.commands.whole import lock_whole


@dataclass(frozen=True, slots=True)
class Deposit:
    """What of the deposit hangs on the appointment, and whether it can still come back once it is moved."""

    cents: int
    stays_refundable: bool


def show_times(desk: Desk, asked: Asked) -> Answer:
    """Where it could go on a day, and what becomes of its deposit."""
    catalogue = desk.catalogue(asked.staff)
    with desk.looking(asked.staff) as unit:
        seen = found(unit, asked.id)
        visit = seen.visit(asked.id)
        if Can.MOVE not in visit.can:
            return booking(seen.id, "not_confirmed")
        deposit = _deposit(unit, catalogue, seen.id, visit)
        times = _times(unit, catalogue, visit, asked.day())
    context = {"seen": seen, "visit": visit, "times": times, "deposit": deposit}
    return Shown("desk/move.html", context)


def move_it(desk: Desk, asked: Asked) -> Answer:
    """Moves it there. Sent twice it is there once."""
    with desk.looking(asked.staff) as unit:
        seen = found(unit, asked.id)
    here = f"/desk/appointment/{asked.id}/move"
    target = asked.slot()
    if target is None:
        return Went(here, "choose_time", {"dia": asked.word("dia")})
    catalogue = desk.catalogue(asked.staff)
    done = desk.do(asked.staff, move, catalogue, seen.id, {asked.id: target}, by_staff=True)
    if isinstance(done, Moved):
        return booking(seen.id, "moved")
    code = answers.refusal(done)
    if code == "not_confirmed":
        return booking(seen.id, code)
    day = local(target[1], asked.staff.timezone).date()
    return Went(here, code, {"dia": day.isoformat()})


def found(unit: Unit, appointment_id: int) -> Seen:
    """The booking of that appointment; 404 when there is none in this business."""
    seen = see_by_appointment(unit, appointment_id)
    if seen is None:
        raise HTTPException(404)
    return seen


def _times(unit: Unit, catalogue: Catalogue, visit: Visit, day: date | None) -> Times:
    worked = worked_of(visit.row)
    start = worked[0].start
    minutes = [
        (int((one.start - start).total_seconds()) // 60, int((one.end - start).total_seconds()) // 60) for one in worked
    ]
    ask = SlotAsk(
        service_ids=visit.service_ids,
        pack_id=None,
        minutes=minutes[-1][1],
        work=tuple(minutes),
        category=categories_of(unit, [visit.id])[visit.id],
        replaces=(visit.id,),
    )
    own = local(start.astimezone(UTC), catalogue.business.timezone).date()
    return times_on(unit, catalogue, ask, day or max(own, today(catalogue, unit.now)))


def _deposit(unit: Unit, catalogue: Catalogue, booking_id: int, visit: Visit) -> Deposit:
    whole = lock_whole(unit, booking_id)
    assert whole is not None
    stake = stake_of(unit, whole, [visit.id])
    ruling = on_move_by_staff(catalogue.policy, visit.row.starts_at, bool(stake), unit.now, None)
    return Deposit(stake.cents, ruling is Ruling.FREE and whole.booking.kept_moves == 0)
