"""The life of an appointment: which status follows which event, and when staff may say how a visit went.

`TRANSITIONS` holds every (event, status) pair; None means that the event changes nothing then.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from models.booking import Appointment
from models.enums import AppointmentStatus as Status


class Event(StrEnum):
    """What can happen to an appointment that exists."""

    PAID = "paid"
    """Its booking's deposit has come, in time or late."""
    LAPSED = "lapsed"
    """The hold ran out."""
    RELEASED = "released"
    """The hold was given back."""
    CANCELLED = "cancelled"
    """It was called off."""
    COMPLETED = "completed"
    """She came."""
    NO_SHOW = "no_show"
    """She did not come."""


P, C, L, X = Status.PROVISIONAL, Status.CONFIRMED, Status.LAPSED, Status.CANCELLED
DONE, AWAY = Status.COMPLETED, Status.NO_SHOW

TRANSITIONS: Final[dict[Event, dict[Status, Status | None]]] = {
    Event.PAID: {P: C, C: None, L: C, X: None, DONE: None, AWAY: None},
    Event.LAPSED: {P: L, C: None, L: None, X: None, DONE: None, AWAY: None},
    Event.RELEASED: {P: X, C: None, L: None, X: None, DONE: None, AWAY: None},
    Event.CANCELLED: {P: None, C: X, L: None, X: None, DONE: None, AWAY: None},
    Event.COMPLETED: {P: None, C: DONE, L: None, X: None, DONE: None, AWAY: DONE},
    Event.NO_SHOW: {P: None, C: AWAY, L: None, X: None, DONE: AWAY, AWAY: None},
}

GRACE: Final = timedelta(hours=3)
"""So long after its end a visit counts as completed when nobody has said anything else."""

CORRECTED_FOR: Final = timedelta(days=7)
"""So long after its end staff may still say that it was the other way."""


def after(status: Status, event: Event) -> Status | None:
    """The status that follows; None when the event has no say."""
    return TRANSITIONS[event][status]


def told(appointment: Appointment, event: Event, now: datetime) -> Status | None:
    """What becomes of it when staff say how the visit went.

    None when there is nothing to say: before it begins, after the days in which it can be put right, or because it is
    so already.
    """
    if now < appointment.starts_at:
        return None
    is_history = appointment.status in (DONE, AWAY)
    if is_history and now > appointment.ends_at + CORRECTED_FOR:
        return None
    return after(appointment.status, event)


def completes(appointment: Appointment, now: datetime) -> bool:
    """Whether it has been over for so long that it counts as completed by itself."""
    return appointment.status is C and appointment.ends_at + GRACE <= now
