"""Calling appointments off: all of a booking, or some of them, with what becomes of the money said before."""

from dataclasses import dataclass

from starlette.exceptions import HTTPException

from admin.authorization import may_overrule
from admin.desk.acting import Desk
from admin.desk.asked import Answer, Asked, Shown, Went, booking
from admin.desk.seen import Can, Seen, see
from flows.catalogue import Catalogue
from gateways.database import Unit
from models.enums import AppointmentStatus
from tasks.commands.cancel import cancel
from tasks.commands.cancelled import Cancelled
from tasks.commands.hold import NotAllowed

REFUND: dict[str, bool | None] = {"normas": None, "si": True, "no": False}
"""What the form sends, and what it means for the command."""


@dataclass(frozen=True, slots=True)
class Option:
    """One way to deal with the money, and what it would come to."""

    value: str
    done: Cancelled

    @property
    def mark(self) -> str:
        """What was shown, to know whether it is still so when it is sent."""
        return _mark(self.done)


def show_terms(desk: Desk, asked: Asked) -> Answer:
    """What cancelling those would mean, worked out by the command itself and undone."""
    catalogue = desk.catalogue(asked.staff)
    with desk.looking(asked.staff) as unit:
        seen = found(unit, asked.id)
    able = [one.id for one in seen.able(Can.CANCEL)]
    if not able:
        return booking(seen.id, "nothing_to_cancel")
    chosen = [one for one in asked.ids("cita") if one in able] or [
        one for one in able if seen.visit(one).row.ends_at > seen.now
    ]
    options = [_try(desk, asked, catalogue, chosen or able, value) for value in REFUND]
    policy = options[0]
    if not may_overrule(asked.staff) or not (
        policy.done.refund.cents or policy.done.forfeited.cents or _sessions(policy)
    ):
        options = [policy]
    return Shown("desk/cancel.html", {"seen": seen, "chosen": chosen or able, "options": options})


def cancel_them(desk: Desk, asked: Asked) -> Answer:
    """Cancels them, unless it would mean something else than what was shown."""
    way = asked.word("dinero")
    if way not in REFUND:
        raise HTTPException(400)
    if REFUND[way] is not None and not may_overrule(asked.staff):
        raise HTTPException(403)
    with desk.looking(asked.staff) as unit:
        seen = found(unit, asked.id)
    ids = asked.ids("cita")
    if not ids:
        return Went(f"/desk/booking/{seen.id}/cancel", "choose_visits")
    catalogue = desk.catalogue(asked.staff)
    known = [one for one in ids if any(one == visit.id for visit in seen.visits)]
    done = desk.do(asked.staff, _as_shown, catalogue, seen.id, known, REFUND[way], asked.word(f"trato-{way}"))
    if isinstance(done, Cancelled):
        return booking(seen.id, "cancelled")
    if done.code == "otherwise_now":
        return Went(f"/desk/booking/{seen.id}/cancel", done.code)
    was_so = known and all(seen.visit(one).row.status is AppointmentStatus.CANCELLED for one in known)
    return booking(seen.id, "cancelled" if was_so else "nothing_to_cancel")


def found(unit: Unit, booking_id: int) -> Seen:
    """The booking; 404 when there is none in this business."""
    seen = see(unit, booking_id)
    if seen is None:
        raise HTTPException(404)
    return seen


def _as_shown(
    unit: Unit, catalogue: Catalogue, booking_id: int, ids: list[int], refund: bool | None, mark: str
) -> Cancelled | NotAllowed:
    done = cancel(unit, catalogue, booking_id, ids, by_staff=True, refund=refund)
    if not isinstance(done, Cancelled):
        return NotAllowed("nothing_to_cancel")
    return done if _mark(done) == mark else NotAllowed("otherwise_now")


def _try(desk: Desk, asked: Asked, catalogue: Catalogue, ids: list[int], value: str) -> Option:
    with desk.looking(asked.staff) as unit:
        done = cancel(unit, catalogue, asked.id, ids, by_staff=True, refund=REFUND[value])
    if not isinstance(done, Cancelled):  # it was cancelled since it was looked at
        raise HTTPException(404)
    return Option(value, done)


def _sessions(option: Option) -> int:
    return option.done.sessions_returned + option.done.sessions_spent


def _mark(done: Cancelled) -> str:
    return f"{done.refund.cents}:{done.forfeited.cents}:{done.sessions_returned}:{done.sessions_spent}"
