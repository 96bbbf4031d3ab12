"""What tests of reminders do and look at, again and again."""

from typing import Any

from gateways.reminders import due_reminders
from tasks.commands.cancel import cancel
from tasks.commands.cancelled import Cancelled
from tasks.commands.hold import Held
from tasks.commands.move import Moved, move
from tasks.commands.reminding import remind
from tests.free_time import moment
from tests.salon import Guest, Salon


def reminders(salon: Salon) -> list[tuple[Any, ...]]:
    """Every row: begin and due time on the salon's clock, status, reason."""
    rows = salon.rows(
        "SELECT to_char(starts_at AT TIME ZONE 'Europe/Madrid', 'MM-DD HH24:MI') AS starts,"
        " to_char(due_at AT TIME ZONE 'Europe/Madrid', 'MM-DD HH24:MI') AS due, status, reason"
        " FROM reminder ORDER BY id"
    )
    return [tuple(row.values()) for row in rows]


def due(salon: Salon) -> list[int]:
    """What the sweep would look at."""
    return [reminder_id for _, reminder_id in due_reminders(salon.database, salon.database.now())]


def sweep(salon: Salon) -> list[bool]:
    """What the sweep does; for each that is due whether it was sent."""
    sent = []
    for reminder_id in due(salon):
        with salon.unit() as unit:
            sent.append(remind(unit, reminder_id))
    return sent


def booked(salon: Salon, guest: Guest, when: str = "2026-11-27 12:30", stylist: str = "Marta") -> Held:
    """A cut that is paid."""
    held = salon.held(guest, stylist, when)
    salon.pay(held, f"pi_{held.booking_id}", session=f"cs_{held.booking_id}")
    return held


def moved(salon: Salon, booking_id: int, when: str, stylist: str = "Marta") -> None:
    """Staff move it."""
    appointment = salon.appointment(booking_id)["id"]
    with salon.unit() as unit:
        target = {appointment: (salon.stylist(stylist), moment(when))}
        assert isinstance(move(unit, salon.catalogue, booking_id, target, by_staff=True), Moved)


def cancelled(salon: Salon, booking_id: int) -> None:
    """Staff cancel it."""
    with salon.unit() as unit:
        assert isinstance(cancel(unit, salon.catalogue, booking_id, by_staff=True), Cancelled)


def notices(salon: Salon) -> list[str]:
    """Reminders that go out, by key."""
    return [key for key in salon.effects() if key.startswith("reminder:")]
