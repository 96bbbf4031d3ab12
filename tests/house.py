"""The whole product in one test process: the real API, the real tasks, the stand-ins, and virtual time.

Celery is the one thing missing: what would be published is kept and run here, so that a test decides when. Tests of
lost and repeated messages, and of killed processes, use real workers (`tests/chaos`).
"""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

import httpx
from celery import Celery
from celery.canvas import Signature

from app.main import create_app
from flows.ports import Mind
from gateways.settings import Settings
from sandbox.server import Standins
from tasks import calendars, hints, outbox, summaries, sweeps, turn, waiting
from tasks.waking import Waking
from tasks.world import World, inhabit
from tests.databases import opened
from tests.salon import seeded
from tests.served import Served, free_socket
from tests.settings import PATIENCE_SECONDS, settings

MADRID = ZoneInfo("Europe/Madrid")
MONDAY = "2026-11-23 09:00"
TASKS = {task.name: task for task in (turn.wake, turn.gather, turn.think, turn.settle, outbox.deliver, hints.handle)}
TASKS[calendars.read.name] = calendars.read
TASKS[waiting.offer.name] = waiting.offer
TASKS[summaries.summarise.name] = summaries.summarise
SWEEPS = (
    sweeps.conversations,
    sweeps.turns,
    sweeps.outbox,
    sweeps.hints,
    sweeps.handovers,
    sweeps.holds,
    sweeps.waiting,
    sweeps.clashes,
    sweeps.reminders,
    sweeps.visits,
    sweeps.talks,
)


class Kept(Waking):
    """Keeps wake-ups instead of publishing them."""

    def __init__(self) -> None:
        super().__init__(Celery("tests", broker="memory://"))
        self.waiting: deque[tuple[str, Any]] = deque()

    def publish(self, signature: "Signature[Any]") -> None:
        """A chain's links wait in their order."""
        for link in signature.tasks if hasattr(signature, "tasks") else [signature]:
            self.waiting.append((link.task, link.args[0]))

    def _send(self, task: str, argument: int | str, queue: str, countdown: float | None) -> None:
        if countdown is None:
            self.waiting.append((task, argument))


@dataclass
class House:
    """What a test drives. Phones are `+34...`; times are the salon's."""

    standins: Standins
    world: World
    settings: Settings
    api: str
    business_id: int
    waking: Kept = field(repr=False)

    def at(self, when: str) -> None:
        """Sets domain time to that wall-clock time in Madrid, whatever the day is really."""
        target = datetime.fromisoformat(when).replace(tzinfo=MADRID)
        by = {"by": target - self.now}
        self.world.database.rows("UPDATE deployment SET clock_offset = clock_offset + %(by)s", by)

    @property
    def now(self) -> datetime:
        """Domain time."""
        return self.world.database.now()

    def advance(self, minutes: float) -> None:
        """Moves domain time forward."""
        assert minutes >= 0, "domain time only grows"
        self.world.database.rows(
            "UPDATE deployment SET clock_offset = clock_offset + %(by)s",
            {"by": timedelta(minutes=minutes)},
        )

    def free_only(self, day: str, **free: list[tuple[str, str]]) -> None:
        """Takes everybody's day with real blocks, but for these times: `Pilar=[("10:30", "11:30")]`."""
        for row in self.rows("SELECT id, business_id, name FROM stylist"):
            spans = " + ".join(
                ["tstzmultirange()"] + [f"'{_span(day, *times)}'" for times in free.get(row["name"], [])]
            )
            self.rows(
                f"""INSERT INTO occupancy (business_id, stylist_id, during, kind)
                    SELECT %(business)s, %(stylist)s,
                           '{_span(day, "00:00", "23:59")}'::tstzmultirange - ({spans}), 'block'""",
                business=row["business_id"],
                stylist=row["id"],
            )

    def writes(self, phone: str, *texts: str, name: str = "Laura", **extra: Any) -> list[str]:
        """A customer writes, and the house does what follows; the messages she got back."""
        before = len(self.heard(phone))
        for text in texts:
            self.says(phone, text, name=name, **extra)
        self.settle()
        return self.heard(phone)[before:]

    def says(self, phone: str, text: str, name: str = "Laura", **extra: Any) -> None:
        """A customer writes; nothing is done about it yet."""
        path = f"/sandbox/customers/{quote(phone)}/messages"
        self.standins.post(path, {"name": name, "text": text, **extra})

    def heard(self, phone: str) -> list[str]:
        """What a customer was sent, oldest first."""
        told = self.standins.get(f"/sandbox/customers/{quote(phone)}/messages")
        return [message["text"] for message in told if message["from"] != "customer"]

    def settle(self) -> None:
        """Lets the quiet period pass and does everything that is due, until nothing is."""
        self.standins.flush()
        self.advance(self.QUIET_MINUTES)
        self.work()

    QUIET_MINUTES = 9 / 60
    """Nine seconds: longer than any quiet period."""

    def work(self) -> None:
        """Does everything that is due now, until nothing is."""
        for _ in range(50):
            self.standins.flush()
            self.run_waiting()
            before = self._written()
            for sweep in SWEEPS:
                sweep()
            self.standins.flush()
            if not self.waking.waiting and self._written() == before:
                return
        raise AssertionError(f"the house does not come to rest: {list(self.waking.waiting)[:10]}")

    def _written(self) -> int:
        """Grows with every transaction that has written anything: sweeps that find nothing write nothing."""
        found: int = self.row("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS n")["n"]
        return found

    def read_calendars(self) -> None:
        """Reads the stylists' own calendars, and does what follows."""
        sweeps.calendars()
        self.work()

    def run_waiting(self) -> int:
        """Runs the tasks that are published; how many."""
        count = 0
        while self.waking.waiting:
            task, argument = self.waking.waiting.popleft()
            TASKS[task](argument)
            count += 1
            self.standins.flush()
        return count

    def pay(self, action: str = "pay") -> str:
        """The customer opens her pay link's newest session and pays (or declines)."""
        session: str = self.standins.get("/sandbox/payments")[-1]["session"]
        self.standins.post(f"/sandbox/payments/{session}/{action}", {})
        self.work()
        return session

    def opens_link(self, code: str) -> httpx.Response:
        """A customer opens a pay link; nobody is sent on to Stripe's page."""
        return httpx.get(f"{self.api}/pay/{code}", timeout=PATIENCE_SECONDS)

    def rows(self, statement: str, **parameters: Any) -> list[dict[str, Any]]:
        """Rows of the product's database."""
        return self.world.database.rows(statement, parameters)

    def row(self, statement: str, **parameters: Any) -> dict[str, Any]:
        """The only row."""
        (found,) = self.rows(statement, **parameters)
        return found


def _span(day: str, start: str, end: str) -> str:
    """A multirange literal of one span of Madrid's wall clock."""
    first, last = (datetime.fromisoformat(f"{day} {clock}").replace(tzinfo=MADRID) for clock in (start, end))
    return f"{{[{first.isoformat()},{last.isoformat()})}}"


@contextmanager
def house(database_url: str, redis_url: str, mind: Mind | None = None, **standins: Any) -> Iterator[House]:
    """The product on a fresh database, with the demo salon in it, on Monday 23 November 2026 at 9:00."""
    listening = free_socket()
    public_url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    with Standins(database_url, public_url, haste=50, **standins) as vendors:
        given = settings(database_url, redis_url, public_url, vendors.environment())
        world = World(given, Celery("tests", broker="memory://"), mind, opened(database_url))
        kept = Kept()
        world.waking = kept
        inhabit(world)
        try:
            business_id = seeded(world.database)
            world.database.rows("UPDATE business SET privacy_url = %(url)s", {"url": f"{public_url}/privacy"})
            with Served(create_app(given), listening) as api:
                built = House(vendors, world, given, api.url, business_id, kept)
                built.at(MONDAY)
                yield built
        finally:
            inhabit(None)
            world.close()
