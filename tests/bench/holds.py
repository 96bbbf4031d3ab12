"""Fourth contest: five hundred slots at once from two hundred connections; then five hundred tries on one slot."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from statistics import median
from threading import Barrier
from time import perf_counter
from typing import Any

import psycopg
import structlog

from flows.catalogue import Catalogue
from flows.plan import Part, Plan
from gateways.catalogue import load
from gateways.clock import machine_now
from gateways.database import Database
from gateways.holds import multirange
from gateways.locks import lock_stylists
from gateways.statements import rows
from models.ids import BusinessId
from tasks.commands.hold import hold
from tests.bench.report import Line, show
from tests.bench.stage import Stage
from tests.bench.wishes import Wish, Wishes, more_stylists, open_days

CONNECTIONS = 200
TRIES = 500
WARM_UP = 6
"""Times on each connection: from the sixth on, psycopg has prepared a statement."""
STYLISTS = 120

TAKE = """
INSERT INTO occupancy (business_id, stylist_id, during, kind)
VALUES (%(business)s, %(stylist)s, %(during)s::tstzmultirange, 'block')
ON CONFLICT ON CONSTRAINT occupancy_no_overlap DO NOTHING RETURNING id
"""

Contender = Callable[[Wish], str]


@dataclass
class Desk:
    """The three ways to take a slot. Each answers what came of it."""

    database: Database
    business_id: BusinessId
    catalogue: Catalogue
    service_id: int

    @contextmanager
    def bare(self) -> Iterator[Contender]:
        """One statement, on a connection of this thread's own."""
        with self.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as borrowed:
            connection = borrowed.connection.driver_connection
            assert connection is not None
            yield lambda wish: "Held" if connection.execute(TAKE, self._row(wish)).fetchone() else "JustTaken"

    @contextmanager
    def locked(self) -> Iterator[Contender]:
        """The stylist's lock and her time, in a unit of work."""

        def take(wish: Wish) -> str:
            with self.database.unit(self.business_id) as unit:
                lock_stylists(unit, [wish.stylist_id])
                taken = rows(unit, TAKE, self._row(wish))
                unit.commit()
            return "Held" if taken else "JustTaken"

        yield take

    @contextmanager
    def whole(self) -> Iterator[Contender]:
        """The command that the assistant uses, with all rules, rows and effects."""

        def take(wish: Wish) -> str:
            plan = Plan((Part(wish.stylist_id, wish.slot.start, (self.service_id,)),))
            with self.database.unit(self.business_id) as unit:
                made = hold(unit, self.catalogue, wish.conversation_id, wish.customer_id, plan)
                unit.commit()
            return type(made).__name__

        yield take

    def _row(self, wish: Wish) -> dict[str, Any]:
        return {"business": self.business_id, "stylist": wish.stylist_id, "during": multirange([wish.slot])}


def run(stage: Stage, rounds: int, connections: int = CONNECTIONS, tries: int = TRIES) -> None:
    """Alternating rounds, the median of each contender; then the one slot, once."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))  # in production it is not our terminal
    database = Database(stage.settings.database_url, pool_size=connections, kept=connections, name="bench holds").open()
    stylists = more_stylists(database, STYLISTS)
    catalogue = load(database, BusinessId(stage.business_id), machine_now())
    service_id = next(one.id for one in catalogue.services.values() if one.name == "Cortar")
    desk = Desk(database, BusinessId(stage.business_id), catalogue, service_id)
    wishes = Wishes(database, stylists, open_days(catalogue, machine_now()))
    contenders = {"bare": desk.bare, "locked": desk.locked, "whole": desk.whole}
    seconds: dict[str, list[float]] = {name: [] for name in contenders}
    with ThreadPoolExecutor(connections) as threads:
        crowd = Crowd(threads, connections)
        for way in contenders.values():
            crowd.takes(way, wishes.different(WARM_UP * connections))
        for _ in range(rounds):
            for name, way in contenders.items():
                took, answers = crowd.takes(way, wishes.different(tries))
                if answers != {"Held": tries}:
                    raise RuntimeError(f"{name}: not every slot was taken: {dict(answers)}")
                seconds[name].append(took)
        rivals_took, rivals = crowd.takes(desk.whole, wishes.rivals(tries))
    database.close()
    _report({name: median(taken) for name, taken in seconds.items()}, rivals_took, rivals, connections)


@dataclass
class Crowd:
    """As many threads as there are connections."""

    threads: ThreadPoolExecutor
    size: int

    def takes(self, way: Callable[[], Any], wishes: Sequence[Wish]) -> tuple[float, Counter[str]]:
        """All threads work off the wishes; seconds until the last answer, and what came of them."""
        waiting: SimpleQueue[Wish] = SimpleQueue()
        for wish in wishes:
            waiting.put(wish)
        ready = Barrier(self.size + 1)

        def one() -> Counter[str]:
            answers: Counter[str] = Counter()
            with way() as take:
                ready.wait()
                while True:
                    try:
                        wish = waiting.get_nowait()
                    except Empty:
                        return answers
                    try:
                        answers[take(wish)] += 1
                    except psycopg.Error as error:
                        answers[type(error).__name__] += 1

        tasks = [self.threads.submit(one) for _ in range(self.size)]
        ready.wait()
        began = perf_counter()
        answers = sum((task.result() for task in tasks), Counter[str]())
        return perf_counter() - began, answers


def _report(seconds: dict[str, float], rivals_took: float, rivals: Counter[str], connections: int) -> None:
    base, deadlocks, tries = seconds["bare"], rivals["DeadlockDetected"], rivals.total()
    show(
        f"4. {tries} different slots at once, {connections} connections of one process",
        [
            Line("bare INSERT ON CONFLICT", f"{base * 1000:.0f} ms", 1.0),
            Line("lock and occupancy", f"{seconds['locked'] * 1000:.0f} ms", seconds["locked"] / base, "<= 3"),
            Line("a whole hold", f"{seconds['whole'] * 1000:.0f} ms", seconds["whole"] / base, "<= 10"),
            Line(f"{tries} tries on one slot: winners", str(rivals["Held"]), rivals["Held"], "<= 1"),
            Line(f"{tries} tries on one slot: deadlocks", str(deadlocks), deadlocks, "<= 0"),
            Line(f"{tries} tries on one slot: seconds", f"{rivals_took:.2f} s", rivals_took, "<= 5"),
        ],
    )
    if rivals != {"Held": 1, "JustTaken": tries - 1}:
        raise RuntimeError(f"one slot was fought over, and this came of it: {dict(rivals)}")
