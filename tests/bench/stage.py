"""What every contest stands on: servers with production's durability, a database with the demo salon."""

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from gateways.database import Database
from gateways.embedded import EmbeddedServers
from gateways.settings import Settings
from sandbox.google.account import new_account
from tasks.seed import seed
from tests.bench.children import Children
from tests.bench.notes import VARIABLE, Notes
from tests.databases import ROOT, Databases
from tests.served import free_socket
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
        with free_socket() as listening:
            port: int = listening.getsockname()[1]
        return port


@contextmanager
def stage(service: str = "Mechas") -> Iterator[Stage]:
    """Sets it up and takes it away; `service` is what the bench's customers ask for."""
    with ExitStack() as stack:
        (ROOT / "var").mkdir(exist_ok=True)
        # Beside the product's own data: on the kind of disk that production writes to.
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="bench-", dir=ROOT / "var")))
        servers = stack.enter_context(EmbeddedServers(folder / "servers", durable=True))
        databases = Databases(servers.superuser_url, servers.owner_url, servers.database_url)
        url = stack.enter_context(databases.fresh(kind="production"))
        checkpoints = stack.enter_context(databases.fresh(kind=None))
        database = Database(url, name="bench").open()
        stack.callback(database.close)
        business_id = seed(database)
        row = database.row("SELECT id FROM service WHERE name = %(name)s", {"name": service})
        assert row is not None
        notes = Notes()
        account = folder / "google-account.json"
        account.write_text(json.dumps(new_account("http://127.0.0.1:9/token")))
        vendors = VENDORS | {"GOOGLE_SERVICE_ACCOUNT_FILE": str(account)}
        given = settings(url, servers.redis_url, "http://127.0.0.1:8000", vendors)
        told = environment(given) | {
            VARIABLE: str(notes.port),
            "BENCH_SERVICE": str(row["id"]),
            "BENCH_CHECKPOINTS": databases.owner(checkpoints),
        }
        children = stack.enter_context(Children(folder))
        yield Stage(servers, database, given, told, children, notes, business_id)
