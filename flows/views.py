"""Rows as decisions and prompts see them: read-only, joined, with value types."""

from dataclasses import dataclass
from datetime import datetime

from flows.work import Stretch
from models.enums import BookingStatus
from models.money import Money


@dataclass(frozen=True, slots=True)
class AppointmentView:
    """One coming appointment of a booking of hers, as she knows it."""

    alias: str
    """`c1`: her n-th appointment ever, so that it never means another one."""
    id: int
    booking_id: int
    code: str
    status: BookingStatus
    """Of its booking: held or confirmed."""
    stylist: str
    stylist_id: int
    starts_at: datetime
    ends_at: datetime
    services: tuple[str, ...]
    service_ids: tuple[int, ...]
    price: Money
    deposit: Money
    """Its share."""
    held_until: datetime | None
    who: str | None
    """For whom, when not for herself: a guest in her words, or somebody's name."""
    work: tuple[Stretch, ...]
    kept_moves: int

    @property
    def minutes(self) -> int:
        """How long it takes, gaps included."""
        return self.work[-1][1]
