"""A customer's coming appointments under the names they have in her conversation."""

from datetime import datetime
from typing import Any

from psycopg.rows import DictRow

from flows.views import AppointmentView
from flows.work import work
from gateways.clock import machine_now
from gateways.database import Database, Unit
from gateways.statements import rows
from models.enums import BookingStatus
from models.ids import BusinessId, CustomerId
from models.money import Money

COMING = """
WITH hers AS (
    SELECT a.*, b.code, b.status AS booking_status, b.held_until, b.kept_moves, b.customer_id AS booker_id,
           row_number() OVER (ORDER BY a.id) AS n
    FROM booking b JOIN appointment a ON a.booking_id = b.id
    WHERE b.business_id = %(business)s AND b.customer_id = %(customer)s
)
SELECT h.n, h.id, h.booking_id, h.code, h.booking_status, h.held_until, h.starts_at, h.ends_at, h.stylist_id,
       s.name AS stylist, h.price_cents, h.deposit_share_cents, h.kept_moves,
       ARRAY(SELECT ARRAY[l.minutes, l.gap_from_minutes, l.gap_minutes] FROM appointment_line l
             WHERE l.appointment_id = h.id ORDER BY l.position) AS steps,
       coalesce(h.guest, CASE WHEN h.customer_id <> h.booker_id THEN
           (SELECT concat_ws(' ', c.name, c.surname) FROM customer c WHERE c.id = h.customer_id) END) AS who,
       ARRAY(SELECT l.name FROM appointment_line l WHERE l.appointment_id = h.id ORDER BY l.position) AS services,
       ARRAY(SELECT l.service_id FROM appointment_line l WHERE l.appointment_id = h.id ORDER BY l.position)
           AS service_ids
FROM hers h JOIN stylist s ON s.id = h.stylist_id
CROSS JOIN (SELECT %(real)s::timestamptz + clock_offset AS now FROM deployment) domain
WHERE h.ends_at > domain.now AND h.status IN ('provisional', 'confirmed')
  AND (h.booking_status = 'confirmed' OR h.booking_status = 'held' AND h.held_until > domain.now)
ORDER BY h.starts_at, h.id
"""

NEXT = """
SELECT min(a.starts_at) AS next_at FROM appointment a
WHERE a.business_id = %(business)s AND a.stylist_id = %(stylist)s AND a.id <> %(appointment)s
  AND a.starts_at >= %(after)s AND a.starts_at < %(after)s + interval '12 hours'
  AND a.status IN ('provisional', 'confirmed')
"""


def coming_of(database: Database, business_id: BusinessId, customer_id: CustomerId) -> list[AppointmentView]:
    """Everything of hers that is still to come, soonest first; of a group each appointment by itself."""
    return [_view(row) for row in database.rows(COMING, _values(business_id, customer_id))]


def coming_in(unit: Unit, customer_id: int) -> dict[str, AppointmentView]:
    """The same inside a unit of work, by alias. Read without locks: commands look again."""
    unit.session.flush()
    found = rows(unit, COMING, _values(unit.business_id, customer_id))
    return {view.alias: view for view in (_view(row._asdict()) for row in found)}


def next_of(unit: Unit, one: AppointmentView) -> datetime | None:
    """When the stylist's next appointment begins on the same day."""
    values = {
        "business": unit.business_id,
        "stylist": one.stylist_id,
        "appointment": one.id,
        "after": one.starts_at,
    }
    (row,) = rows(unit, NEXT, values)
    following: datetime | None = row.next_at
    return following


def _values(business_id: int, customer_id: int) -> dict[str, Any]:
    return {"business": business_id, "customer": customer_id, "real": machine_now()}


def _view(row: DictRow) -> AppointmentView:
    return AppointmentView(
        alias=f"c{row['n']}",
        id=row["id"],
        booking_id=row["booking_id"],
        code=row["code"],
        status=BookingStatus(row["booking_status"]),
        stylist=row["stylist"],
        stylist_id=row["stylist_id"],
        starts_at=row["starts_at"],
        ends_at=row["ends_at"],
        services=tuple(row["services"]),
        service_ids=tuple(row["service_ids"]),
        price=Money(row["price_cents"]),
        deposit=Money(row["deposit_share_cents"]),
        held_until=row["held_until"],
        who=row["who"],
        work=work((lasts, gap_from, gap) for lasts, gap_from, gap in row["steps"]),
        kept_moves=row["kept_moves"],
    )
