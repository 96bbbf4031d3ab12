"""Writing the ledger: one row for each movement, however often it is told."""

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
