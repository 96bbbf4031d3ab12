"""The product as it runs: its own processes, killed and started again, against stand-ins in the test process."""

import itertools
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

import httpx

from app.processes import commands
from gateways.database import Database
from gateways.settings import Ports
from sandbox.server import Standins
from tasks.seed import seed
from tests.chaos.broker import Broker
from tests.chaos.spare import begin
from tests.ports import reserved
from tests.settings import environment, settings

PROCESSES = ("api", "work-1", "sweeps", "beat")
MONDAY = datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Europe/Madrid"))
SHORT = {
    "lease_seconds": 1.5,
    "heartbeat_seconds": 0.4,
    "republish_seconds": 0.8,
    "claim_margin_seconds": 1,
    "chatwoot_timeout_seconds": 1,
    "sweep_seconds": 0.7,
    "reconcile_seconds": 1.5,
}
"""Machine times, in the same order of length as in production."""

PATIENCE_SECONDS = 90.0
"""For a machine that does much else; what is waited for takes a few."""

UNREST = """
SELECT 'turn ' || id || ' at ' || step AS what FROM turn WHERE step <> 'done'
UNION ALL SELECT 'inbox ' || id || ' ' || kind FROM inbox
WHERE handled_at IS NULL AND (kind = 'hint' OR author = 'customer')
UNION ALL SELECT 'outbox ' || id || ' ' || kind || ' ' || status FROM outbox WHERE status IN ('pending', 'claimed')
"""


@dataclass
class Product:
    """What a test drives."""

    standins: Standins
    broker: Broker
    database: Database
    business_id: int
    url: str
    crash_folder: Path
    _table: dict[str, list[str]]
    _environment: dict[str, str]
    _logs: Path
    _running: dict[str, ForkServerProcess] = field(default_factory=dict)
    _phones: Iterator[int] = field(default_factory=lambda: itertools.count(600_000_001))
    deaths: list[str] = field(default_factory=list)
    """Names of the processes that were found dead, in order."""

    def phone(self) -> str:
        """A customer's who has never written."""
        return f"+34{next(self._phones)}"

    def arm(self, point: str) -> None:
        """Whoever comes there next dies."""
        (self.crash_folder / point).touch()

    def armed(self, point: str) -> bool:
        """Nobody has come there yet."""
        return (self.crash_folder / point).exists()

    def says(self, phone: str, text: str) -> None:
        """A customer writes."""
        self.standins.post(f"/sandbox/customers/{quote(phone)}/messages", {"name": "Laura", "text": text})

    def heard(self, phone: str) -> list[str]:
        """What she was sent, oldest first."""
        told = self.standins.get(f"/sandbox/customers/{quote(phone)}/messages")
        return [message["text"] for message in told if message["from"] != "customer"]

    def get(self, path: str) -> httpx.Response:
        """What a customer's browser gets, who tries again while nobody listens there."""
        answers: list[httpx.Response] = []

        def answered() -> bool:
            with suppress(httpx.ConnectError):
                answers.append(httpx.get(f"{self.url}{path}", timeout=PATIENCE_SECONDS))
            return bool(answers)

        self.until(answered)
        return answers[0]

    def rows(self, statement: str, **parameters: Any) -> list[dict[str, Any]]:
        """Rows of the product's database."""
        return self.database.rows(statement, parameters)

    def revive(self) -> None:
        """Starts what does not run."""
        for name in PROCESSES:
            process = self._running.get(name)
            if process is not None:
                if process.is_alive():
                    continue
                self.deaths.append(name)
                process.close()
            self._running[name] = begin(self._table[name], self._environment, self._logs / f"{name}.log")

    def until(self, what: Callable[[], object], seconds: float = PATIENCE_SECONDS) -> None:
        """Starts again whatever dies until `what` is so."""
        deadline = time.monotonic() + seconds
        while not what():
            self.revive()
            if time.monotonic() > deadline:
                raise AssertionError(f"does not come about: {self.unrest()}\n{self._said()}")
            time.sleep(0.1)

    def until_dead(self, deaths: int) -> None:
        """Until so many have been found dead since the beginning: who dies has written all that it will before."""
        self.until(lambda: len(self.deaths) >= deaths)

    def until_rest(self) -> None:
        """Until nothing is under way."""
        self.until(lambda: not self.unrest())

    def unrest(self) -> list[str]:
        """What is under way."""
        return [row["what"] for row in self.database.rows(UNREST)]

    def until_up(self) -> None:
        """Until every process has shown itself."""
        self.until(lambda: _ready(self.url))

    def end(self) -> None:
        """Kills everything."""
        for process in self._running.values():
            process.kill()
            process.join()
        self._running.clear()

    def _said(self) -> str:
        logs = (self._logs / f"{name}.log" for name in PROCESSES)
        return "\n".join(f"--- {log.name}\n{log.read_text(errors='replace')[-1500:]}" for log in logs if log.exists())


def _ready(url: str) -> bool:
    try:
        return httpx.get(f"{url}/health/ready", timeout=PATIENCE_SECONDS).status_code == 200
    except httpx.TransportError:
        return False


@contextmanager
def running(database_url: str, folder: Path) -> Iterator[Product]:
    """The product with the demo salon on an empty database, on Monday at nine, and nobody waits for a quiet period."""
    with ExitStack() as stack:
        broker = Broker(folder)
        stack.callback(broker.stop)
        broker.start()
        port = reserved()  # the API is killed and comes back there
        url = f"http://127.0.0.1:{port}"
        standins = stack.enter_context(Standins(database_url, url, haste=0.3))
        database = Database(database_url, name="chaos").open()
        stack.callback(database.close)
        business_id = seed(database, public_url=url)
        database.rows("""UPDATE business SET policy = policy || '{"quiet_seconds": 0}'""")
        by = {"by": MONDAY - database.now()}
        database.rows("UPDATE deployment SET clock_offset = clock_offset + %(by)s", by)
        crash_folder = folder / "crash"
        crash_folder.mkdir()
        told = settings(database_url, broker.url, url, standins.environment(), app_port=port, **SHORT)
        product = Product(
            standins, broker, database, business_id, url, crash_folder,
            _commands(port, folder), environment(told) | {"CRASH_FOLDER": str(crash_folder)}, folder,
        )  # fmt: skip
        stack.callback(product.end)
        product.until_up()
        yield product


def _commands(port: int, folder: Path) -> dict[str, list[str]]:
    """The product's own process table, without `python -m`."""
    table = commands("python", "127.0.0.1", Ports(app_port=port), str(folder / "beat"))
    return {name: _module(command) for name, command in table.items()}


def _module(command: Sequence[str]) -> list[str]:
    return list(command[2:])
