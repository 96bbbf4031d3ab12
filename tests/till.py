"""What tests of payments do and look at, again and again."""

import json
from typing import Any

from flows.pay_page import Visit
from gateways.stripe_hints import store_hint
from models.enums import OutboxKind
from tasks.checkout import open_link
from tasks.payments import apply_stripe_hint
from tests.held import Held
from tests.shop import Shop


def click(shop: Shop, held: Held) -> str:
    """Opens the pay link; the session it leads to."""
    open_link(shop.database, shop.stripe, held.code, Visit.CLICK)
    return str(held.attempts()[-1]["session"])


def forget_session(held: Held) -> None:
    """As if we had been killed before Stripe's answer was written down."""
    held.database.rows("UPDATE payment_attempt SET session = NULL, url = NULL")


def events(shop: Shop) -> list[tuple[str, dict[str, Any]]]:
    """What Stripe's webhook said: type and object, in order."""
    shop.standins.flush()
    bodies = [json.loads(webhook.body) for webhook in shop.standins.webhooks]
    return [(body["type"], body["data"]["object"]) for body in bodies]


def hint(shop: Shop, event: str, object_id: str, intent: str | None = None) -> int:
    """A new hint in the inbox."""
    count = shop.database.row("SELECT count(*) AS n FROM inbox")
    assert count is not None
    key = f"evt_{count['n'] + 1}"
    stored = store_hint(shop.database, key, event, object_id, intent)
    assert stored is not None
    return stored


def apply_all(shop: Shop) -> None:
    """Stores every event that Stripe told, and applies it."""
    for event, subject in events(shop):
        apply_stripe_hint(shop.till, hint(shop, event, subject["id"]))


def unhandled(shop: Shop) -> int:
    row = shop.database.row("SELECT count(*) AS n FROM inbox WHERE handled_at IS NULL")
    assert row is not None
    return int(row["n"])


def payment(held: Held) -> dict[str, Any]:
    return held.one("SELECT * FROM payment WHERE id = %(payment)s")


def queued(held: Held, kind: OutboxKind) -> list[dict[str, Any]]:
    rows = held.database.rows("SELECT * FROM outbox WHERE kind = %(kind)s ORDER BY id", {"kind": kind})
    return [dict(row) for row in rows]


def troubles(held: Held) -> list[str]:
    """What staff were told beside a confirmed booking."""
    notes = queued(held, OutboxKind.NOTE)
    return [n["payload"]["text"] for n in notes if not n["dedupe_key"].startswith("staff-booked")]
