"""What a story of payments has left in the rows, without ids and times: two orders of it are compared by this."""

from typing import Any

from tests.held import Held

PAYMENT = """
SELECT kind, status, amount_cents, refunded_cents, due_back_cents, forfeited_cents FROM payment
WHERE booking_id = %(booking)s ORDER BY id
"""
LEDGER = """
SELECT kind, cents, payment_id IS NOT NULL AS owed, count(*) AS times FROM ledger_entry
WHERE booking_id = %(booking)s GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""
ATTEMPTS = """
SELECT a.status, a.declines, a.decline_reason FROM payment_attempt a
JOIN payment p ON p.id = a.payment_id WHERE p.booking_id = %(booking)s ORDER BY a.number
"""
SAID = """
SELECT split_part(dedupe_key, ':', 1) AS what, count(*) AS times FROM outbox
WHERE conversation_id = %(conversation)s GROUP BY 1 ORDER BY 1
"""
REFUNDS = """
SELECT payload -> 'amount_cents' AS cents FROM outbox o JOIN payment p ON o.stream = 'stripe:' || p.id
WHERE o.kind = 'refund' AND p.booking_id = %(booking)s ORDER BY 1
"""
BOOKING = """
SELECT b.status, c.total_spent_cents FROM booking b JOIN customer c ON c.id = b.customer_id WHERE b.id = %(booking)s
"""


def rows_of(held: Held) -> dict[str, Any]:
    """Everything that counts of one booking's money."""
    ids = {"booking": held.booking_id, "conversation": held.conversation_id}
    statements = {
        "booking": BOOKING,
        "payments": PAYMENT,
        "ledger": LEDGER,
        "attempts": ATTEMPTS,
        "said": SAID,
        "refunds": REFUNDS,
    }
    return {name: [tuple(row.values()) for row in held.database.rows(one, ids)] for name, one in statements.items()}
