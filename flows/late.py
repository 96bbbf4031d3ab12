"""Somebody is late: by how much, and what that means for whoever comes after her."""

from dataclasses import dataclass
from datetime import datetime, timedelta

LONGEST = timedelta(hours=3)
"""Whoever comes later than that has not come."""


@dataclass(frozen=True, slots=True)
class Delay:
    """Of an appointment that begins `minutes` late; `next_at` is when the stylist's next one begins."""

    minutes: int
    next_at: datetime | None
    overlaps: bool
    """Done in full, it would run into the next one."""


def delay(starts_at: datetime, ends_at: datetime, arrives_at: datetime, next_at: datetime | None) -> Delay | None:
    """The delay in whole minutes, rounded up; None when she will be in time."""
    late = arrives_at - starts_at
    if late <= timedelta(0):
        return None
    overlaps = next_at is not None and ends_at + late > next_at
    return Delay(-(-int(late.total_seconds()) // 60), next_at, overlaps)
