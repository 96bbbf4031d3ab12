"""Statements over the waiting list. The line is in order of id."""

from gateways.database import Unit
from gateways.statements import rows

TAKEN_UP = """
UPDATE waitlist_entry SET status = 'booked', closed_at = %(now)s, offered_until = NULL
WHERE id = %(entry)s AND business_id = %(business)s AND status IN ('waiting', 'offered', 'passed')
"""


def taken_up(unit: Unit, entry_id: int) -> None:
    """She has taken the slot that she was waiting for."""
    rows(unit, TAKEN_UP, {"entry": entry_id, "business": unit.business_id, "now": unit.now})
