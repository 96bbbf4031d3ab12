"""Bookings that are confirmed and then changed, for tests of moves and cancellations."""

from typing import Any

from flows.catalogue import Catalogue
from flows.changes import Target
from flows.plan import Part, Plan
from gateways.database import Database
from tasks.commands.asking import StaffDecides
from tasks.commands.cancel import WouldForfeit, cancel
from tasks.commands.cancelled import Cancelled
from tasks.commands.hold import Held, JustTaken, NotAllowed, hold
from tasks.commands.move import Moved, move
from tasks.commands.terms import NothingToCancel
from tests.free_time import moment
from tests.salon import Guest, Salon

STATE = ("booking", "appointment", "occupancy", "payment", "conversation", "ledger_entry", "outbox", "reminder")
"""Everything that a change to a booking may touch."""

SUPPLEMENT = """
WITH raised AS (
    UPDATE appointment SET price_cents = price_cents + 4800, deposit_share_cents = deposit_share_cents + 960
    WHERE id = %(id)s RETURNING *
), booked AS (
    UPDATE booking SET total_cents = total_cents + 4800, deposit_cents = deposit_cents + 960
    FROM raised WHERE booking.id = raised.booking_id
)
INSERT INTO payment (business_id, booking_id, kind, status, amount_cents, refunded_cents, currency)
SELECT business_id, booking_id, 'supplement', 'open', 960, 0, 'EUR' FROM raised
"""


def state(database: Database) -> dict[str, list[dict[str, Any]]]:
    """All of it, to show that a refusal has changed nothing."""
    return {table: [dict(row) for row in database.rows(f"SELECT * FROM {table} ORDER BY id")] for table in STATE}


def booked(salon: Salon, guest: Guest, stylist: str, when: str, *services: str, intent: str = "pi_1") -> Held:
    """A paid appointment of hers."""
    held = salon.held(guest, stylist, when, *services)
    salon.pay(held, intent, session=f"cs_{intent}")
    return held


def party(salon: Salon, guest: Guest, *wanted: tuple[str, str, str, str | None], intent: str = "pi_1") -> Held:
    """Several paid at once: stylist, time, service and whom she brings along (None: herself)."""
    parts = tuple(
        Part(salon.stylist(stylist), moment(when), tuple(salon.services(service)), guest=brought)
        for stylist, when, service, brought in wanted
    )
    with salon.unit() as unit:
        held = hold(unit, salon.catalogue, guest.conversation, guest.customer, Plan(parts))
    assert isinstance(held, Held), held
    salon.pay(held, intent, session=f"cs_{intent}")
    return held


def appointments(salon: Salon, booking_id: int) -> list[int]:
    """Ids of a booking's appointments, in order."""
    rows = salon.rows("SELECT id FROM appointment WHERE booking_id = %(id)s ORDER BY id", id=booking_id)
    return [row["id"] for row in rows]


def mother_and_daughter(salon: Salon, guest: Guest) -> Held:
    """Scenario 7, paid: a cut and a blow-dry at once, 26.20 + 17.50 €, deposit 8.74 €, shares 5.24 and 3.50 €."""
    at = "2026-11-27 16:00"
    return party(salon, guest, ("Marta", at, "Cortar", None), ("Sara", at, "Peinado", "mi hija"))


def owes_supplement(salon: Salon, appointment_id: int) -> None:
    """Something of 48 € was added to it, and its 9.60 € of the deposit are not paid yet."""
    salon.rows(SUPPLEMENT, id=appointment_id)


def ledger(salon: Salon) -> list[tuple[str, int]]:
    """Every movement of money, in order."""
    return [(row["kind"], row["cents"]) for row in salon.rows("SELECT kind, cents FROM ledger_entry ORDER BY id")]


def targets(salon: Salon, booking_id: int, *places: tuple[str, str] | None) -> dict[int, Target]:
    """Where its appointments shall be, in order of id: stylist and time; None for one that stays."""
    ids = appointments(salon, booking_id)
    return {one: (salon.stylist(place[0]), moment(place[1])) for one, place in zip(ids, places, strict=True) if place}


def moved(
    salon: Salon, booking_id: int, *places: tuple[str, str] | None, actor: str = "house", **how: Any
) -> Moved | StaffDecides | NotAllowed | JustTaken:
    """Moves them, as the customer or (`by_staff`) as one of the staff."""
    return move_by(salon, salon.catalogue, booking_id, targets(salon, booking_id, *places), actor=actor, **how)


def move_by(
    salon: Salon, catalogue: Catalogue, booking_id: int, wanted: dict[int, Target], *, actor: str = "house", **how: Any
) -> Moved | StaffDecides | NotAllowed | JustTaken:
    """The command, committed."""
    with salon.database.unit(salon.business_id, actor) as unit:
        found = move(unit, catalogue, booking_id, wanted, **how)
        unit.commit()
    return found


def cancelled(
    salon: Salon, booking_id: int, ids: list[int] | None = None, *, actor: str = "house", **how: Any
) -> Cancelled | WouldForfeit | StaffDecides | NothingToCancel:
    """Cancels them, as the customer or (`by_staff`) as one of the staff."""
    with salon.database.unit(salon.business_id, actor) as unit:
        found = cancel(unit, salon.catalogue, booking_id, ids, **how)
        unit.commit()
    return found


def places(salon: Salon, booking_id: int) -> list[tuple[str, str, str, str]]:
    """Where its appointments are: stylist, beginning, end, status; and so for what they occupy."""
    rows = salon.rows(
        "SELECT s.name, to_char(a.starts_at AT TIME ZONE 'Europe/Madrid', 'YYYY-MM-DD HH24:MI') AS starts,"
        " to_char(a.ends_at AT TIME ZONE 'Europe/Madrid', 'HH24:MI') AS ends, a.status"
        " FROM appointment a JOIN stylist s ON s.id = a.stylist_id WHERE booking_id = %(id)s ORDER BY a.id",
        id=booking_id,
    )
    return [(row["name"], row["starts"], row["ends"], row["status"]) for row in rows]
