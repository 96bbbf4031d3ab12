"""What every contest stands on: servers with production's durability, a database with the demo salon."""

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import redis

from gateways.database import Database
from gateways.embedded import EmbeddedServers
from gateways.settings import Settings
from sandbox.google.account import new_account
from tasks.seed import seed
from tests.bench.children import Children
from tests.bench.notes import VARIABLE, Notes
from tests.databases import ROOT, Databases
from tests.ports import reserved
from tests.settings import environment, settings

SECRET = "bench-webhook-secret"
VENDORS = {
    "CHATWOOT_BASE_URL": "http://127.0.0.1:9",
    "CHATWOOT_ACCOUNT_ID": "1",
    "CHATWOOT_INBOX_ID": "3",
    "CHATWOOT_BOT_TOKEN": "bench",
    "CHATWOOT_USER_TOKEN": "bench",
    "CHATWOOT_WEBHOOK_SECRET": SECRET,
    "STRIPE_SECRET_KEY": "sk_test_bench",
    "STRIPE_WEBHOOK_SECRET": "whsec_bench",
    "ANTHROPIC_API_KEY": "bench",
}
"""Nobody calls them in a bench."""

BUDGET_CENTS = 10**9
"""A conversation's and a day's: the bench's minds report tokens as Claude does, and no contest may come to its end."""


@dataclass
class Stage:
    """Servers, database, and the environment of the bench's processes."""

    servers: EmbeddedServers
    database: Database
    settings: Settings
    environment: dict[str, str]
    children: Children
    notes: Notes
    business_id: int

    def fresh_port(self) -> int:
        """A port that nobody listens on."""
        return reserved()


def set_policy(database: Database, **values: int) -> None:
    """Changes the rules of every business that is there."""
    database.rows("UPDATE business SET policy = policy || %(values)s::jsonb", {"values": json.dumps(values)})


@dataclass(frozen=True)
class Ground:
    """Servers, a folder for what is written, and where databases come from."""

    folder: Path
    servers: EmbeddedServers
    databases: Databases


@contextmanager
def ground() -> Iterator[Ground]:
    """Starts and ends them."""
    (ROOT / "var").mkdir(exist_ok=True)
    # Beside the product's own data: on the kind of disk that production writes to.
    with (
        TemporaryDirectory(prefix="bench-", dir=ROOT / "var") as folder,
        EmbeddedServers(Path(folder) / "servers", durable=True) as servers,
    ):
        databases = Databases(servers.superuser_url, servers.owner_url, servers.database_url)
        yield Ground(Path(folder), servers, databases)


@contextmanager
def stage(on: Ground, service: str = "Mechas") -> Iterator[Stage]:
    """Sets it up and takes it away; `service` is what the bench's customers ask for."""
    with ExitStack() as stack:
        servers, databases = on.servers, on.databases
        with redis.Redis.from_url(servers.redis_url) as broker:
            broker.flushall()
        url = stack.enter_context(databases.fresh(kind="production"))
        checkpoints = stack.enter_context(databases.fresh(kind=None))
        database = Database(url, name="bench").open()
        stack.callback(database.close)
        business_id = seed(database)
        budgets = dict.fromkeys(("budget_cents_per_day", "budget_cents_per_conversation_day"), BUDGET_CENTS)
        set_policy(database, **budgets)
        row = database.row("SELECT id FROM service WHERE name = %(name)s", {"name": service})
        assert row is not None
        notes = Notes()
        account = on.folder / "google-account.json"
        account.write_text(json.dumps(new_account("http://127.0.0.1:9/token")))
        vendors = VENDORS | {"GOOGLE_SERVICE_ACCOUNT_FILE": str(account)}
        given = settings(url, servers.redis_url, "http://127.0.0.1:8000", vendors)
        told = environment(given) | {
            VARIABLE: str(notes.port),
            "BENCH_SERVICE": str(row["id"]),
            "BENCH_CHECKPOINTS": databases.owner(checkpoints),
        }
        children = stack.enter_context(Children(on.folder))
        yield Stage(servers, database, given, told, children, notes, business_id)
