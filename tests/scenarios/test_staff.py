"""Scenario 33: staff move and cancel in /admin. Same rules, the calendar follows, she is told, the audit says who.

What she then asks is answered from what staff have changed.
"""

import re
from collections.abc import Iterator

import httpx
import pytest

from admin.accounts import ensure_owner
from gateways.invariants import check
from models.ids import BusinessId
from tests.admin.desk import field, said, times
from tests.admin.visitor import FROM_OUR_PAGE, PASSWORD
from tests.house import House
from tests.scenarios.regulars import events, mails, notes, occupied, places, refunds, regular
from tests.scenarios.variants import Script, written
from tests.settings import PATIENCE_SECONDS

BEATRIZ, LAURA = "+34600000033", "+34600000019"
FRIDAY = "2026-11-27"


@pytest.fixture
def desk(home: House) -> Iterator[httpx.Client]:
    """A browser in which the owner has logged in at the real API."""
    ensure_owner(home.world.database, BusinessId(home.business_id), PASSWORD)
    with httpx.Client(
        base_url=f"{home.api}/admin", headers=FROM_OUR_PAGE, follow_redirects=True, timeout=PATIENCE_SECONDS
    ) as client:
        client.post("/login", data={"username": "owner", "password": PASSWORD})
        yield client


def actors(home: House) -> set[str]:
    """Who has changed appointments, as the audit has it."""
    return {row["actor"] for row in home.rows("SELECT actor FROM audit WHERE table_name = 'appointment'")}


def only_visit(home: House) -> int:
    """The only appointment's id."""
    found: int = home.row("SELECT id FROM appointment")["id"]
    return found


@written(
    plain={"answer": "Vale, gracias", "ask": "¿Qué citas tengo entonces?"},
    typos={"answer": "bale grasias", "ask": "entonses a k ora es mi sita?"},
    no_accents={"answer": "ok perfecto gracias", "ask": "me recuerdas cuando es mi cita"},
    burst={
        "answer": ("ah", "vale", "gracias por avisar"),
        "ask": ("perdona", "una cosa", "¿a qué hora", "era mi cita?"),
    },
    second_thoughts={
        "answer": ["uy, ese día no puedo", "ay no, sí que puedo, déjala así"],
        "ask": ("¿tenéis aparcamiento?", "bueno, lo que quería: ¿qué cita tengo?"),
    },
)
def test_33_moved_in_admin(home: House, desk: httpx.Client, script: Script) -> None:
    beatriz = regular(home, BEATRIZ, "Beatriz", "Gil")
    beatriz.has("Lucas", f"{FRIDAY} 10:00")
    home.free_only("2026-11-26", Lucas=[("17:00", "17:40")], Ana=[("10:30", "11:10")])
    visit = only_visit(home)
    page = desk.get(f"/desk/appointment/{visit}/move?dia=2026-11-26").text
    assert times(page) == {"Ana": ["10:30"], "Lucas": ["17:00"]}
    values = dict(zip(("Lucas", "Ana"), _hours(page), strict=True))
    ana = home.row("SELECT id FROM stylist WHERE name = 'Ana'")["id"]
    sunday = {"hora": f"{ana}|2026-11-29T10:00:00+00:00"}
    assert said(desk.post(f"/desk/appointment/{visit}/move", data=sunday).text) == "Ese día el salón está cerrado."
    assert events(home, "Lucas") == [("Beatriz Gil · Cortar", f"{FRIDAY}T10:00")], "by the same rules"
    before = len(beatriz.heard())
    for _ in range(2):
        answer = desk.post(f"/desk/appointment/{visit}/move", data={"hora": values["Ana"]})
        assert said(answer.text) == "Hecho: la cita está en su nueva hora."
    home.work()
    moved = [("Ana", "2026-11-26 10:30", "11:10", "confirmed")]
    assert places(home) == moved
    assert (events(home, "Lucas"), events(home, "Ana")) == ([], [("Beatriz Gil · Cortar", "2026-11-26T10:30")])
    (told,) = beatriz.heard()[before:]
    assert "10:30" in told and "jueves 26 de noviembre" in told and "con Ana" in told
    assert "10:30" in notes(home)[-1]
    told_to = " ".join(to for to, _ in mails(home)[-2:])
    assert "ana@salon.example" in told_to and "lucas@salon.example" in told_to
    assert (home.row("SELECT status FROM payment")["status"], refunds(home)) == ("paid", [])
    assert actors(home) == {"staff:owner"}

    script.say(home, BEATRIZ, "answer", "Beatriz")
    hers = script.say(home, BEATRIZ, "ask", "Beatriz")[-1]
    assert "jueves 26 de noviembre" in hers and "10:30" in hers and "Ana" in hers
    assert "Lucas" not in hers and "viernes" not in hers
    assert (places(home), refunds(home), actors(home)) == (moved, [], {"staff:owner"}), "she has changed nothing"
    assert occupied(home) == [("Ana", "2026-11-26 10:30")]
    assert check(home.world.database, BusinessId(home.business_id)) == []


@written(
    plain={"ask": "Vaya. ¿Entonces no tengo ninguna cita?", "again": "Pues quiero cortarme el pelo el jueves"},
    typos={"ask": "jo.. entonses no tengo sita??", "again": "pos kiero kortarme el pelo el juebes"},
    no_accents={"ask": "que citas tengo ahora", "again": "dame hora para cortar el jueves"},
    burst={
        "ask": ("vaya", "y eso?", "¿qué citas tengo?"),
        "again": ("bueno", "pues el jueves", "para cortarme el pelo"),
    },
    second_thoughts={
        "ask": ["vale", "espera, ¿me queda alguna cita?", "¿qué citas tengo?"],
        "again": ["quiero cortarme el pelo el miércoles", "no, mejor el jueves"],
    },
)
def test_33_cancelled_in_admin(home: House, desk: httpx.Client, script: Script) -> None:
    home.free_only("2026-11-26", Ana=[("10:30", "11:10")])
    laura = regular(home, LAURA, "Laura", "Torres")
    held = laura.has("Marta", f"{FRIDAY} 12:30")
    page = desk.get(f"/desk/booking/{held.booking_id}/cancel").text
    assert "5,24" in page
    form = {"cita": str(only_visit(home)), "dinero": "normas", "trato-normas": field(page, "trato-normas")}
    before = len(laura.heard())
    for _ in range(2):
        answer = desk.post(f"/desk/booking/{held.booking_id}/cancel", data=form)
        assert said(answer.text) == "Hecho: queda cancelada."
    home.work()
    assert home.row("SELECT status FROM booking")["status"] == "cancelled"
    assert (events(home, "Marta"), occupied(home)) == ([], [])
    assert [entry["request"]["amount"] for entry in refunds(home)] == [524]
    payment = home.row("SELECT status, refunded_cents FROM payment")
    assert payment == {"status": "refunded", "refunded_cents": 524}
    (told,) = laura.heard()[before:]
    assert "cancelada" in told and "*5,24 €*" in told
    assert "marta@salon.example" in mails(home)[-1][0]
    assert actors(home) == {"staff:owner"}

    hers = script.say(home, LAURA, "ask")[-1]
    assert "ninguna cita" in hers and "12:30" not in hers and "Marta" not in hers
    offered = script.say(home, LAURA, "again")[-1]
    assert "jueves 26 de noviembre" in offered and "10:30" in offered and "Ana" in offered
    assert len(refunds(home)) == 1
    assert [place[3] for place in places(home)] == ["cancelled"]
    assert check(home.world.database, BusinessId(home.business_id)) == []


def _hours(page: str) -> list[str]:
    """What the form sends for each free time."""
    return re.findall(r'name="hora" value="([^"]+)"', page)
