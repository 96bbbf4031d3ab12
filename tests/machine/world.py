"""The salon that the machine drives: commands on a real PostgreSQL, emptied in a moment between two examples."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

import psycopg

from flows.catalogue import Catalogue
from flows.plan import Part, Plan
from gateways import invariant_rules as rules
from gateways.clock import machine_now
from gateways.database import Unit
from gateways.invariants import RULES, Breach, Invariant, Snapshot, VendorView
from models import metadata
from tasks.commands.hold import Confirmed, Held, hold
from tests.databases import Databases
from tests.machine.records import Wish
from tests.salon import MONDAY, Guest, Salon, open_salon

Result = TypeVar("Result")

WATCHED = (Invariant.EFFECTS_ONCE, Invariant.NOBODY_TWICE, Invariant.MONEY_SETTLED, Invariant.CALENDAR_AGREES)

BREACHES = " UNION ALL ".join(
    f"SELECT '{what}' AS what, id FROM ({statement}) AS found"
    for one in (rules.EFFECTS_ONCE, rules.NOBODY_TWICE, rules.MONEY_SETTLED, rules.CALENDAR_AGREES)
    for what, statement in one.items()
)
"""The rules of `WATCHED` as one statement: asked after every step."""

BLOCKED = """
SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' LIMIT 1
"""


@dataclass
class World:
    """One database for many examples."""

    salon: Salon
    guests: list[Guest]
    catalogue: Catalogue
    service_ids: dict[str, int]
    stylists: list[int]
    buffer: timedelta
    _superuser: psycopg.Connection[Any]
    _threads: ThreadPoolExecutor
    _clear: str

    def reset(self) -> None:
        """Nobody has ever booked; it is Monday at 9:00."""
        self._superuser.execute(self._clear)
        self.salon.at(MONDAY)

    def do(self, command: Callable[[Unit], Result]) -> tuple[datetime, Result]:
        """A command in a transaction of its own, and the moment it was done at."""
        with self.salon.database.unit(self.salon.business_id) as unit:
            result = command(unit)
            unit.commit()
            return unit.now, result

    def both(
        self, first: Callable[[Unit], Any], second: Callable[[Unit], Any]
    ) -> tuple[tuple[datetime, Any], tuple[datetime, Any]]:
        """The second begins when the first is done but not committed, and comes as far as it can."""
        with self.salon.database.unit(self.salon.business_id) as unit:
            result = first(unit)
            other = self._threads.submit(self.do, second)
            while not other.done() and not self.salon.rows(BLOCKED):
                pass
            unit.commit()
            return (unit.now, result), other.result()

    def hold(self, customer: int, wishes: list[Wish], place_id: int | None = None) -> Callable[[Unit], Any]:
        """The command that takes them, perhaps with what is reserved for a place on the waiting list."""
        guest = self.guests[customer]
        parts = (Part(wish.stylist, wish.start, (self.service_ids[wish.service],), guest=wish.guest) for wish in wishes)
        plan = Plan(tuple(parts), waitlist_entry_id=place_id)
        return lambda unit: hold(unit, self.catalogue, guest.conversation, guest.customer, plan)

    def ids(self, made: Held | Confirmed) -> tuple[int, list[int], int | None]:
        """Of a booking's rows: itself, its visits in the order of the wishes, its payment."""
        values = {"id": made.booking_id}
        visits = self.salon.rows("SELECT id FROM appointment WHERE booking_id = %(id)s ORDER BY id", **values)
        payments = self.salon.rows("SELECT id FROM payment WHERE booking_id = %(id)s", **values)
        return made.booking_id, [row["id"] for row in visits], payments[0]["id"] if payments else None

    def breaches(self, vendors: VendorView) -> list[Breach]:
        """Of the invariants that the booking core has a part in, at rest."""
        with self.salon.database.pool.connection() as connection, connection.transaction():
            now, business = self.salon.database.now(), self.salon.business_id
            snapshot = Snapshot(connection, business, now, machine_now(), None, vendors)
            return [breach for one in WATCHED for breach in RULES[one](snapshot)]

    def look(self, statements: Mapping[str, str]) -> dict[str, set[tuple[Any, ...]]]:
        """What these statements find, all in one go; and as `breaches` what the rules of those invariants find."""
        values = {"business": self.salon.business_id, "now": self.salon.database.now(), "since": "-infinity"}
        with self.salon.database.pool.connection() as connection, connection.pipeline():
            asked = {name: connection.execute(statement) for name, statement in statements.items()}
            asked["breaches"] = connection.execute(BREACHES, values)
            return {name: {tuple(row.values()) for row in found.fetchall()} for name, found in asked.items()}


@contextmanager
def open_world(databases: Databases, url: str, buffer: int = 0) -> Iterator[World]:
    """A salon with four customers, and so many minutes between two visits."""
    with open_salon(url) as salon:
        salon.rows(f"UPDATE business SET policy = policy || '{{\"buffer_minutes\": {buffer}}}'")
        empty = [table for table in metadata.tables if not salon.rows(f"SELECT 1 FROM {table} LIMIT 1")]
        guests = [salon.guest(name) for name in ("Laura", "Ana", "Julia", "Elena")]
        kept = ("customer", "conversation")
        clear = "; ".join(f"DELETE FROM {table}" for table in empty if table not in kept)
        services = dict(
            zip(("Cortar", "Consulta gratuita"), salon.services("Cortar", "Consulta gratuita"), strict=True)
        )
        stylists, between = [salon.stylist("Marta"), salon.stylist("Pilar")], timedelta(minutes=buffer)
        with (
            psycopg.connect(databases.superuser(url), autocommit=True) as superuser,
            ThreadPoolExecutor(1) as threads,
        ):
            superuser.execute("SET session_replication_role = replica")
            yield World(salon, guests, salon.catalogue, services, stylists, between, superuser, threads, clear)
