"""Scenario 33: staff move and cancel in /admin. Same rules, the calendar follows, she is told, the audit says who."""

import re
from collections.abc import Iterator

import httpx
import pytest

from admin.accounts import ensure_owner
from tests.admin.desk import field, said, times
from tests.admin.visitor import FROM_OUR_PAGE, PASSWORD
from tests.changes import appointments, places
from tests.house import House
from tests.salon import Salon
from tests.scenarios.test_changes import PHONE, booked, customer, events, mails, notes, refunds, salon

__all__ = ["salon"]

FRIDAY = "2026-11-27"


@pytest.fixture
def desk(home: House, salon: Salon) -> Iterator[httpx.Client]:
    """A browser in which the owner has logged in at the real API."""
    ensure_owner(home.world.database, salon.business_id, PASSWORD)
    with httpx.Client(base_url=f"{home.api}/admin", headers=FROM_OUR_PAGE, follow_redirects=True) as client:
        client.post("/login", data={"username": "owner", "password": PASSWORD})
        yield client


def actors(salon: Salon) -> set[str]:
    """Who has changed appointments, as the audit has it."""
    return {row["actor"] for row in salon.rows("SELECT actor FROM audit WHERE table_name = 'appointment'")}


def test_33_moved_in_admin(home: House, salon: Salon, desk: httpx.Client) -> None:
    beatriz = customer(home, salon, "Beatriz", "Gil")
    held = booked(home, salon, beatriz, "Lucas", f"{FRIDAY} 10:00")
    home.free_only("2026-11-26", Lucas=[("17:00", "17:40")], Ana=[("10:30", "11:10")])
    (visit,) = appointments(salon, held.booking_id)
    page = desk.get(f"/desk/appointment/{visit}/move?dia=2026-11-26").text
    assert times(page) == {"Ana": ["10:30"], "Lucas": ["17:00"]}
    values = dict(zip(("Lucas", "Ana"), _hours(page), strict=True))
    sunday = {"hora": f"{salon.stylist('Ana')}|2026-11-29T10:00:00+00:00"}
    assert said(desk.post(f"/desk/appointment/{visit}/move", data=sunday).text) == "Ese día el salón está cerrado."
    assert events(home, "Lucas") == [("Beatriz Gil · Cortar", f"{FRIDAY}T10:00")], "by the same rules"
    for _ in range(2):
        answer = desk.post(f"/desk/appointment/{visit}/move", data={"hora": values["Ana"]})
        assert said(answer.text) == "Hecho: la cita está en su nueva hora."
    home.work()
    assert places(salon, held.booking_id) == [("Ana", "2026-11-26 10:30", "11:10", "confirmed")]
    assert (events(home, "Lucas"), events(home, "Ana")) == ([], [("Beatriz Gil · Cortar", "2026-11-26T10:30")])
    told = [text for text in home.heard(PHONE) if "10:30" in text]
    assert len(told) == 1 and "jueves 26 de noviembre" in told[0] and "con Ana" in told[0]
    assert "10:30" in notes(home)[-1]
    written = " ".join(mails(home)[-2:])
    assert "ana@salon.example" in written and "lucas@salon.example" in written
    assert (salon.payment(held.booking_id)["status"], refunds(home)) == ("paid", [])
    assert actors(salon) == {"staff:owner"}
    assert salon.breaches() == []


def test_33_cancelled_in_admin(home: House, salon: Salon, desk: httpx.Client) -> None:
    laura = customer(home, salon, "Laura", "Torres")
    held = booked(home, salon, laura, "Marta", f"{FRIDAY} 12:30")
    (visit,) = appointments(salon, held.booking_id)
    page = desk.get(f"/desk/booking/{held.booking_id}/cancel").text
    assert "5,24" in page
    form = {"cita": str(visit), "dinero": "normas", "trato-normas": field(page, "trato-normas")}
    for _ in range(2):
        answer = desk.post(f"/desk/booking/{held.booking_id}/cancel", data=form)
        assert said(answer.text) == "Hecho: queda cancelada."
    home.work()
    assert salon.booking(held.booking_id)["status"] == "cancelled"
    assert events(home, "Marta") == []
    assert [entry["request"]["amount"] for entry in refunds(home)] == [524]
    payment = salon.payment(held.booking_id)
    assert (payment["status"], payment["refunded_cents"]) == ("refunded", 524)
    told = [text for text in home.heard(PHONE) if "cancelada" in text]
    assert len(told) == 1 and "*5,24 €*" in told[0]
    assert "marta@salon.example" in mails(home)[-1]
    assert actors(salon) == {"staff:owner"}
    assert salon.breaches() == []


def _hours(page: str) -> list[str]:
    """What the form sends for each free time."""
    return re.findall(r'name="hora" value="([^"]+)"', page)
