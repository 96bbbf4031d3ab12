"""For each rule of I4 about payments and the ledger, a way to break it. `{...}` are ids of `tests.day`."""


def entry(name: str, kind: str, cents: str) -> str:
    """A statement that enters a movement of her booking's payment; `cents` may name its columns."""
    return (
        "INSERT INTO ledger_entry (business_id, at, kind, key, cents, currency, payment_id, booking_id)"
        f" SELECT business_id, now(), '{kind}', '{kind}:' || id, {cents}, 'EUR', id, booking_id"
        f" FROM payment WHERE booking_id = {{booking {name}}};"
    )


def payment(name: str, change: str) -> str:
    """A statement that changes her booking's payment."""
    return f"UPDATE payment SET {change} WHERE booking_id = {{booking {name}}};"


FORGOTTEN = "DELETE FROM ledger_entry WHERE booking_id = {booking Laura};"
SUPPLEMENT = (
    "INSERT INTO payment (business_id, booking_id, kind, status, amount_cents, refunded_cents, currency)"
    " SELECT business_id, booking_id, 'supplement', '{status}', 500, 0, 'EUR' FROM payment"
    " WHERE booking_id = {{booking {name}}};"
)
EXTRA = (
    "INSERT INTO ledger_entry (business_id, at, kind, key, cents, currency, booking_id, vendor_id)"
    " SELECT business_id, now(), '{kind}', '{kind}:pi_2', {cents}, 'EUR', id, 'pi_2'"
    " FROM booking WHERE id = {{booking Laura}};"
)
CANCELLED = (
    "UPDATE booking SET status = 'cancelled' WHERE id = {booking Elena};"
    " UPDATE appointment SET status = 'cancelled' WHERE id = {appointment Elena};"
    " DELETE FROM occupancy WHERE appointment_id = {appointment Elena};"
)
HALF_BACK = "refunded_cents = amount_cents / 2, due_back_cents = amount_cents / 2"

PAYMENTS: dict[str, tuple[str, ...]] = {
    "a payment was captured and its booking is neither confirmed nor cancelled": (
        payment("Marta", "status = 'paid', paid_at = now()") + entry("Marta", "captured", "amount_cents"),
    ),
    "a booking is confirmed although its deposit was not paid": (
        payment("Laura", "status = 'open', paid_at = NULL") + FORGOTTEN,
        "DELETE FROM payment WHERE booking_id = {booking Laura}",
    ),
    "a payment says that it is open, and that it was captured": (
        payment("Marta", "paid_at = now()") + entry("Marta", "captured", "amount_cents"),
        "INSERT INTO payment_attempt (business_id, payment_id, number, key, expires_at, status)"
        " SELECT business_id, id, 1, 'k', now(), 'paid' FROM payment"
        " WHERE booking_id = {booking Marta}",
    ),
    "more was given back than was captured, or a refund is over that gave nothing back": (
        payment("Laura", "status = 'refunded'"),
        "ALTER TABLE payment DROP CONSTRAINT ck_payment_refund;"
        + payment("Laura", "refunded_cents = amount_cents + 1, status = 'refunded'")
        + entry("Laura", "refunded", "-amount_cents - 1"),
        payment("Marta", "refunded_cents = 1") + entry("Marta", "refunded", "-1"),
    ),
    "a payment is to be given back, and nobody is asked to": (
        payment("Laura", "status = 'refunding', due_back_cents = amount_cents")
        + entry("Laura", "refund_asked", "-amount_cents"),
        payment("Laura", "due_back_cents = 1") + entry("Laura", "refund_asked", "-1"),
    ),
    "a booking was cancelled, and some of its money is neither given back nor forfeited": (
        CANCELLED,
        CANCELLED
        + payment("Elena", HALF_BACK)
        # so that only the other half is missing
        + entry("Elena", "refund_asked", "-amount_cents / 2")
        + entry("Elena", "refunded", "-amount_cents / 2"),
    ),
    "a supplement is asked for although its booking does not stand": (SUPPLEMENT.format(status="open", name="Marta"),),
    "a payment's status is not what its numbers say": (
        payment("Laura", "status = 'forfeited'"),
        payment("Laura", "forfeited_cents = amount_cents") + entry("Laura", "forfeited", "amount_cents"),
        payment("Laura", "refunded_cents = amount_cents, due_back_cents = amount_cents")
        + entry("Laura", "refund_asked", "-amount_cents")
        + entry("Laura", "refunded", "-amount_cents"),
    ),
    "the ledger does not agree with a payment": (
        FORGOTTEN,
        entry("Laura", "forfeited", "1"),
        entry("Laura", "refunded", "-1"),
        entry("Laura", "refund_asked", "-1"),
        payment("Laura", "forfeited_cents = 1"),
        payment("Laura", HALF_BACK) + entry("Laura", "refunded", "-amount_cents / 2"),
        entry("Marta", "captured", "amount_cents"),
    ),
    "money that nobody owed was not sent back": (
        EXTRA.format(kind="extra_captured", cents=500),
        EXTRA.format(kind="extra_captured", cents=500) + EXTRA.format(kind="refund_asked", cents=-400),
    ),
}

IN_ORDER = {
    "a deposit that was given back": payment(
        "Elena", "status = 'refunded', refunded_cents = amount_cents, due_back_cents = amount_cents"
    )
    + entry("Elena", "refund_asked", "-amount_cents")
    + entry("Elena", "refunded", "-amount_cents"),
    "a deposit on its way back": payment("Laura", "status = 'refunding', due_back_cents = amount_cents")
    + entry("Laura", "refund_asked", "-amount_cents")
    + "INSERT INTO outbox (business_id, stream, dedupe_key, kind, payload, created_at)"
    " SELECT business_id, 'stripe:' || id, 'refund:1', 'refund', '{{}}', %(now)s"
    " FROM payment WHERE booking_id = {booking Laura}",
    "a part that was given back by hand": payment("Laura", "refunded_cents = 5") + entry("Laura", "refunded", "-5"),
    "a refund that failed after all": payment("Elena", "refunded_cents = 0")
    + entry("Elena", "refunded", "-5")
    + entry("Elena", "refund_failed", "5"),
    "a cancelled booking, part given back and part kept": CANCELLED
    + payment("Elena", f"status = 'forfeited', {HALF_BACK}, forfeited_cents = amount_cents - amount_cents / 2")
    + entry("Elena", "refund_asked", "-amount_cents / 2")
    + entry("Elena", "refunded", "-amount_cents / 2")
    + entry("Elena", "forfeited", "amount_cents - amount_cents / 2"),
    "a supplement that waits": SUPPLEMENT.format(status="open", name="Laura"),
    "money that nobody owed and that went back": EXTRA.format(kind="extra_captured", cents=500)
    + EXTRA.format(kind="refund_asked", cents=-500)
    + EXTRA.format(kind="refunded", cents=-500),
}
"""What looks unfinished and is not wrong."""
