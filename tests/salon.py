"""The demo salon in a database of its own, and what a test of bookings does in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import Any, NamedTuple

import pytest

from flows.catalogue import Catalogue
from flows.plan import plan_of
from flows.quotes import quote
from gateways.catalogue import load
from gateways.clock import machine_now
from gateways.database import Database, Unit
from gateways.invariants import Breach, Invariant, check
from models import Offer
from models.ids import BusinessId
from tasks.commands.hold import Confirmed, Held, JustTaken, NotAllowed, hold
from tasks.commands.pay import AlreadyPaid, Paid, PaidLate, RefundDue, mark_paid
from tasks.seed import seed
from tests.databases import opened
from tests.free_time import moment

MONDAY = "2026-11-23 09:00"

GUEST = """
WITH customer AS (
    INSERT INTO customer (business_id, name, surname, language, total_spent_cents, created_at)
    VALUES (%(business)s, %(name)s, %(surname)s, %(language)s, 0, now()) RETURNING id
)
INSERT INTO conversation (business_id, channel_id, number, customer_id, mode, created_at)
SELECT %(business)s, (SELECT id FROM channel), %(number)s, id, 'choosing', now() FROM customer
RETURNING id AS conversation, customer_id AS customer
"""

BLOCK = """
INSERT INTO occupancy (business_id, stylist_id, during, kind)
SELECT business_id, id, %(during)s::tstzmultirange, 'block' FROM stylist WHERE name = %(stylist)s
"""

AWAY = """
INSERT INTO time_off (business_id, stylist_id, starts_at, ends_at)
SELECT business_id, id, %(start)s, %(end)s FROM stylist WHERE name = %(stylist)s RETURNING id
"""


class Guest(NamedTuple):
    """A customer with a conversation."""

    customer: int
    conversation: int


@dataclass
class Salon:
    """What a test drives. Times are the salon's wall clock."""

    database: Database
    business_id: BusinessId
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def at(self, when: str) -> None:
        """Sets domain time."""
        self.rows("UPDATE deployment SET clock_offset = %(by)s", by=moment(when) - machine_now())

    def advance(self, minutes: float) -> None:
        """Moves domain time forward."""
        self.rows("UPDATE deployment SET clock_offset = clock_offset + %(by)s", by=timedelta(minutes=minutes))

    @property
    def catalogue(self) -> Catalogue:
        """As it is now."""
        return load(self.database, self.business_id, self.database.now())

    @contextmanager
    def unit(self) -> Iterator[Unit]:
        """A unit of work that is committed."""
        with self.database.unit(self.business_id) as unit:
            yield unit
            unit.commit()

    def guest(self, name: str = "Laura", surname: str = "Torres", language: str = "es") -> Guest:
        """A new customer who is choosing a slot."""
        values = {"name": name, "surname": surname, "language": language, "number": next(self._numbers)}
        return Guest(**self.row(GUEST, business=self.business_id, **values))

    def stylist(self, name: str) -> int:
        """Her id."""
        found: int = self.row("SELECT id FROM stylist WHERE name = %(name)s", name=name)["id"]
        return found

    def services(self, *names: str) -> list[int]:
        """Ids of services, in that order."""
        rows = self.rows("SELECT name, id FROM service WHERE name = ANY(%(names)s)", names=list(names))
        ids = {row["name"]: row["id"] for row in rows}
        return [ids[name] for name in names]

    @property
    def pack(self) -> int:
        """Mechas + Corte."""
        found: int = self.row("SELECT id FROM pack")["id"]
        return found

    def offer(self, guest: Guest, stylist: str, when: str, *services: str, pack: int | None = None) -> Offer:
        """A slot as it was shown to her just now."""
        ids = self.services(*services or ("Cortar",))
        starts = moment(when)
        minutes = quote(self.catalogue, ids, pack).minutes
        return Offer(
            business_id=self.business_id,
            conversation_id=guest.conversation,
            turn_id=0,
            code="a1",
            stylist_id=self.stylist(stylist),
            starts_at=starts,
            ends_at=starts + timedelta(minutes=minutes),
            service_ids=ids,
            pack_id=pack,
            made_at=self.database.now(),
        )

    def hold(
        self, guest: Guest, stylist: str, when: str, *services: str, pack: int | None = None
    ) -> Held | Confirmed | JustTaken | NotAllowed:
        """Offers and takes the slot."""
        return self.take(guest, self.offer(guest, stylist, when, *services, pack=pack))

    def take(self, guest: Guest, offer: Offer) -> Held | Confirmed | JustTaken | NotAllowed:
        """Takes the slot of an offer."""
        with self.unit() as unit:
            return hold(unit, self.catalogue, guest.conversation, guest.customer, plan_of(offer))

    def held(self, guest: Guest, stylist: str, when: str, *services: str, pack: int | None = None) -> Held:
        """The same, where it must succeed."""
        taken = self.hold(guest, stylist, when, *services, pack=pack)
        assert isinstance(taken, Held), taken
        return taken

    def pay(
        self, held: Held, intent: str = "pi_1", cents: int | None = None, session: str = "cs_1"
    ) -> Paid | PaidLate | RefundDue | AlreadyPaid:
        """Her payment is captured."""
        payment = self.row("SELECT * FROM payment WHERE booking_id = %(id)s", id=held.booking_id)
        amount = payment["amount_cents"] if cents is None else cents
        with self.unit() as unit:
            return mark_paid(unit, self.catalogue, payment["id"], intent, amount, session)

    def pay_supplement(
        self, payment_id: int, intent: str, cents: int, session: str = "cs_supplement"
    ) -> Paid | PaidLate | RefundDue | AlreadyPaid:
        """What a deposit lacked is captured."""
        with self.unit() as unit:
            return mark_paid(unit, self.catalogue, payment_id, intent, cents, session)

    def attempt(self, held: Held, session: str = "cs_1") -> int:
        """She has opened Stripe's page."""
        row = self.row(
            "INSERT INTO payment_attempt (business_id, payment_id, number, key, session, expires_at, status)"
            " SELECT business_id, id, 1, %(session)s, %(session)s, %(until)s, 'open' FROM payment"
            " WHERE booking_id = %(id)s RETURNING id",
            id=held.booking_id,
            session=session,
            until=held.held_until,
        )
        found: int = row["id"]
        return found

    def block(self, stylist: str, *stretches: str) -> None:
        """Takes her time by rows: `2026-11-27 09:30/2026-11-27 10:30`."""
        ranges = (f"[{start.isoformat()},{end.isoformat()})" for start, end in map(_ends, stretches))
        self.rows(BLOCK, stylist=stylist, during="{" + ",".join(ranges) + "}")

    def away(self, stylist: str, start: str, end: str) -> int:
        """She has that time off; its id."""
        found: int = self.row(AWAY, stylist=stylist, start=moment(start), end=moment(end))["id"]
        return found

    def only_free(self, day: str, **stylists: str) -> None:
        """Everybody's day is taken, but for what is named: `only_free(day, Pilar="10:30-11:30")`."""
        for row in self.rows("SELECT name FROM stylist ORDER BY id"):
            begin, stretches = "00:00", []
            for clocks in stylists.get(row["name"], "").split():
                start, end = clocks.split("-")
                stretches.append(f"{day} {begin}/{day} {start}")
                begin = end
            self.block(row["name"], *stretches, f"{day} {begin}/{day} 23:59")

    def booking(self, booking_id: int) -> dict[str, Any]:
        """Its row."""
        return self.row("SELECT * FROM booking WHERE id = %(id)s", id=booking_id)

    def appointment(self, booking_id: int) -> dict[str, Any]:
        """Its only appointment's row."""
        return self.row("SELECT * FROM appointment WHERE booking_id = %(id)s", id=booking_id)

    def payment(self, booking_id: int) -> dict[str, Any]:
        """Its payment's row."""
        return self.row("SELECT * FROM payment WHERE booking_id = %(id)s", id=booking_id)

    def conversation(self, guest: Guest) -> dict[str, Any]:
        """Her conversation's row."""
        return self.row("SELECT * FROM conversation WHERE id = %(id)s", id=guest.conversation)

    def effects(self) -> list[str]:
        """Keys of everything that goes out, in order."""
        return [row["dedupe_key"] for row in self.rows("SELECT dedupe_key FROM outbox ORDER BY id")]

    def effect(self, key: str) -> dict[str, Any]:
        """One of them."""
        return self.row("SELECT * FROM outbox WHERE dedupe_key = %(key)s", key=key)

    def occupied(self) -> int:
        """How many appointments occupy a stylist."""
        found: int = self.row("SELECT count(*) AS n FROM occupancy WHERE kind = 'appointment'")["n"]
        return found

    def breaches(self) -> list[Breach]:
        """What is not as it always is; nobody delivers anything here, so that effects may wait."""
        found = check(self.database, self.business_id)
        return [breach for breach in found if breach.invariant is not Invariant.NOTHING_WAITS]

    def rows(self, statement: str, **values: Any) -> list[dict[str, Any]]:
        """Rows of the database."""
        return self.database.rows(statement, values or None)

    def row(self, statement: str, **values: Any) -> dict[str, Any]:
        """The only row."""
        (found,) = self.rows(statement, **values)
        return found


@contextmanager
def open_salon(url: str) -> Iterator[Salon]:
    """The salon on a fresh database, on Monday 23 November 2026 at 9:00."""
    database = Database(url).open()
    try:
        yield salon_in(database)
    finally:
        database.close()


def salon_in(database: Database) -> Salon:
    """The salon in that database, on Monday 23 November 2026 at 9:00; put there unless it is there."""
    salon = Salon(database, seeded(database))
    salon.at(MONDAY)
    return salon


def seeded(database: Database) -> BusinessId:
    """The demo salon's id, seeded first where it is not yet."""
    found = database.row("SELECT id FROM business")
    return BusinessId(found["id"]) if found else seed(database)


@pytest.fixture
def salon(salon_url: str) -> Salon:
    """The demo salon with nobody in it."""
    return salon_in(opened(salon_url))


def _ends(stretch: str) -> tuple[Any, Any]:
    start, end = map(moment, stretch.split("/"))
    return start, end
