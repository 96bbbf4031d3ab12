"""Rows as decisions and prompts see them: read-only, joined, with value types."""

from dataclasses import dataclass
from datetime import datetime

from models.enums import BookingStatus
from models.money import Money


@dataclass(frozen=True, slots=True)
class BookingView:
    """A live booking of a customer. One with several appointments is named by its first."""

    id: int
    code: str
    status: BookingStatus
    stylist: str
    starts_at: datetime
    ends_at: datetime
    services: tuple[str, ...]
    total: Money
    deposit: Money
    held_until: datetime | None
