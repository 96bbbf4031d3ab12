"""Services added to live bookings and taken out of them, and what the bookings cost then."""

from typing import Any

from tasks.commands.asking import StaffDecides
from tasks.commands.change_services import Changed, change_services
from tasks.commands.hold import JustTaken, NotAllowed
from tests.changes import appointments
from tests.salon import Salon

URL = "https://turno.example"


def changed(
    salon: Salon, appointment_id: int, *names: str, actor: str = "house", **how: Any
) -> Changed | StaffDecides | NotAllowed | JustTaken:
    """The command, committed."""
    with salon.database.unit(salon.business_id, actor) as unit:
        ids = salon.services(*names)
        found = change_services(unit, salon.catalogue, appointment_id, ids, public_url=URL, **how)
        unit.commit()
    return found


def only(salon: Salon, booking_id: int) -> int:
    """Its only appointment."""
    (found,) = appointments(salon, booking_id)
    return found


def lines(salon: Salon, appointment_id: int) -> list[tuple[str, int, int]]:
    """What is done, for how much and how long, in order."""
    rows = salon.rows(
        "SELECT name, price_cents, minutes FROM appointment_line WHERE appointment_id = %(id)s ORDER BY position",
        id=appointment_id,
    )
    return [(row["name"], row["price_cents"], row["minutes"]) for row in rows]


def money(salon: Salon, booking_id: int) -> list[tuple[str, str, int, int]]:
    """Its payments: kind, status, amount and what goes back."""
    rows = salon.rows("SELECT * FROM payment WHERE booking_id = %(id)s ORDER BY id", id=booking_id)
    return [(row["kind"], row["status"], row["amount_cents"], row["due_back_cents"]) for row in rows]


def shares(salon: Salon, booking_id: int) -> list[int]:
    """The deposit's shares, by appointment."""
    rows = salon.rows(
        "SELECT deposit_share_cents AS n FROM appointment WHERE booking_id = %(id)s ORDER BY id", id=booking_id
    )
    return [row["n"] for row in rows]


def pay_supplement(salon: Salon, booking_id: int, cents: int) -> object:
    """The open supplement is captured."""
    row = salon.row("SELECT id FROM payment WHERE booking_id = %(id)s AND status = 'open'", id=booking_id)
    return salon.pay_supplement(row["id"], "pi_more", cents, "cs_more")
