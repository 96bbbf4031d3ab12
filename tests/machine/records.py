"""What the oracle keeps of bookings, payments, blocks and places on the waiting list. Amounts are cents."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

SERVICES = {"Cortar": (40, 2620), "Consulta gratuita": (15, 0)}
"""Minutes and price."""


@dataclass(frozen=True)
class Wish:
    """One visit that is wanted; `guest` is None for the customer herself."""

    stylist: int
    start: datetime
    service: str
    guest: str | None = None

    @property
    def end(self) -> datetime:
        return self.start + timedelta(minutes=SERVICES[self.service][0])

    def overlaps(self, stylist: int, start: datetime, end: datetime, buffer: timedelta = timedelta()) -> bool:
        return self.stylist == stylist and self.start < end + buffer and start < self.end + buffer


@dataclass
class Visit:
    id: int
    wish: Wish
    share: int
    status: str

    @property
    def live(self) -> bool:
        return self.status in ("provisional", "confirmed")


@dataclass
class Payment:
    id: int
    cents: int
    status: str = "open"
    intent: str | None = None
    due_back: int = 0
    kept: int = 0
    returned: int = 0

    @property
    def left(self) -> int:
        return self.cents - self.due_back - self.kept if self.intent else 0

    def settle(self) -> None:
        """The status that the numbers mean."""
        if self.returned == self.cents:
            self.status = "refunded"
        elif self.left:
            self.status = "paid"
        else:
            self.status = "refunding" if self.returned < self.due_back else "forfeited"


@dataclass
class Booking:
    id: int
    customer: int
    status: str
    visits: list[Visit]
    held_until: datetime | None
    payment: Payment | None
    kept_moves: int = 0
    closed_at: datetime | None = None

    def out(self, now: datetime) -> bool:
        """Held, and its time is over."""
        return self.status == "held" and self.held_until is not None and self.held_until <= now

    def end(self, status: str, now: datetime) -> None:
        self.status, self.closed_at = status, now
        for visit in self.visits:
            if visit.live:
                visit.status = status
        if self.payment and self.payment.status == "open":
            self.payment.status = "withdrawn"


@dataclass
class Block:
    """A stretch of a stylist's time that is no visit."""

    stylist: int
    start: datetime
    end: datetime


@dataclass
class Place:
    """On the waiting list; `offered` is what is reserved for it until `until`."""

    id: int
    customer: int
    day: date
    stylist: int | None
    status: str = "waiting"
    offered: Wish | None = None
    until: datetime | None = None

    @property
    def stands(self) -> bool:
        return self.status in ("waiting", "offered")

    def keeps(self, now: datetime) -> bool:
        """Whether something is reserved for it still."""
        return self.offered is not None and self.until is not None and self.until > now

    def end(self, status: str) -> None:
        self.status, self.offered, self.until = status, None, None

    def forget(self, wishes: Iterable[Wish]) -> None:
        """Nothing is reserved any more that is in their way."""
        theirs = self.offered
        if theirs and any(wish.overlaps(theirs.stylist, theirs.start, theirs.end) for wish in wishes):
            self.offered = None
