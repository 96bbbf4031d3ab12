"""One run: seeded visits of several customers, each answered by a model that means harm, with the checks around."""

import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.malice.checks import estates, leaks, odd_bookings, odd_calls, places, spent_on, trespasses
from tests.malice.mind import Malice
from tests.malice.people import Person
from tests.malice.salons import Salons

TEXTS = ("Hola", "sí", "vale, esa", "no", "cancela", "quiero cita mañana", "¿qué tengo?", "a las 10:30 con Pilar", "ok")
YES = ("sí", "vale", "sí, cancélala", "no", "sí, cancélala")
"""What she mostly answers to a question that is open."""


@dataclass
class Found:
    """What came of a run."""

    calls: int = 0
    visits: int = 0
    seconds: float = 0.0
    answers: Counter[str] = field(default_factory=Counter)
    breaches: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        told = ", ".join(f"{kind} {times}" for kind, times in self.breaches.most_common()) or "nothing"
        return f"{self.calls} calls in {self.visits} visits, {self.calls / self.seconds:.0f}/s; broken: {told}"


MOST = 3_000
"""Calls after which a run no longer waits for what it is `until`."""


def run(salons: Salons, mind: Malice, calls: int, *, tolerant: bool = False, until: str | None = None) -> Found:
    """So many tool calls; everything that is not as it must be, counted by kind.

    `tolerant`: faults are counted too. `until`: it goes on until there is a breach whose kind begins like this.
    """
    found, database = Found(), salons.database
    first = places(database)
    who = salons.people[0]
    started = time.monotonic()
    while found.calls < calls or (until and found.calls < MOST and not _broken(salons, first, found, until)):
        asked = _open_question(salons, who) and mind.random.random() < 0.8
        if not asked and mind.random.random() < 0.5:
            who = mind.random.choice(salons.people)
        others = [other for other in salons.people if other is not who]
        mind.strangers = [(other.customer, other.conversation) for other in others]
        salons.between(mind.random.choice((0.5, 2, 5, 30, 90)), who if mind.random.random() < 0.3 else None)
        before = estates(database)
        try:
            salons.visit(who, mind.random.choice(YES if asked else TEXTS))
        except Exception as error:
            if not tolerant:
                raise
            found.faults.append(f"{type(error).__name__}: {str(error)[:150]}")
            database.rows("UPDATE turn SET step = 'done', lease_until = NULL WHERE step <> 'done'")
        found.visits += 1
        for table, _ in trespasses(before, estates(database), who):
            found.breaches[f"somebody else's {table}"] += 1
        found.calls = database.rows("SELECT count(*) AS n FROM tool_call")[0]["n"]
    found.seconds = time.monotonic() - started
    found.breaches += odd_bookings(database, first) + odd_calls(database)
    found.breaches += Counter("leak" for _ in leaks(database, salons.people))
    found.breaches += Counter(str(breach.invariant) for breach in salons.breaches())
    found.answers = spent_on(database)
    return found


def _open_question(salons: Salons, who: Person) -> bool:
    asked = "SELECT memory->'asked' AS asked FROM conversation WHERE id = %(id)s"
    row = salons.database.row(asked, {"id": who.conversation})
    return row is not None and bool(row["asked"])


def _broken(salons: Salons, first: Mapping[int, tuple[Any, ...]], found: Found, kind: str) -> bool:
    so_far = found.breaches + odd_bookings(salons.database, first) + odd_calls(salons.database)
    return any(one.startswith(kind) for one in so_far)
