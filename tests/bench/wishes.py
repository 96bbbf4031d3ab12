"""Slots that are wanted in a bench: stylists with empty calendars, and a new customer for each wish."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flows.availability import last_day, today
from flows.catalogue import Catalogue
from flows.hours import opening
from gateways.clock import machine_now
from gateways.database import Database
from models.slot import Slot

MINUTES = 40
"""A cut."""

STYLISTS = """
WITH made AS (
    INSERT INTO stylist (business_id, name, active)
    SELECT id, 'Bench ' || n, true FROM business, generate_series(1, %(count)s) n RETURNING id, business_id
)
INSERT INTO skill (business_id, stylist_id, category) SELECT business_id, id, 'hairdressing' FROM made
RETURNING stylist_id
"""

GUESTS = """
WITH customers AS (
    INSERT INTO customer (business_id, name, surname, language, total_spent_cents, created_at)
    SELECT id, 'Laura', 'Torres', 'es', 0, %(now)s FROM business, generate_series(1, %(count)s)
    RETURNING id, business_id
)
INSERT INTO conversation (business_id, channel_id, number, customer_id, mode, created_at)
SELECT c.business_id, channel.id, 2000000 + c.id, c.id, 'choosing', %(now)s
FROM customers c JOIN channel USING (business_id)
RETURNING id, customer_id
"""


@dataclass(frozen=True, slots=True)
class Wish:
    """A slot of one stylist, and who wants it."""

    stylist_id: int
    slot: Slot
    customer_id: int
    conversation_id: int


@dataclass
class Wishes:
    """Every call takes another day, so that nothing has to be cleared away between rounds."""

    database: Database
    stylists: Sequence[int]
    days: Iterator[list[datetime]]

    def different(self, number: int) -> list[Wish]:
        """So many slots that do not touch each other's stylist at the same time."""
        slots = [(stylist, start) for start in next(self.days) for stylist in self.stylists][:number]
        if len(slots) < number:
            raise RuntimeError("the bench has too few stylists for that")
        return [_wish(*slot, *guest) for slot, guest in zip(slots, self._guests(number), strict=True)]

    def rivals(self, number: int) -> list[Wish]:
        """One slot, so many times."""
        start = next(self.days)[0]
        return [_wish(self.stylists[0], start, *guest) for guest in self._guests(number)]

    def _guests(self, number: int) -> list[tuple[int, int]]:
        made = self.database.rows(GUESTS, {"count": number, "now": machine_now()})
        return [(row["customer_id"], row["id"]) for row in made]


def more_stylists(database: Database, number: int) -> list[int]:
    """So many who cut hair; their ids."""
    return [row["stylist_id"] for row in database.rows(STYLISTS, {"count": number})]


def open_days(catalogue: Catalogue, now: datetime) -> Iterator[list[datetime]]:
    """The beginnings of slots on each day from the day after tomorrow on which the salon is open."""
    day = today(catalogue, now) + timedelta(days=2)
    while day < last_day(catalogue, now):
        starts = [
            datetime.fromtimestamp(start, UTC)
            for opens, closes in opening(catalogue, day)
            for start in range(opens, closes - 60 * MINUTES + 1, 60 * MINUTES)
        ]
        if len(starts) >= 10:
            yield starts
        day += timedelta(days=1)


def _wish(stylist: int, start: datetime, customer: int, conversation: int) -> Wish:
    return Wish(stylist, Slot(start, start + timedelta(minutes=MINUTES)), customer, conversation)
