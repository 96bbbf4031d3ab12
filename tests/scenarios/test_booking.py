"""Scenarios 1, 13 and 18: from a WhatsApp message to a paid appointment."""

import re

import httpx
import pytest

from tests.house import House

LAURA, LUCIA, MARTA = "+34600000001", "+34600000013", "+34600000018"

APPOINTMENT = """
SELECT b.status, b.total_cents, b.deposit_cents, a.status AS appointment, s.name AS stylist,
       to_char(a.starts_at AT TIME ZONE 'Europe/Madrid', 'YYYY-MM-DD HH24:MI') AS starts,
       to_char(a.ends_at AT TIME ZONE 'Europe/Madrid', 'HH24:MI') AS ends,
       round(extract(epoch FROM b.held_until - b.created_at) / 60)::int AS held_minutes, b.code,
       ARRAY(SELECT l.name FROM appointment_line l WHERE l.appointment_id = a.id ORDER BY l.position) AS services
FROM booking b JOIN appointment a ON a.booking_id = b.id JOIN stylist s ON s.id = a.stylist_id
"""


def titles(home: House, stylist: str) -> list[str]:
    """Our events in that stylist's Google calendar."""
    calendars = home.standins.get("/sandbox/calendars")
    (events,) = (one["events"] for one in calendars if one["stylist"] == stylist)
    return [event["title"] for event in events if event["ours"] and event["status"] != "cancelled"]


def notes(home: House) -> list[str]:
    """Private notes that staff see in Chatwoot."""
    (talk,) = home.standins.get("/sandbox/inbox")
    return [message["text"] for message in talk["messages"] if message["private"]]


def test_1_laura_takes_the_pack_and_pays(home: House) -> None:
    home.free_only("2026-11-27", Pilar=[("10:30", "11:30")], Marta=[("12:30", "13:30")])

    (first,) = home.writes(LAURA, "Hola, quiero hacerme mechas el viernes")
    assert "Maite" in first and "virtual" in first and "/privacy" in first
    assert "¿Eres Laura?" in first
    assert "80,00 €" in first and "8,70 €" in first and "60 min" in first

    (options,) = home.writes(LAURA, "Sí, soy Laura. Vale, el pack. La primera disponible")
    assert "Maite" not in options
    assert "viernes 27 de noviembre" in options
    assert re.findall(r"(\d+:\d\d) con (\w+)", options) == [("10:30", "Pilar"), ("12:30", "Marta")]
    assert home.rows("SELECT id FROM booking") == []

    (surname,) = home.writes(LAURA, "a las 12:30")
    assert "apellido" in surname and "/pay/" not in surname
    (offer,) = home.writes(LAURA, "Torres")
    held = home.row(APPOINTMENT)
    assert held == {
        "status": "held",
        "total_cents": 8000,
        "deposit_cents": 1600,
        "appointment": "provisional",
        "stylist": "Marta",
        "starts": "2026-11-27 12:30",
        "ends": "13:30",
        "held_minutes": 30,
        "code": held["code"],
        "services": ["Mechas", "Cortar"],
    }
    assert f"{home.settings.public_url}/pay/{held['code']}" in offer
    assert "16,00 €" in offer and "30 min" in offer
    assert titles(home, "Marta") == ["⏳ Laura Torres · Mechas + Cortar"]

    page = httpx.get(f"{home.api}/pay/{held['code']}")
    assert page.status_code == 303 and "/checkout/" in page.headers["location"]
    home.pay()

    confirmed = home.row(APPOINTMENT)
    assert (confirmed["status"], confirmed["appointment"]) == ("confirmed", "confirmed")
    said = home.heard(LAURA)[-1]
    assert "confirmada" in said and "16,00 €" in said and "64,00 €" in said and "12:30" in said
    assert titles(home, "Marta") == ["Laura Torres · Mechas + Cortar"]
    assert any("Laura Torres" in note and "12:30" in note for note in notes(home))
    (mail,) = home.standins.get("/sandbox/mails")
    assert "marta@salon.example" in str(mail["to"])
    assert [p["status"] for p in home.standins.get("/sandbox/payments")] == ["paid"]
    assert home.row("SELECT name, surname, total_spent_cents FROM customer") == {
        "name": "Laura",
        "surname": "Torres",
        "total_spent_cents": 1600,
    }


def test_13_lucia_asks_prices_and_books_both_with_rosa(home: House) -> None:
    home.free_only("2026-11-26", Rosa=[("10:00", "14:00")])
    (prices,) = home.writes(LUCIA, "Hola! Cuánto cuestan las cejas y la manicura permanente?", name="Lucía")
    assert "7,00 €" in prices and "15 min" in prices
    assert "40,70 €" in prices and "90 min" in prices
    (options,) = home.writes(LUCIA, "Sí soy Lucía. Quiero las dos el jueves, la primera que tengas", name="Lucía")
    assert "Rosa" in options and "jueves 26 de noviembre" in options and "10:00" in options
    home.writes(LUCIA, "a las 10:00", name="Lucía")
    (offer,) = home.writes(LUCIA, "Gómez", name="Lucía")
    held = home.row(APPOINTMENT)
    assert (held["stylist"], held["starts"], held["ends"]) == ("Rosa", "2026-11-26 10:00", "11:45")
    assert (held["total_cents"], held["deposit_cents"]) == (4770, 954)
    assert held["services"] == ["Cejas", "Manicura permanente + bioterapia"]
    assert "9,54 €" in offer


def test_18_marta_comes_back_and_wants_a_cut_today(home: House) -> None:
    home.writes(MARTA, "hola", name="Marta")
    home.writes(MARTA, "me llamo Marta Ruiz", name="Marta")
    home.at("2026-11-24 13:00")
    home.free_only("2026-11-24", Ana=[("16:30", "17:10")], Víctor=[("18:00", "18:40")])
    (options,) = home.writes(MARTA, "¿podéis cortarme el pelo hoy?", name="Marta")
    assert "Maite" not in options
    assert re.findall(r"(\d+:\d\d) con (\w+)", options) == [("16:30", "Ana"), ("18:00", "Víctor")]
    (offer,) = home.writes(MARTA, "a las 16:30 con Ana", name="Marta")
    held = home.row(APPOINTMENT)
    assert (held["stylist"], held["starts"], held["held_minutes"]) == ("Ana", "2026-11-24 16:30", 15)
    assert (held["total_cents"], held["deposit_cents"]) == (2620, 524)
    assert "15 min" in offer and "5,24 €" in offer
    home.at("2026-11-24 13:08")
    httpx.get(f"{home.api}/pay/{held['code']}")
    paid_at = home.now
    home.pay()
    assert home.row(APPOINTMENT)["status"] == "confirmed"
    assert "devolvemos" not in home.heard(MARTA)[-1], "four hours ahead there is no refund to promise"
    assert titles(home, "Ana") == ["Marta Ruiz · Cortar"]
    told = home.rows("SELECT sent_at FROM outbox WHERE kind IN ('note', 'mail')")
    assert len(told) == 2
    assert all((row["sent_at"] - paid_at).total_seconds() <= 120 for row in told)


@pytest.mark.parametrize("name", ["✨✨", "+34 600"])
def test_who_shows_no_name_is_asked_for_it_and_served_all_the_same(home: House, name: str) -> None:
    (first,) = home.writes(LAURA, "¿cuánto cuesta cortarme el pelo?", name=name)
    assert "26,20 €" in first and "¿Eres" not in first and "llamas" in first
