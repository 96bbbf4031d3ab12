"""What may still be done with an appointment, by how many hours are left to it: elapsed ones, not the clock's.

At stake is what a customer has given in advance: her share of a deposit that was paid, or a session of a pack.
"""

from datetime import UTC, datetime, timedelta
from enum import StrEnum

from models.business import Policy


class Ruling(StrEnum):
    """What follows when an appointment is cancelled or moved."""

    FREE = "free"
    """What is at stake comes back, or moves along and can still come back."""
    KEPT = "kept"
    """It is not given back any more: cancelled, it is lost; moved, it counts for the new time."""


class Reason(StrEnum):
    """Why staff decide."""

    BEGUN = "begun"
    """The appointment has begun."""
    SHORT_NOTICE = "short_notice"
    """It begins too soon."""
    MOVED_OFTEN = "moved_often"
    """Its deposit was kept for another time as often as we do that."""


def to_go(starts_at: datetime, now: datetime) -> timedelta:
    """Elapsed time until the appointment begins; below zero when it has begun."""
    return starts_at.astimezone(UTC) - now.astimezone(UTC)  # aware moments of one zone would be told apart by its clock


def why_staff(policy: Policy, starts_at: datetime, now: datetime) -> Reason | None:
    """Why a customer cannot change it any more without a person; None while she can."""
    left = to_go(starts_at, now)
    if left <= timedelta(0):
        return Reason.BEGUN
    return Reason.SHORT_NOTICE if left < timedelta(hours=policy.staff_handles_under_hours) else None


def refundable(policy: Policy, starts_at: datetime, kept_moves: int, now: datetime) -> bool:
    """Whether what is at stake comes back if it is cancelled now."""
    return kept_moves == 0 and to_go(starts_at, now) >= timedelta(hours=policy.refund_hours)


def on_cancel(policy: Policy, starts_at: datetime, at_stake: bool, kept_moves: int, now: datetime) -> Ruling | Reason:
    """What follows when the customer cancels an appointment that begins then, or why staff decide."""
    if reason := why_staff(policy, starts_at, now):
        return reason
    return Ruling.FREE if not at_stake or refundable(policy, starts_at, kept_moves, now) else Ruling.KEPT


def on_cancel_by_staff(
    policy: Policy, starts_at: datetime, at_stake: bool, kept_moves: int, now: datetime, refund: bool | None
) -> Ruling:
    """What follows when staff cancel it, at any time: as they say, else by the same hours."""
    back = refundable(policy, starts_at, kept_moves, now) if refund is None else refund
    return Ruling.FREE if back or not at_stake else Ruling.KEPT


def on_move(policy: Policy, starts_at: datetime, at_stake: bool, kept_moves: int, now: datetime) -> Ruling | Reason:
    """What follows when the customer moves what begins then, or why staff decide. Of several the first counts."""
    if reason := why_staff(policy, starts_at, now):
        return reason
    if not at_stake or not _late(policy, starts_at, now):
        return Ruling.FREE
    return Ruling.KEPT if kept_moves < policy.kept_deposit_moves else Reason.MOVED_OFTEN


def on_move_by_staff(
    policy: Policy, starts_at: datetime, at_stake: bool, now: datetime, refundable: bool | None
) -> Ruling:
    """What follows when staff move it, at any time: as they say, else by the same hours."""
    kept = _late(policy, starts_at, now) if refundable is None else not refundable
    return Ruling.KEPT if at_stake and kept else Ruling.FREE


def _late(policy: Policy, starts_at: datetime, now: datetime) -> bool:
    return to_go(starts_at, now) < timedelta(hours=policy.refund_hours)
