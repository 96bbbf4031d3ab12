"""Writing the ledger: one row for each movement, however often it is told."""

from collections.abc import Sequence

from flows.refund import Refund
from gateways.database import Unit
from gateways.statements import rows
from models.enums import LedgerKind

WRITE = """
INSERT INTO ledger_entry (business_id, at, kind, key, cents, currency, payment_id, booking_id, appointment_id,
                          customer_pack_id, vendor_id)
SELECT id, %(now)s, %(kind)s, %(key)s, %(cents)s, currency, %(payment)s, %(booking)s, %(appointment)s, %(pack)s,
       %(vendor)s
FROM business WHERE id = %(business)s
ON CONFLICT (key) DO NOTHING
RETURNING id
"""


def enter(
    unit: Unit,
    kind: LedgerKind,
    key: str,
    cents: int = 0,
    *,
    payment_id: int | None = None,
    booking_id: int | None = None,
    appointment_id: int | None = None,
    customer_pack_id: int | None = None,
    vendor_id: str | None = None,
) -> bool:
    """Enters a movement under its key; False when it was entered before. Cents above zero came in."""
    unit.session.flush()
    values = {
        "business": unit.business_id,
        "now": unit.now,
        "kind": kind.value,
        "key": key,
        "cents": cents,
        "payment": payment_id,
        "booking": booking_id,
        "appointment": appointment_id,
        "pack": customer_pack_id,
        "vendor": vendor_id,
    }
    return bool(rows(unit, WRITE, values))


def entered(unit: Unit, keys: Sequence[str]) -> bool:
    """Whether a movement under one of these keys was entered before."""
    unit.session.flush()
    found = rows(unit, "SELECT 1 FROM ledger_entry WHERE key = ANY(%(keys)s) LIMIT 1", {"keys": list(keys)})
    return bool(found)


def entry_key(refund: Refund) -> str:
    """The key of the entry that says the last we can hear of a refund: that it was made, or that it has failed."""
    kind = LedgerKind.REFUNDED if refund.stands else LedgerKind.REFUND_FAILED
    return f"{kind.value}:{refund.id}"


def enter_refund(unit: Unit, refund: Refund, booking_id: int, payment_id: int | None) -> None:
    """Enters a refund as Stripe tells of it. One that has failed went out and came back, whatever we saw of it."""
    money = {"payment_id": payment_id, "booking_id": booking_id}
    key, cents = f"{LedgerKind.REFUNDED.value}:{refund.id}", refund.amount_cents
    enter(unit, LedgerKind.REFUNDED, key, -cents, **money, vendor_id=refund.id)
    if not refund.stands:
        enter(unit, LedgerKind.REFUND_FAILED, entry_key(refund), cents, **money, vendor_id=refund.id)


def forfeited_for(unit: Unit, payment_id: int, begins: Sequence[str]) -> int:
    """What a payment has forfeited under keys that begin so, less what was undone of it."""
    unit.session.flush()
    statement = """
        SELECT coalesce(sum(cents), 0)::int AS cents FROM ledger_entry
        WHERE payment_id = %(payment)s AND kind = 'forfeited' AND key ^@ ANY(%(begins)s)"""
    (row,) = rows(unit, statement, {"payment": payment_id, "begins": list(begins)})
    cents: int = row.cents
    return cents
