"""Time that staff keep free of appointments: what stands in its way, and the rows. The caller holds the locks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from gateways.database import Unit
from gateways.holds import multirange
from gateways.statements import rows
from models.enums import OccupancyKind
from models.slot import Slot

WORKS_HERE = "SELECT 1 FROM stylist WHERE id = %(stylist)s AND business_id = %(business)s"

IN_THE_WAY = """
SELECT o.id, o.kind, o.appointment_id, a.booking_id, o.note, o.lapses_at,
       o.during = %(during)s::tstzmultirange AS is_all_of_it,
       coalesce(o.lapses_at <= %(now)s, false) AS is_over,
       ARRAY(SELECT e.stylist_id FROM appointment e WHERE e.booking_id = a.booking_id) AS stylist_ids
FROM occupancy o LEFT JOIN appointment a ON a.id = o.appointment_id
WHERE o.business_id = %(business)s AND o.stylist_id = %(stylist)s AND o.during && %(during)s::tstzmultirange
ORDER BY lower(o.during)
"""

CLEAR_OFFERS = """
DELETE FROM occupancy
WHERE business_id = %(business)s AND stylist_id = %(stylist)s AND during && %(during)s::tstzmultirange
  AND kind = 'waitlist' AND lapses_at <= %(now)s
"""

BLOCK = """
INSERT INTO occupancy (business_id, stylist_id, during, kind, note)
VALUES (%(business)s, %(stylist)s, %(during)s, 'block', %(note)s)
ON CONFLICT ON CONSTRAINT occupancy_no_overlap DO NOTHING
RETURNING id
"""

STYLIST = "SELECT stylist_id FROM occupancy WHERE id = %(id)s AND business_id = %(business)s AND kind = 'block'"

FREE = "DELETE FROM occupancy WHERE id = %(id)s AND business_id = %(business)s AND kind = 'block' RETURNING id"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Something that has some of the time. `is_over`: it holds it no longer, only nobody has cleared it away yet."""

    id: int
    kind: OccupancyKind
    appointment_id: int | None
    booking_id: int | None
    note: str | None
    is_all_of_it: bool
    """It has exactly that time."""
    is_over: bool
    stylist_ids: tuple[int, ...]
    """Everybody of its booking."""


def works_here(unit: Unit, stylist_id: int) -> bool:
    """Whether she is one of this business."""
    return bool(rows(unit, WORKS_HERE, {"stylist": stylist_id, "business": unit.business_id}))


def in_the_way(unit: Unit, stylist_id: int, slot: Slot) -> Sequence[Obstacle]:
    """What has some of that time, in order."""
    return [
        Obstacle(
            row.id,
            OccupancyKind(row.kind),
            row.appointment_id,
            row.booking_id,
            row.note,
            row.is_all_of_it,
            row.is_over,
            tuple(row.stylist_ids),
        )
        for row in rows(unit, IN_THE_WAY, _values(unit, stylist_id, slot))
    ]


def write_block(unit: Unit, stylist_id: int, slot: Slot, note: str | None) -> int | None:
    """The block's id; None when somebody has some of the time. Offers of the waiting list that are over go."""
    unit.session.flush()
    values = _values(unit, stylist_id, slot) | {"note": note}
    rows(unit, CLEAR_OFFERS, values)
    made = rows(unit, BLOCK, values)
    return made[0].id if made else None


def stylist_of_block(unit: Unit, block_id: int) -> int | None:
    """Whose block it is; None when there is no such block in this business."""
    found = rows(unit, STYLIST, {"id": block_id, "business": unit.business_id})
    return found[0].stylist_id if found else None


def remove_block(unit: Unit, block_id: int) -> bool:
    """False when it is gone already."""
    return bool(rows(unit, FREE, {"id": block_id, "business": unit.business_id}))


def _values(unit: Unit, stylist_id: int, slot: Slot) -> dict[str, Any]:
    return {"business": unit.business_id, "stylist": stylist_id, "during": multirange([slot]), "now": unit.now}
