"""Staff keep hours free in /admin, and give them back."""

import re

from tests.admin.desk import Desk, clara, nobody, staffed, stranger
from tests.admin.visitor import FROM_ELSEWHERE
from tests.changes import booked
from tests.salon import salon

__all__ = ["clara", "nobody", "salon", "staffed", "stranger"]

FRIDAY = "2026-11-27"
BLOCKS = "SELECT note, during::text AS during FROM occupancy WHERE kind = 'block'"


def form(desk: Desk, starts: str = "16:00", ends: str = "18:00", **more: str) -> dict[str, str]:
    """Marta's Friday afternoon."""
    hours = {"dia": FRIDAY, "desde": starts, "hasta": ends, "nota": "Curso"}
    return hours | {"con": str(desk.salon.stylist("Marta"))} | more


def test_blocked_once_listed_and_given_back_once(clara: Desk) -> None:
    salon = clara.salon
    done = ("/block/list", "Hecho: esas horas quedan bloqueadas.")
    assert clara.sends("/desk/block", form(clara)) == clara.sends("/desk/block", form(clara)) == done
    (block,) = salon.rows(BLOCKS)
    assert block["note"] == "Curso"
    assert ("occupancy", "staff:clara") in clara.actors()
    listed = clara.looks("/block/list")
    assert "vie 27 nov, 16:00" in listed and "Marta" in listed and "Curso" in listed
    (path,) = re.findall(r"/admin(/block/details/\d+)", listed)
    free = path.replace("/block/details", "/desk/block") + "/free"
    assert f"/admin{free}" in clara.looks(path)
    assert clara.sends(free) == ("/block/list", "Hecho: esas horas vuelven a estar libres.")
    assert clara.visitor.woken.freed == 1
    assert clara.sends(free) == ("/block/list", "Ese bloqueo ya no está.")
    assert salon.rows(BLOCKS) == []
    assert salon.breaches() == []


def test_an_appointment_in_the_way_is_named(clara: Desk) -> None:
    salon = clara.salon
    booked(salon, salon.guest(), "Marta", f"{FRIDAY} 17:30")
    assert clara.refuses("/desk/block", form(clara)) == 409
    page = clara.visitor.post("/desk/block", form(clara)).text
    assert "no se ha bloqueado nada" in page
    assert '<a href="/admin/booking/details/1">vie 27 nov, 17:30–18:10: Laura Torres</a>' in page
    assert 'value="Curso"' in page, "what was typed stays"
    assert clara.sends("/desk/block", form(clara, ends="17:30"))[0] == "/block/list", "up to it is free"


def test_hours_that_make_no_sense(clara: Desk) -> None:
    for wrong, words in (
        ({"con": ""}, "Elige con quién."),
        ({"con": "999"}, "Elige con quién."),
        ({"desde": ""}, "Di el día, desde qué hora y hasta qué hora."),
        ({"dia": ""}, "Di el día, desde qué hora y hasta qué hora."),
        ({"hasta": "16:00"}, "La hora final tiene que ser posterior a la inicial."),
        ({"dia": "2026-11-20"}, "Esa hora ya ha pasado."),
        ({"dia": "2027-03-28", "desde": "02:30", "hasta": "05:00"}, "Di el día, desde qué hora y hasta qué hora."),
    ):
        assert clara.unchanged("/desk/block", form(clara) | wrong) == words, wrong


def test_others_cannot(clara: Desk, stranger: Desk, nobody: Desk) -> None:
    clara.sends("/desk/block", form(clara))
    (block,) = clara.salon.rows("SELECT id FROM occupancy")
    free = f"/desk/block/{block['id']}/free"
    for desk in (nobody, stranger):
        desk.refuses("/desk/block", form(clara, "10:00", "11:00"))
        desk.refuses(free)
    assert clara.refuses(free, {}, FROM_ELSEWHERE) == 403
    assert clara.refuses("/desk/block", form(clara, "10:00", "11:00"), FROM_ELSEWHERE) == 403
    assert clara.visitor.get(free).status_code == 405
    assert len(clara.salon.rows(BLOCKS)) == 1
