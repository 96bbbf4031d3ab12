"""A stretch of time, half open: [start, end). Two slots that touch do not overlap."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, order=True, slots=True)
class Slot:
    """Both ends are aware UTC moments, `start` before `end`; anything else raises `ValueError`."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise ValueError("a slot needs moments with a time zone")
        if self.start >= self.end:
            raise ValueError("a slot ends after it starts")

    @property
    def length(self) -> timedelta:
        """Elapsed time, not wall-clock difference."""
        return self.end - self.start

    def overlaps(self, other: "Slot") -> bool:
        """Whether some moment lies in both."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Slot") -> bool:
        """Whether the other lies wholly inside."""
        return self.start <= other.start and other.end <= self.end
