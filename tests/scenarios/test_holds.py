"""Scenarios 20 and 23: holds that nobody pays, and slots that somebody else took."""

import httpx

from tests.house import House
from tests.scenarios.test_booking import titles

LAURA, BEATRIZ = "+34600000001", "+34600000002"


def book(home: House, phone: str = LAURA, name: str = "Laura", surname: str = "Torres") -> None:
    """Talks until a cut on Friday is held."""
    home.writes(phone, f"Soy {name} {surname}, quiero cortarme el pelo el viernes a las 10:00", name=name)
    home.writes(phone, "a las 10:00", name=name)


def test_20_an_unpaid_hold_is_nudged_lapses_and_is_told(home: House) -> None:
    home.free_only("2026-11-27", Pilar=[("10:00", "10:40")])
    book(home)
    booking = home.row("SELECT * FROM booking")
    assert booking["status"] == "held"
    httpx.get(f"{home.api}/pay/{booking['code']}")
    before = len(home.heard(LAURA))

    home.advance(24)
    home.work()
    assert home.heard(LAURA)[before:] == []
    home.advance(2)
    home.work()
    (nudge,) = home.heard(LAURA)[before:]
    assert f"/pay/{booking['code']}" in nudge
    home.work()
    assert len(home.heard(LAURA)) == before + 1

    home.advance(5)
    home.work()
    assert home.row("SELECT status FROM booking")["status"] == "lapsed"
    assert home.rows("SELECT 1 FROM occupancy WHERE kind = 'appointment'") == []
    assert titles(home, "Pilar") == []
    assert [p["status"] for p in home.standins.get("/sandbox/payments")] == ["expired"]
    (told,) = home.heard(LAURA)[before + 1 :]
    assert "viernes 27 de noviembre" in told
    assert "caducado" in httpx.get(f"{home.api}/pay/{booking['code']}").text

    (again,) = home.writes(LAURA, "vaya, ¿sigue libre el viernes para cortarme el pelo?")
    assert "10:00" in again


def test_a_jump_past_nudge_and_lapse_tells_only_the_lapse(home: House) -> None:
    home.free_only("2026-11-27", Pilar=[("10:00", "10:40")])
    book(home)
    before = len(home.heard(LAURA))
    home.advance(60 * 3)
    home.work()
    (told,) = home.heard(LAURA)[before:]
    assert "/pay/" not in told


def test_outside_whatsapps_24_hours_free_text_is_withdrawn_not_lost(home: House) -> None:
    home.free_only("2026-11-27", Pilar=[("10:00", "10:40")])
    book(home)
    home.advance(60 * 48)
    home.work()
    notice = home.row("SELECT status, reason FROM outbox WHERE kind = 'notice'")
    assert notice == {"status": "withdrawn", "reason": "WhatsApp's 24 hours are over"}
    assert home.row("SELECT status FROM booking")["status"] == "lapsed"


def test_23_the_last_slot_goes_to_one_of_two(home: House) -> None:
    home.free_only("2026-11-27", Pilar=[("10:00", "10:40")], Ana=[("17:00", "17:40")])
    for phone, name in ((LAURA, "Laura"), (BEATRIZ, "Beatriz")):
        home.writes(phone, f"Soy {name} Gil, quiero cortarme el pelo el viernes por la mañana", name=name)
    home.says(LAURA, "a las 10:00", name="Laura")
    home.says(BEATRIZ, "a las 10:00", name="Beatriz")
    home.settle()
    assert len(home.rows("SELECT 1 FROM booking WHERE status = 'held'")) == 1
    answers = [home.heard(phone)[-1] for phone in (LAURA, BEATRIZ)]
    (lost,) = [answer for answer in answers if "/pay/" not in answer]
    assert "17:00" in lost and "Ana" in lost


def test_paid_late_with_the_slot_still_free_is_taken_again(home: House) -> None:
    home.free_only("2026-11-27", Pilar=[("10:00", "10:40")])
    book(home)
    code = home.row("SELECT code FROM booking")["code"]
    httpx.get(f"{home.api}/pay/{code}")
    session = home.standins.get("/sandbox/payments")[-1]["session"]
    home.advance(30.5)
    home.standins.post(f"/sandbox/payments/{session}/pay", {})
    home.work()
    assert home.row("SELECT status FROM booking")["status"] == "confirmed"
    assert "confirmada" in home.heard(LAURA)[-1]
    assert titles(home, "Pilar") == ["Laura Torres · Cortar"]
