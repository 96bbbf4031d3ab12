"""What customers have left of the session packs they bought, and the rows of buying and using one."""

from collections.abc import Collection

from flows.session_packs import Left, Sessions
from gateways.database import Database, Unit
from gateways.statements import rows

LOCK = """
SELECT id FROM customer_pack
WHERE business_id = %(business)s AND customer_id = ANY(%(customers)s) AND service_id = ANY(%(services)s)
ORDER BY id FOR NO KEY UPDATE
"""

LEFT = """
SELECT k.id, k.customer_id, k.service_id, k.sessions - (
           SELECT count(*) FROM session_use u WHERE u.customer_pack_id = k.id AND u.returned_at IS NULL) AS left
FROM customer_pack k
WHERE k.business_id = %(business)s AND k.customer_id = ANY(%(customers)s) AND k.service_id = ANY(%(services)s)
ORDER BY k.bought_at, k.id
"""

HERS = """
SELECT h.id, h.pack, h.service_id, h.left FROM (
    SELECT k.id, p.name AS pack, k.service_id, k.bought_at, k.sessions - (
               SELECT count(*) FROM session_use u WHERE u.customer_pack_id = k.id AND u.returned_at IS NULL) AS left
    FROM customer_pack k JOIN session_pack p ON p.id = k.session_pack_id
    WHERE k.business_id = %(business)s AND k.customer_id = %(customer)s) h
WHERE h.left > 0 ORDER BY h.bought_at, h.id
"""
"""In the order in which they are used."""

BOUGHT = """
INSERT INTO customer_pack (business_id, customer_id, session_pack_id, service_id, booking_id, sessions, price_cents,
                           bought_at)
SELECT b.business_id, b.customer_id, p.id, p.service_id, b.id, p.sessions, b.total_cents, %(now)s
FROM booking b JOIN session_pack p ON p.id = b.session_pack_id
WHERE b.id = %(booking)s AND b.business_id = %(business)s
RETURNING id
"""

USE = """
INSERT INTO session_use (business_id, customer_pack_id, appointment_id, used_at)
VALUES (%(business)s, %(pack)s, %(appointment)s, %(now)s)
ON CONFLICT (appointment_id, customer_pack_id) DO UPDATE SET used_at = %(now)s, returned_at = NULL
RETURNING id
"""

RETURN = """
UPDATE session_use u SET returned_at = %(now)s
FROM customer_pack k
WHERE u.business_id = %(business)s AND u.appointment_id = %(appointment)s AND u.returned_at IS NULL
  AND k.id = u.customer_pack_id AND (k.service_id = ANY(%(services)s::bigint[]) OR %(services)s::bigint[] IS NULL)
RETURNING u.id, u.customer_pack_id
"""


def sessions_left(unit: Unit, customer_ids: Collection[int], service_ids: Collection[int]) -> Left:
    """What those customers have left for those services, the oldest pack first.

    Their packs are locked until the transaction ends, before anything but customers. The sessions are counted after
    that in a statement of their own: what the locking one sees of them may be older than the lock.
    """
    values = {"business": unit.business_id, "customers": list(customer_ids), "services": list(service_ids)}
    if not rows(unit, LOCK, values):
        return {}
    left: dict[tuple[int, int], list[int]] = {}
    for row in rows(unit, LEFT, values):
        left.setdefault((row.customer_id, row.service_id), []).extend([row.id] * row.left)
    return left


def sessions_of(source: Database | Unit, business_id: int, customer_id: int) -> list[Sessions]:
    """Her packs with something left, in the order in which they are used. Read without locks: holding looks again."""
    values = {"business": business_id, "customer": customer_id}
    if isinstance(source, Database):
        return [Sessions(**row) for row in source.rows(HERS, values)]
    source.session.flush()
    return [Sessions(**row._asdict()) for row in rows(source, HERS, values)]


def write_pack(unit: Unit, booking_id: int) -> int:
    """The customer has the session pack that the booking bought; the row's id."""
    unit.session.flush()
    (row,) = rows(unit, BOUGHT, {"booking": booking_id, "business": unit.business_id, "now": unit.now})
    found: int = row.id
    return found


def write_use(unit: Unit, customer_pack_id: int, appointment_id: int) -> int:
    """The appointment takes a session of that pack; the row's id."""
    values = {"business": unit.business_id, "pack": customer_pack_id, "appointment": appointment_id, "now": unit.now}
    (row,) = rows(unit, USE, values)
    found: int = row.id
    return found


def write_return(unit: Unit, appointment_id: int, service_ids: Collection[int] | None = None) -> list[tuple[int, int]]:
    """The sessions that the appointment took (for those services) are the customer's again: ids of uses and packs."""
    services = None if service_ids is None else list(service_ids)
    values = {"business": unit.business_id, "appointment": appointment_id, "services": services, "now": unit.now}
    return [(row.id, row.customer_pack_id) for row in rows(unit, RETURN, values)]
