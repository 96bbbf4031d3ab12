"""How many sessions of packs appointments have taken that were not given back."""

from collections.abc import Collection

from gateways.database import Unit
from gateways.statements import rows

TAKEN = """
SELECT appointment_id, count(*) AS uses FROM session_use
WHERE appointment_id = ANY(%(ids)s) AND returned_at IS NULL GROUP BY appointment_id
"""


def sessions_of(unit: Unit, appointment_ids: Collection[int]) -> dict[int, int]:
    """For each of the appointments that has taken any. Their bookings are locked by the caller."""
    unit.session.flush()
    return {row.appointment_id: row.uses for row in rows(unit, TAKEN, {"ids": list(appointment_ids)})}
