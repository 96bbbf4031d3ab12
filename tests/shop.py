"""The till of a salon with Stripe's stand-in, for tests of money."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from psycopg.types.json import Json

from gateways.catalogue import Catalogues
from gateways.database import Database, Unit
from gateways.dispatch import Claimed, Dispatch
from gateways.stripe import StripeGateway
from models.enums import OutboxKind
from sandbox.server import Standins
from tasks.commands.pay import mark_paid
from tasks.till import Till
from tests.held import Held, hold
from tests.settings import PATIENCE_SECONDS

PUBLIC_URL = "http://127.0.0.1:9"
CALENDAR = "marta@salon.example"


@dataclass
class Commands:
    """The command that a payment sets off; remembers its calls and what came of them."""

    catalogues: Catalogues
    calls: list[tuple[int, str, int, str]] = field(default_factory=list)
    outcomes: list[str] = field(default_factory=list)

    def mark_paid(self, unit: Unit, payment_id: int, payment_intent: str, amount_cents: int, session_id: str) -> object:
        """As the worker's world calls it."""
        catalogue = self.catalogues.get(unit.business_id, unit.now)
        outcome = mark_paid(unit, catalogue, payment_id, payment_intent, amount_cents, session_id)
        self.calls.append((payment_id, payment_intent, amount_cents, session_id))
        self.outcomes.append(type(outcome).__name__)
        return outcome


@dataclass
class Shop:
    """Everything a test of money touches."""

    database: Database
    standins: Standins
    stripe: StripeGateway
    till: Till
    commands: Commands
    woken: list[Unit]

    def sessions(self) -> list[dict[str, object]]:
        """The Checkout Sessions at Stripe, oldest first."""
        found: list[dict[str, object]] = self.standins.get("/sandbox/payments")
        return found

    def pay(self, session_id: str) -> None:
        """The customer pays on Stripe's page."""
        self.standins.post(f"/sandbox/payments/{session_id}/pay")

    def effects(self, operation: str) -> list[dict[str, object]]:
        """What the stand-ins received under that name."""
        ledger: list[dict[str, object]] = self.standins.get("/sandbox/ledger")
        return [entry for entry in ledger if entry["operation"] == operation]

    def fail(self, fault: str, **how: object) -> None:
        """Stripe fails in that way for a minute, or `count` times."""
        how = {"seconds": 60, **how}
        self.standins.post("/sandbox/faults", {"vendor": "stripe", "fault": fault, **how})

    def mend(self) -> None:
        """No fault any more."""
        self.standins.delete("/sandbox/faults")


@contextmanager
def open_shop(database: Database, *, timeout: float = PATIENCE_SECONDS, retries: int = 0) -> Iterator[Shop]:
    """A shop on that database; its Stripe gateway gives up soon."""
    with Standins(database.url, brain=silent) as standins:
        stripe = gateway(standins, timeout=timeout, retries=retries)
        commands, woken = Commands(Catalogues(database)), list[Unit]()
        till = Till(database, stripe, commands.mark_paid, woken.append)
        yield Shop(database, standins, stripe, till, commands, woken)


@pytest.fixture
def shop(database: Database) -> Iterator[Shop]:
    """A shop with nothing in it."""
    with open_shop(database) as opened:
        yield opened


@pytest.fixture
def held(shop: Shop) -> Held:
    """Its first booking, to be paid."""
    return hold(shop.database)


def gateway(standins: Standins, *, timeout: float = PATIENCE_SECONDS, retries: int = 0) -> StripeGateway:
    """A gateway to that Stripe."""
    settings = standins.environment()
    return StripeGateway(
        settings["STRIPE_SECRET_KEY"],
        settings["STRIPE_API_BASE"],
        PUBLIC_URL,
        timeout=timeout,
        retries=retries,
    )


def claimed(database: Database, kind: OutboxKind, payload: dict[str, object]) -> Claimed:
    """An outbox row of the only business, as a deliverer gets it."""
    stream = f"test:{secrets.token_hex(8)}"
    database.rows(
        "INSERT INTO outbox (business_id, stream, dedupe_key, kind, payload, created_at)"
        " SELECT id, %(stream)s, %(stream)s, %(kind)s, %(payload)s, %(now)s FROM business",
        {"stream": stream, "kind": kind, "payload": Json(payload), "now": database.now()},
    )
    row = Dispatch(database, "tests", 30).claim(stream)
    assert row is not None
    return row


def silent(_: dict[str, object]) -> dict[str, object]:
    raise AssertionError("nobody asks Claude here")
