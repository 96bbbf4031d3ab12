"""Rows and oracle, brought to one form so that they can be compared."""

from typing import Any

from tests.machine.oracle import Oracle
from tests.machine.records import Block, Wish

BOOKINGS = "SELECT id, status, held_until, kept_moves FROM booking"
VISITS = "SELECT id, booking_id, stylist_id, starts_at, ends_at, status, deposit_share_cents FROM appointment"
PAYMENTS = "SELECT id, amount_cents, status, payment_intent, forfeited_cents, refunded_cents FROM payment"
TAKEN = "SELECT stylist_id, lower(during) AS start, upper(during) AS end, appointment_id FROM occupancy"
REFUNDS = """
SELECT payload ->> 'payment_intent' AS intent, sum((payload ->> 'amount_cents')::int)::int AS cents
FROM outbox WHERE kind = 'refund' GROUP BY 1
"""
PLACES = "SELECT id, status FROM waitlist_entry"
View = dict[str, set[tuple[Any, ...]]]
ROWS = {
    "bookings": BOOKINGS,
    "visits": VISITS,
    "payments": PAYMENTS,
    "taken": TAKEN,
    "refunds": REFUNDS,
    "places": PLACES,
}


def oracle_says(oracle: Oracle) -> View:
    """What `ROWS` should find, and no breach."""
    bookings = oracle.bookings.values()
    visits = [(booking, one) for booking in bookings for one in booking.visits]
    payments = [one.payment for one in bookings if one.payment]
    live = {(one.wish.stylist, one.wish.start, one.wish.end, one.id) for _, one in visits if one.live}
    kept: list[Wish | Block] = [one.offered for one in oracle.places.values() if one.offered]
    kept += oracle.blocks
    return {
        "bookings": {(one.id, one.status, one.held_until, one.kept_moves) for one in bookings},
        "visits": {
            (one.id, booking.id, one.wish.stylist, one.wish.start, one.wish.end, one.status, one.share)
            for booking, one in visits
        },
        "payments": {(one.id, one.cents, one.status, one.intent, one.kept, one.returned) for one in payments},
        "taken": live | {(one.stylist, one.start, one.end, None) for one in kept},
        "places": {(one.id, one.status) for one in oracle.places.values()},
        "refunds": set(oracle.refunds.items()),
        "breaches": set(),
    }
