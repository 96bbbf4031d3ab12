"""Two salons in one database, and whole turns in them: gather, rounds with a mind, tools, settle, delivery.

What is missing is what lies outside: the vendors only say yes, wake-ups are kept and never run.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import Any

from sqlmodel import select

from flows.guard import breaches
from flows.ports import Mind
from flows.verdict import Guard
from gateways.catalogue import Catalogues
from gateways.clock import machine_now
from gateways.database import Database
from gateways.dispatch import Dispatch
from gateways.heart import Heart
from gateways.invariants import Breach, Invariant, check
from gateways.settling import Settling as Statements
from gateways.turns import Turns
from models import Booking
from models.enums import BookingStatus, OutboxKind, TurnStep
from models.ids import BusinessId
from tasks.commands.due import holds_to_lapse
from tasks.commands.hand_back import hand_back
from tasks.commands.lapse import lapse
from tasks.delivery import Delivery
from tasks.gathering import Gathering
from tasks.seed import seed
from tasks.settling import Settling
from tasks.thinking import Thinking
from tasks.toolbox import Toolbox
from tests.free_time import moment
from tests.house import Kept
from tests.malice.people import Person, pay, person

MONDAY = "2026-11-23 09:00"
WRITES = """
WITH domain AS (SELECT %(real)s::timestamptz + clock_offset AS now FROM deployment),
said AS (
    INSERT INTO inbox (business_id, source, key, kind, conversation_id, author, content, text, message_number,
                       received_at)
    SELECT %(business)s, 'chatwoot', 'visit-' || %(number)s, 'message', %(conversation)s, 'customer', 'text', %(text)s,
           %(number)s, now FROM domain
)
UPDATE conversation SET due_at = now, last_customer_at = now FROM domain WHERE id = %(conversation)s
"""


@dataclass
class Salons:
    """What a test drives."""

    database: Database
    people: list[Person]
    turns: Turns
    thinking: Thinking
    gathering: Gathering
    settling: Settling
    dispatch: Dispatch
    delivery: Delivery
    waking: Kept
    _numbers: Iterator[int] = field(default_factory=lambda: count(10))

    def visit(self, who: Person, text: str) -> int:
        """She writes, and the house does all that follows; the turn's id."""
        values = {"business": who.business_id, "conversation": who.conversation, "text": text}
        self.database.rows(WRITES, values | {"number": next(self._numbers), "real": machine_now()})
        (turn_id,) = self.turns.open([who.conversation])
        self.gathering.run(turn_id)
        step = TurnStep.THINK
        for _ in range(10):
            if step is TurnStep.THINK:
                self.thinking.run(turn_id)
            step = self.settling.run(turn_id)
            if step is TurnStep.DONE:
                break
        self.drain()
        return turn_id

    def between(self, minutes: float, paying: Person | None = None) -> None:
        """Time passes: holds lapse, staff give conversations back, and one customer may pay what she holds."""
        self.database.rows(
            "UPDATE deployment SET clock_offset = clock_offset + %(by)s", {"by": timedelta(minutes=minutes)}
        )
        for business_id, booking_id in holds_to_lapse(self.database, self.database.now()):
            self.waking.command(self.database, BusinessId(business_id), lapse, booking_id)
        for who in self.people:
            row = self.database.row(
                "SELECT handed_over_at FROM conversation WHERE id = %(id)s", {"id": who.conversation}
            )
            if row and row["handed_over_at"]:
                self.waking.command(self.database, who.business_id, hand_back, who.conversation)
        if paying is not None:
            self._pay(paying)
        self.drain()

    def drain(self) -> None:
        """Everything that waits goes out."""
        for _ in range(20):
            streams = self.dispatch.due()
            if not streams:
                break
            for stream in streams:
                self.delivery.drain(stream)
        self.waking.waiting.clear()

    def breaches(self) -> list[Breach]:
        """What is not as it always is, in either salon. Nobody runs the sweeps here, so that things may wait."""
        found = (
            one
            for business in dict.fromkeys(who.business_id for who in self.people)
            for one in check(self.database, business)
        )
        return [one for one in found if one.invariant is not Invariant.NOTHING_WAITS]

    def _pay(self, who: Person) -> None:
        with self.database.unit(who.business_id) as unit:
            held = unit.session.exec(
                select(Booking.id).where(Booking.customer_id == who.customer, Booking.status == BookingStatus.HELD)
            ).first()
            if held is not None:
                pay(unit, self.thinking.catalogues.get(who.business_id, unit.now), held)
            unit.commit()


@contextmanager
def open_salons(
    url: str, mind: Mind, toolbox: type[Toolbox] = Toolbox, guard: Guard = breaches, **tools: Any
) -> Iterator[Salons]:
    """Both salons on Monday 23 November 2026 at 9:00, five customers in the first and three in the other."""
    database = Database(url).open()
    heart = Heart(database, 30, 5)
    try:
        ours, theirs = seed(database), seed(database, inbox=4)
        database.rows("UPDATE deployment SET clock_offset = %(by)s", {"by": moment(MONDAY) - machine_now()})
        people = [person(database, ours if n < 4 or n == 7 else theirs, n) for n in range(8)]
        waking, catalogues, turns = Kept(), Catalogues(database), Turns(database, "tests", 30)
        box = toolbox(database, turns, catalogues, waking, "https://salon.example", **tools)
        dispatch = Dispatch(database, "tests", 30)
        delivery = Delivery(dispatch, {kind: lambda row: f"done-{row.id}" for kind in OutboxKind}, lambda *_: None)
        yield Salons(
            database,
            people,
            turns,
            Thinking(database, turns, heart, mind, catalogues, box, waking, lambda _: None, guard=guard),
            Gathering(database, turns, waking),
            Settling(Statements(database, "tests", 30), turns, catalogues, delivery, waking),
            dispatch,
            delivery,
            waking,
        )
    finally:
        database.close()
