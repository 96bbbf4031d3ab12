"""Five hundred at once, on one slot, on different ones, and across each other."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import pairwise
from threading import Barrier

import psycopg
import pytest

from flows.catalogue import Catalogue
from flows.plan import Part, Plan
from gateways.database import Database
from gateways.holds import multirange
from gateways.locks import lock_stylists
from gateways.statements import rows
from models.slot import Slot
from tasks.commands.hold import hold
from tasks.commands.move import move
from tests.at_once import outcome, together
from tests.databases import Databases
from tests.free_time import slot
from tests.salon import Guest, Salon

TRIES = 500
CONNECTIONS = 24
FRIDAY = "2026-11-27"
FREE = "Consulta gratuita"
"""A quarter of an hour, and nothing to be paid: it stands at once and can be moved."""
NAMES = ("Pilar", "Marta", "Harol", "Víctor", "Ana", "Lucas", "Sara")

GUESTS = """
WITH made AS (
    INSERT INTO customer (business_id, name, language, total_spent_cents, created_at)
    SELECT %(business)s, 'Laura', 'es', 0, now() FROM generate_series(1, %(count)s) RETURNING id
)
INSERT INTO conversation (business_id, channel_id, number, customer_id, mode, created_at)
SELECT %(business)s, (SELECT id FROM channel), id, id, 'choosing', now() FROM made
RETURNING customer_id AS customer, id AS conversation
"""
LOOK = "SELECT 1 FROM occupancy WHERE stylist_id = %(stylist)s AND during && %(during)s::tstzmultirange"
TAKE = """
INSERT INTO occupancy (business_id, stylist_id, during, kind)
VALUES (%(business)s, %(stylist)s, %(during)s::tstzmultirange, 'block')
"""


class Many:
    """So many connections that try all sorts of things at the same time."""

    def __init__(self, salon: Salon, database: Database) -> None:
        self.salon, self.database = salon, database
        self.catalogue: Catalogue = salon.catalogue
        self.service = salon.services(FREE)[0]
        self.stylists = [salon.stylist(name) for name in NAMES]

    def guests(self, count: int) -> list[Guest]:
        made = self.salon.rows(GUESTS, business=self.salon.business_id, count=count)
        return [Guest(**row) for row in made]

    def hold(self, guest: Guest, parts: Sequence[tuple[int, Slot]]) -> str:
        """For her and whom she brings."""
        plan = Plan(
            tuple(
                Part(stylist, when.start, (self.service,), guest=f"{n}" if n else None)
                for n, (stylist, when) in enumerate(parts)
            )
        )
        with self.database.unit(self.salon.business_id) as unit:
            found = outcome(lambda: hold(unit, self.catalogue, guest.conversation, guest.customer, plan))
            unit.commit()
        return found

    def move(self, booking_id: int, appointment_id: int, stylist: int, when: Slot) -> str:
        with self.database.unit(self.salon.business_id) as unit:
            found = outcome(lambda: move(unit, self.catalogue, booking_id, {appointment_id: (stylist, when.start)}))
            unit.commit()
        return found

    def try_all(self, calls: Sequence[Callable[[], str]]) -> Counter[str]:
        """All of them from `CONNECTIONS` threads; what came of them."""
        ready = Barrier(CONNECTIONS)
        shares = [calls[start::CONNECTIONS] for start in range(CONNECTIONS)]

        def work(share: Sequence[Callable[[], str]]) -> Counter[str]:
            ready.wait()
            return Counter(call() for call in share)

        with ThreadPoolExecutor(CONNECTIONS) as threads:
            return sum(threads.map(work, shares), Counter[str]())

    def count(self, table: str) -> int:
        found: int = self.salon.row(f"SELECT count(*) AS n FROM {table}")["n"]
        return found


@pytest.fixture
def many(salon: Salon) -> Iterator[Many]:
    database = Database(salon.database.url, pool_size=CONNECTIONS, kept=CONNECTIONS).open()
    try:
        yield Many(salon, database)
    finally:
        database.close()


def quarters(day: str = FRIDAY) -> list[Slot]:
    """Every quarter of an hour in which the salon is open on a Friday."""
    starts = [f"{hour:02}:{minute:02}" for hour in range(9, 20) for minute in (0, 15, 30, 45)]
    return [slot(day, f"{one}-{after}") for one, after in pairwise(starts[2:])]


def test_looking_first_lets_many_take_one_slot(many: Many, databases: Databases) -> None:
    """Without constraint and lock: everybody who looks before the first has written sees it free."""
    with psycopg.connect(databases.owner(many.database.url), autocommit=True) as owner:
        owner.execute("ALTER TABLE occupancy DROP CONSTRAINT occupancy_no_overlap")
    wanted = {"stylist": many.stylists[0], "during": multirange([quarters()[0]]), "business": many.salon.business_id}
    looked = Barrier(CONNECTIONS)

    def careless() -> str:
        with many.database.unit(many.salon.business_id) as unit:
            free = not rows(unit, LOOK, wanted)
            looked.wait()
            if free:
                rows(unit, TAKE, wanted)
            unit.commit()
        return "taken" if free else "refused"

    assert many.try_all([careless] * CONNECTIONS) == {"taken": CONNECTIONS}
    assert many.count("occupancy") == CONNECTIONS


def test_five_hundred_tries_on_one_slot(many: Many) -> None:
    wanted = [(many.stylists[0], quarters()[0])]
    answers = many.try_all([partial(many.hold, guest, wanted) for guest in many.guests(TRIES)])
    assert answers == {"Confirmed": 1, "JustTaken": TRIES - 1}
    assert [many.count(table) for table in ("booking", "appointment", "appointment_line", "occupancy")] == [1, 1, 1, 1]
    assert many.salon.row("SELECT sum(fact_seq)::int AS n FROM conversation")["n"] == 1
    assert many.salon.breaches() == []


def test_five_hundred_different_slots(many: Many) -> None:
    slots = [(stylist, one) for day in (FRIDAY, "2026-11-26") for one in quarters(day) for stylist in many.stylists]
    guests = many.guests(TRIES)
    tries = [partial(many.hold, guest, [one]) for guest, one in zip(guests, slots[:TRIES], strict=True)]
    assert many.try_all(tries) == {"Confirmed": TRIES}
    assert [many.count(table) for table in ("booking", "appointment", "occupancy")] == [TRIES] * 3
    assert many.salon.breaches() == []


def test_two_stylists_locked_in_no_order_are_a_deadlock(many: Many) -> None:
    """What the sorted locks are there for."""
    one, other = many.stylists[:2]
    both_have_one = Barrier(2)

    def careless(first: int, second: int) -> None:
        with many.database.unit(many.salon.business_id) as unit:
            lock_stylists(unit, [first])
            both_have_one.wait()
            lock_stylists(unit, [second])

    tries = [partial(outcome, partial(careless, *pair)) for pair in ((one, other), (other, one))]
    assert sorted(together(tries)) == ["DeadlockDetected", "NoneType"]


def test_a_group_taken_one_by_one_is_left_in_part(many: Many) -> None:
    """Each as far as it goes, without a savepoint: what all or nothing is there for."""
    when, (one, other) = multirange([quarters()[0]]), many.stylists[:2]
    many.salon.rows(TAKE, business=many.salon.business_id, stylist=other, during=when)
    with many.salon.unit() as unit:
        for stylist in (one, other):
            wanted = {"business": many.salon.business_id, "stylist": stylist, "during": when}
            if not rows(unit, LOOK, wanted):
                rows(unit, TAKE, wanted)
    assert many.salon.rows(LOOK, stylist=one, during=when), "half of the group stands"


def test_overlapping_groups_and_moves_at_once(many: Many) -> None:
    """Groups name their stylists in any order, and visits move across them to and fro."""
    stylists, times = many.stylists[:4], quarters()[:16]
    standing = []
    for guest, when in zip(many.guests(8), times[::2], strict=True):
        assert many.hold(guest, [(stylists[0], when)]) == "Confirmed"
    for row in many.salon.rows("SELECT booking_id, id FROM appointment ORDER BY id"):
        standing.append((row["booking_id"], row["id"]))
    guests, tries = many.guests(240), []
    for n, guest in enumerate(guests):
        pair = (stylists[n % 4], times[n % 16]), (stylists[(n + 1 + n % 3) % 4], times[(n + n // 16) % 16])
        tries.append(partial(many.hold, guest, pair if n % 2 else pair[::-1]))
        tries.append(partial(many.move, *standing[n % 8], stylists[n % 3], times[(5 * n) % 16]))
    answers = many.try_all(tries)
    assert answers.keys() <= {"Confirmed", "JustTaken", "Moved", "NotAllowed"}
    assert answers["Confirmed"] and answers["Moved"] and answers["JustTaken"]
    parts = many.salon.rows("SELECT count(*) AS n FROM appointment GROUP BY booking_id ORDER BY n")
    assert [row["n"] for row in parts] == [1] * 8 + [2] * answers["Confirmed"]
    assert many.count("occupancy") == many.count("appointment")
    assert many.salon.breaches() == []
