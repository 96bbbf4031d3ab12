"""Scenarios 1 and 18: from a WhatsApp message to a paid appointment."""

import re

import pytest

from gateways.invariants import check
from models.ids import BusinessId
from tests.house import House
from tests.scenarios.regulars import events, notes, pays, regular
from tests.scenarios.variants import Script, written
from tests.scenarios.visits import link, standing, visits

LAURA, MARTA = "+34600000001", "+34600000018"


@written(
    plain={
        "ask": "Hola, quiero hacerme mechas el viernes",
        "accept": "Sí, soy Laura. Vale, el pack. La primera disponible",
        "choose": "a las 12:30",
        "surname": "Torres",
    },
    also="typos",
    typos={
        "ask": "ola kiero aserme mexas el biernes",
        "accept": "sii soi laura, vale el pak, la primera k tengas",
        "choose": "alas 12:30",
        "surname": "torres",
    },
    no_accents={
        "ask": "buenos dias queria hacerme unas mechas el viernes",
        "accept": "si soy laura me quedo con el pack, cuando haya hueco",
        "choose": "la de las 12 y media con marta",
        "surname": "mi apellido es Torres",
    },
    burst={
        "ask": ("hola!!", "quería hacerme mechas", "el viernes", "si puede ser"),
        "accept": ("sí", "soy Laura", "el pack porfa", "la primera que haya"),
        "choose": ("mmm", "la de las 12:30"),
        "surname": ("ay sí", "Torres"),
    },
    second_thoughts={
        "ask": ["Hola, quiero hacerme mechas el jueves", "perdona, mejor el viernes"],
        "accept": ["Sí, soy Laura. Solo las mechas", "bueno no, mejor el pack, la primera disponible"],
        "choose": ["a las 10:30", "uy no, mejor a las 12:30"],
    },
)
def test_1_laura_takes_the_pack_and_pays(home: House, script: Script) -> None:
    home.free_only("2026-11-27", Pilar=[("10:30", "11:30")], Marta=[("12:30", "13:30")])

    asked = script.say(home, LAURA, "ask")
    assert "Maite" in asked[0] and "virtual" in asked[0] and "/privacy" in asked[0]
    assert "¿Eres Laura?" in asked[0]
    first = "\n".join(asked)
    assert "80,00 €" in first and "8,70 €" in first and "60 min" in first

    options = script.say(home, LAURA, "accept")[-1]
    assert all("Maite" not in said for said in home.heard(LAURA)[1:]), "introduced once"
    assert "viernes 27 de noviembre" in options
    assert re.findall(r"(\d+:\d\d) con (\w+)", options) == [("10:30", "Pilar"), ("12:30", "Marta")]
    assert home.rows("SELECT id FROM booking") == []

    surname = script.say(home, LAURA, "choose")[-1]
    assert "apellido" in surname and "12:30" in surname and "/pay/" not in surname
    assert home.rows("SELECT id FROM booking") == []
    offer = script.say(home, LAURA, "surname")[-1]
    held = standing(home)
    assert held == {
        "status": "held",
        "total_cents": 8000,
        "deposit_cents": 1600,
        "code": held["code"],
        "session_pack_id": None,
        "held_minutes": 30,
    }
    assert visits(home) == [("Marta", "2026-11-27 12:30", "13:30", ["Mechas", "Cortar"])]
    assert link(home, held["code"]) in offer
    assert "16,00 €" in offer and "30 min" in offer
    assert events(home, "Marta") == [("⏳ Laura Torres · Mechas + Cortar", "2026-11-27T12:30")]

    page = home.opens_link(held["code"])
    assert page.status_code == 303 and "/checkout/" in page.headers["location"]
    home.pay()

    assert standing(home)["status"] == "confirmed"
    assert home.row("SELECT status FROM appointment WHERE status <> 'provisional'")["status"] == "confirmed"
    said = home.heard(LAURA)[-1]
    assert "confirmada" in said and "16,00 €" in said and "64,00 €" in said and "12:30" in said
    assert events(home, "Marta") == [("Laura Torres · Mechas + Cortar", "2026-11-27T12:30")]
    assert any("Laura Torres" in note and "12:30" in note for note in notes(home))
    (mail,) = home.standins.get("/sandbox/mails")
    assert "marta@salon.example" in str(mail["to"])
    assert [p["status"] for p in home.standins.get("/sandbox/payments")] == ["paid"]
    assert home.row("SELECT name, surname, total_spent_cents FROM customer") == {
        "name": "Laura",
        "surname": "Torres",
        "total_spent_cents": 1600,
    }
    assert check(home.world.database, BusinessId(home.business_id)) == []


@written(
    plain={"ask": "¿podéis cortarme el pelo hoy?", "choose": "a las 16:30 con Ana"},
    also="no_accents",
    typos={"ask": "ola podeis kortarme el pelo oy??", "choose": "alas 16:30 con ana"},
    no_accents={"ask": "podria ir hoy mismo a cortarme el pelo", "choose": "la de las 4 y media"},
    burst={
        "ask": ("hola", "ya sé que es un poco justo", "pero ¿podría cortarme el pelo", "hoy?"),
        "choose": ("genial!", "a las 16:30"),
    },
    second_thoughts={
        "ask": ["¿podéis cortarme el pelo mañana?", "ay no, mañana no puedo, hoy"],
        "choose": ["a las 18:00", "no, perdona, mejor a las 16:30 con Ana"],
    },
)
def test_18_marta_comes_back_and_wants_a_cut_today(home: House, script: Script) -> None:
    regular(home, MARTA, "Marta", "Ruiz")
    home.at("2026-11-24 13:00")
    home.free_only("2026-11-24", Ana=[("16:30", "17:10")], Víctor=[("18:00", "18:40")])
    asked = script.say(home, MARTA, "ask", "Marta")
    assert "Maite" not in "".join(asked)
    assert re.findall(r"(\d+:\d\d) con (\w+)", asked[-1]) == [("16:30", "Ana"), ("18:00", "Víctor")]
    offer = script.say(home, MARTA, "choose", "Marta")[-1]
    held = standing(home)
    assert (held["status"], held["held_minutes"]) == ("held", 15)
    assert (held["total_cents"], held["deposit_cents"]) == (2620, 524)
    assert visits(home) == [("Ana", "2026-11-24 16:30", "17:10", ["Cortar"])]
    assert "15 min" in offer and "5,24 €" in offer and link(home, held["code"]) in offer
    home.at("2026-11-24 13:08")
    paid_at = home.now
    pays(home, held["code"])
    assert standing(home)["status"] == "confirmed"
    assert "devolvemos" not in home.heard(MARTA)[-1], "four hours ahead there is no refund to promise"
    assert events(home, "Ana") == [("Marta Ruiz · Cortar", "2026-11-24T16:30")] and events(home, "Víctor") == []
    told = home.rows("SELECT kind, payload, sent_at FROM outbox WHERE kind IN ('note', 'mail') ORDER BY kind")
    assert [row["kind"] for row in told] == ["mail", "note"]
    assert all(0 <= (row["sent_at"] - paid_at).total_seconds() <= 120 for row in told)
    mail, note = (row["payload"] for row in told)
    assert (mail["to"], mail["subject"]) == ("ana@salon.example", "URGENTE: nueva cita hoy a las 16:30")
    assert note["text"].startswith("🔴 **URGENTE, es para hoy a las 16:30**")
    (arrived,) = home.standins.get("/sandbox/mails")
    assert "ana@salon.example" in str(arrived["to"])
    assert home.rows("SELECT id FROM reminder") == [], "whoever books for today needs no reminder"
    assert check(home.world.database, BusinessId(home.business_id)) == []


def test_a_booking_for_another_day_is_not_urgent(home: House) -> None:
    marta = regular(home, MARTA, "Marta", "Ruiz")
    home.at("2026-11-23 19:00")
    marta.has("Ana", "2026-11-24 09:30")
    texts = str(home.rows("SELECT payload FROM outbox WHERE kind IN ('note', 'mail')"))
    assert "Nueva cita" in texts and "URGENTE" not in texts


@pytest.mark.parametrize("name", ["✨✨", "+34 600"])
def test_who_shows_no_name_is_asked_for_it_and_served_all_the_same(home: House, name: str) -> None:
    (first,) = home.writes(LAURA, "¿cuánto cuesta cortarme el pelo?", name=name)
    assert "26,20 €" in first and "¿Eres" not in first and "llamas" in first
