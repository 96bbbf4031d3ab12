"""When a customer is reminded of her appointment, and what becomes of a reminder whose time has come.

Hours are elapsed hours: 48 of them before an appointment at noon are eleven or one o'clock where the clocks change.
"""

from datetime import UTC, datetime, timedelta
from enum import StrEnum

from flows.policy import to_go
from flows.quiet import next_start
from models.booking import Reminder
from models.business import Policy


class Verdict(StrEnum):
    """What is to be done with a reminder. All but the first two are why it is skipped."""

    SEND = "send"
    WAIT = "wait"
    """Its time has not come, or people sleep and there is time enough afterwards."""
    TOO_LATE = "too late"
    """The appointment is too near (a run was missed for long, or the clock has jumped) or over."""
    MOVED = "moved"
    CANCELLED = "cancelled"
    NOBODY = "no conversation"
    """She has never written to us, so nobody can write to her."""


def named_at(starts_at: datetime, policy: Policy) -> datetime:
    """The moment that the rule names; whoever books later than that needs no reminder."""
    return starts_at.astimezone(UTC) - timedelta(hours=policy.reminder_hours)


def wanted(starts_at: datetime, policy: Policy, now: datetime) -> bool:
    """Whether an appointment that is booked now, or moved to this time, is reminded of at all."""
    return now <= named_at(starts_at, policy)


def due_at(starts_at: datetime, policy: Policy, timezone: str) -> datetime:
    """When the reminder goes out: the moment that the rule names, or the end of the quiet hours it falls into."""
    return awake(named_at(starts_at, policy), starts_at, policy, timezone)


def awake(moment: datetime, starts_at: datetime, policy: Policy, timezone: str) -> datetime:
    """The first moment from then on that is not quiet; the moment itself when that would be too late to remind."""
    later = next_start(policy, timezone, moment)
    return moment if too_late(starts_at, policy, later) else later


def too_late(starts_at: datetime, policy: Policy, now: datetime) -> bool:
    """Whether so little is left that a reminder is of no use any more."""
    return to_go(starts_at, now) <= timedelta(hours=policy.reminder_latest_hours)


def judge(reminder: Reminder, first: datetime | None, policy: Policy, timezone: str, now: datetime) -> Verdict:
    """What is to be done with a reminder that is due; `first` is when the booking's first visit to come begins.

    A missed run still sends while there is time.
    """
    if reminder.starts_at != first:
        return unneeded(reminder, first, now)
    if now < reminder.due_at:
        return Verdict.WAIT
    if too_late(reminder.starts_at, policy, now):
        return Verdict.TOO_LATE
    return Verdict.WAIT if awake(now, reminder.starts_at, policy, timezone) > now else Verdict.SEND


def unneeded(reminder: Reminder, first: datetime | None, now: datetime) -> Verdict:
    """Why a reminder that fits no visit any more is skipped."""
    if first is not None:
        return Verdict.MOVED
    return Verdict.CANCELLED if reminder.starts_at > now else Verdict.TOO_LATE
