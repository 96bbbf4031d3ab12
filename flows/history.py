"""What a customer has had with us, and what follows from it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from models.enums import AppointmentStatus
from models.money import Money

REMEMBERED = 5
"""Visits that are looked back on."""


@dataclass(frozen=True, slots=True)
class PastService:
    """A service of a visit, by the name it had; `offered` is False when it cannot be booked any more."""

    id: int
    name: str
    offered: bool


@dataclass(frozen=True, slots=True)
class PastVisit:
    """One appointment that was kept, or is going to be."""

    appointment_id: int
    starts_at: datetime
    ends_at: datetime
    status: AppointmentStatus
    stylist_id: int
    stylist: str
    stylist_works: bool
    """Whether she can still be booked."""
    services: tuple[PastService, ...]
    pack_id: int | None
    """The pack that it was, if that is sold still."""
    price: Money


@dataclass(frozen=True, slots=True)
class Usual:
    """A customer's last visits, newest first and at least one, and whom she likes to go to."""

    visits: tuple[PastVisit, ...]
    preferred_stylist_id: int | None

    @property
    def last(self) -> PastVisit:
        """What "the usual" means."""
        return self.visits[0]

    @property
    def service_ids(self) -> tuple[int, ...]:
        """What of it can be booked again, in the order it was done."""
        return tuple(one.id for one in self.last.services if one.offered)

    @property
    def gone(self) -> tuple[str, ...]:
        """Names of what cannot, to be told: it is never dropped in silence."""
        return tuple(one.name for one in self.last.services if not one.offered)


def preferred(stylist_ids: Sequence[int]) -> int | None:
    """Whom she went to most in her last visits (newest first); of two as often, the one she saw last."""
    counted = Counter(stylist_ids[:REMEMBERED])
    return max(counted, key=lambda one: counted[one], default=None)  # the first of equals, and they stand newest first
