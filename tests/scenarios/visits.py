"""What a talk has come to: bookings with their money, and who comes to whom, when and for what."""

from typing import Any

from tests.house import House

BOOKINGS = """
SELECT status, total_cents, deposit_cents, code, session_pack_id,
       round(extract(epoch FROM held_until - created_at) / 60)::int AS held_minutes
FROM booking WHERE status IN ('held', 'confirmed') ORDER BY id
"""
VISITS = """
SELECT s.name AS stylist, to_char(a.starts_at AT TIME ZONE 'Europe/Madrid', 'YYYY-MM-DD HH24:MI') AS starts,
       to_char(a.ends_at AT TIME ZONE 'Europe/Madrid', 'HH24:MI') AS ends, a.status, a.guest,
       concat_ws(' ', c.name, c.surname) AS who,
       ARRAY(SELECT l.name FROM appointment_line l WHERE l.appointment_id = a.id ORDER BY l.position) AS services
FROM appointment a JOIN stylist s ON s.id = a.stylist_id JOIN customer c ON c.id = a.customer_id
WHERE a.status IN ('provisional', 'confirmed') ORDER BY a.id
"""


def standing(home: House) -> dict[str, Any]:
    """The only booking that is held or confirmed."""
    return home.row(BOOKINGS)


def visits(home: House) -> list[tuple[str, str, str, list[str]]]:
    """Stylist, beginning, end and services of every appointment that stands."""
    return [(row["stylist"], row["starts"], row["ends"], row["services"]) for row in home.rows(VISITS)]


def comers(home: House) -> list[tuple[str, str | None]]:
    """Whose appointment each of them is, and whom the customer brings."""
    return [(row["who"], row["guest"]) for row in home.rows(VISITS)]


def link(home: House, code: str) -> str:
    """Where that booking is paid."""
    return f"{home.settings.public_url}/pay/{code}"
