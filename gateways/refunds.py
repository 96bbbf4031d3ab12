"""Named queries for refunds whose webhook was lost. Each runs in a transaction of its own."""

from collections.abc import Iterable
from datetime import datetime

from flows.refund import Refund
from gateways.database import Database
from gateways.ledger import entry_key

UNRETURNED = """
SELECT p.payment_intent FROM payment p
WHERE p.due_back_cents > p.refunded_cents AND EXISTS (
    SELECT FROM outbox o WHERE o.stream = 'stripe:' || p.id AND o.kind = 'refund' AND o.status = 'sent'
      AND o.sent_at BETWEEN %(now)s::timestamptz - interval '4 days' AND %(now)s::timestamptz - interval '1 minute')
ORDER BY p.id
"""

UNHEARD = """
SELECT r.intent FROM unnest(%(intents)s::text[], %(keys)s::text[]) WITH ORDINALITY AS r(intent, key, place)
WHERE NOT EXISTS (SELECT FROM ledger_entry l WHERE l.key = r.key)
  AND (EXISTS (SELECT FROM payment p WHERE p.payment_intent = r.intent)
       OR EXISTS (SELECT FROM ledger_entry l WHERE l.key = 'extra_captured:' || r.intent))
ORDER BY r.place
"""

CAPTURED = """
SELECT 1 FROM payment
WHERE paid_at > %(now)s::timestamptz - interval '180 days' AND refunded_cents < amount_cents LIMIT 1
"""


def unreturned(database: Database, now: datetime) -> list[str]:
    """Payment intents of which more is to go back than Stripe has told us of, though it was asked a minute ago."""
    return [row["payment_intent"] for row in database.rows(UNRETURNED, {"now": now})]


def unheard(database: Database, refunds: Iterable[Refund]) -> list[str]:
    """Payment intents of ours with refunds among these that we have not heard of."""
    told = [(one.payment_intent, entry_key(one)) for one in refunds if one.payment_intent]
    values = {"intents": [intent for intent, _ in told], "keys": [key for _, key in told]}
    return list(dict.fromkeys(row["intent"] for row in database.rows(UNHEARD, values))) if told else []


def anything_captured(database: Database, now: datetime) -> bool:
    """Whether there is money that staff could give back by hand."""
    return database.row(CAPTURED, {"now": now}) is not None
