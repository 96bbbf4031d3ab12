"""Named queries over offers that the house makes by itself."""

from gateways.database import Unit
from gateways.statements import rows

SERVICES = """
SELECT a.id, array_agg(l.service_id ORDER BY l.position) AS services
FROM appointment a JOIN appointment_line l ON l.appointment_id = a.id
WHERE a.booking_id = %(booking)s AND a.business_id = %(business)s GROUP BY a.id
"""


def services_of(unit: Unit, booking_id: int) -> dict[int, list[int]]:
    """The services of each of the booking's appointments, in order."""
    unit.session.flush()
    found = rows(unit, SERVICES, {"booking": booking_id, "business": unit.business_id})
    return {row.id: list(row.services) for row in found}
