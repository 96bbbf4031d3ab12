"""The end state: what the rows say when the customer has gone, told in words that a case can expect."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateways.invariants import check
from models.ids import BusinessId
from tests.house import House
from tests.vendors import StandinView

State = Mapping[str, Any]

LIVE = """
SELECT b.status, b.deposit_cents, b.total_cents, s.name AS stylist, a.booking_id,
       to_char(a.starts_at AT TIME ZONE 'Europe/Madrid', 'YYYY-MM-DD HH24:MI')
           || to_char(a.ends_at AT TIME ZONE 'Europe/Madrid', '-HH24:MI') AS time,
       concat_ws(' ', c.name, c.surname) AS guest,
       ARRAY(SELECT l.name FROM appointment_line l WHERE l.appointment_id = a.id ORDER BY l.position) AS services
FROM booking b
JOIN appointment a ON a.booking_id = b.id
JOIN stylist s ON s.id = a.stylist_id
LEFT JOIN customer c ON c.id = a.customer_id
WHERE a.status IN ('provisional', 'confirmed')
ORDER BY a.starts_at, s.name
"""
REFUNDED = "SELECT coalesce(sum(refunded_cents), 0)::int AS cents FROM payment"
HANDOVER = """
SELECT o.handover_reason FROM conversation o
JOIN customer_identity i ON i.customer_id = o.customer_id AND i.value = %(phone)s
WHERE o.handed_over_at IS NOT NULL
"""
NOTHING: State = {
    "status": [],
    "times": [],
    "stylists": [],
    "services": [],
    "deposit": [],
    "refunded": 0,
    "handover": None,
    "broken": [],
}
"""Of a salon where nobody has booked anything: what a case expects unless it says otherwise."""


def stands(time: str, stylist: str, *services: str, deposit: int = 524) -> State:
    """One booking is confirmed, with one appointment: a cut, unless more is said."""
    return {
        "status": ["confirmed"],
        "times": [time],
        "stylists": [stylist],
        "services": [sorted(services or ("Cortar",))],
        "deposit": [deposit],
    }


@dataclass(frozen=True)
class Difference:
    """One thing that is not as it must be."""

    what: str
    wanted: Any
    found: Any

    def __str__(self) -> str:
        return f"{self.what}: {self.found!r}, not {self.wanted!r}"


def state(home: House, phone: str) -> dict[str, Any]:
    """Appointments that stand, in order of time, with their bookings; money given back; who has the conversation."""
    live = home.rows(LIVE)
    bookings = list({row["booking_id"]: row for row in live}.values())
    handed = [row["handover_reason"] for row in home.rows(HANDOVER, phone=phone)]
    breaches = check(home.world.database, BusinessId(home.business_id), vendors=StandinView(home.standins))
    return {
        "status": [row["status"] for row in bookings],
        "times": [row["time"] for row in live],
        "stylists": [row["stylist"] for row in live],
        "services": [sorted(row["services"]) for row in live],
        "deposit": [row["deposit_cents"] for row in bookings],
        "refunded": home.row(REFUNDED)["cents"],
        "handover": handed[0] if handed else None,
        "guests": [row["guest"] for row in live],
        "broken": sorted({breach.invariant.name for breach in breaches}),
    }


def differences(wanted: State, found: State) -> list[Difference]:
    """In the order of the expectations; what is not expected does not count."""
    whole = {**NOTHING, **wanted}
    return [Difference(key, value, found[key]) for key, value in whole.items() if found[key] != value]
