"""Scenarios 3 and 19: an appointment given up, in the customer's own words."""

import pytest

from gateways.invariants import check
from models.ids import BusinessId
from tests.house import House
from tests.scenarios.regulars import events, mails, notes, occupied, places, refunds, regular
from tests.scenarios.variants import Script, written

MARIA, LAURA = "+34600000003", "+34600000019"


@written(
    plain={"cancel": "Hola, al final no puedo ir hoy a las 17:00, ¿me la cancelas?"},
    typos={"cancel": "ola tengo k canselar la sita de oy"},
    no_accents={"cancel": "hola necesito anular la cita de esta tarde porfa"},
    burst={"cancel": ("hola", "lo siento mucho", "tengo que cancelar", "la cita de hoy")},
    second_thoughts={"cancel": ["hola, ¿qué citas tengo?", "pues tengo que cancelar la de hoy"]},
)
def test_3_two_hours_before_a_person_decides(home: House, script: Script) -> None:
    maria = regular(home, MARIA, "María", "Gil")
    maria.has("Ana", "2026-11-23 17:00")
    home.at("2026-11-23 15:00")
    home.work()
    told = script.say(home, MARIA, "cancel", "María")[-1]
    assert "persona" in told and "cancelada" not in told
    assert places(home) == [("Ana", "2026-11-23 17:00", "17:40", "confirmed")]
    assert events(home, "Ana") == [("María Gil · Cortar", "2026-11-23T17:00")]
    assert refunds(home) == []
    note = notes(home)[-1]
    assert "María Gil" in note and "17:00" in note and "Ana" in note
    assert "ana@salon.example" in mails(home)[-1][0]
    talk = home.row("SELECT mode, handover_reason FROM conversation")
    assert talk["mode"] == "with_person"
    assert home.writes(MARIA, "¿hola?", name="María") == [], "the bot is silent"
    assert check(home.world.database, BusinessId(home.business_id)) == []


@written(
    plain={"cancel": "Hola, quiero cancelar mi cita del viernes", "yes": "Sí, cancélala"},
    also="second_thoughts",
    typos={"cancel": "ola, kiero canselar la sita dl viernez", "yes": "sii"},
    no_accents={"cancel": "buenas, anulame la cita del viernes porfa", "yes": "si por favor"},
    burst={"cancel": ("hola!!", "oye", "al final no voy a poder el viernes", "cancela la cita"), "yes": ("vale", "sí")},
    second_thoughts={
        "cancel": [
            "cancela mi cita",
            "no, espera, déjala",
            "bueno no, sí que la tengo que cancelar, mi cita del viernes",
        ],
        "yes": "sí, seguro",
    },
    english={"cancel": "Hi, I need to cancel my appointment on Friday", "yes": "yes please"},
)
def test_19_cancelled_in_time_and_refunded_once(home: House, script: Script) -> None:
    laura = regular(home, LAURA, "Laura", "Torres")
    laura.has("Marta", "2026-11-27 12:30")
    asked = script.say(home, LAURA, "cancel")[-1]
    assert "12:30" in asked and "Marta" in asked
    assert "5,24 €" in asked or "€5.24" in asked
    assert places(home) == [("Marta", "2026-11-27 12:30", "13:10", "confirmed")], "nothing before her yes"
    assert refunds(home) == []

    (said,) = script.say(home, LAURA, "yes")
    assert places(home) == [("Marta", "2026-11-27 12:30", "13:10", "cancelled")]
    assert ("cancelada" in said and "5,24 €" in said) or ("cancelled" in said and "€5.24" in said)
    assert "12:30" in said and "Marta" in said
    assert home.row("SELECT status FROM booking")["status"] == "cancelled"
    payment = home.row("SELECT status, refunded_cents FROM payment")
    assert payment == {"status": "refunded", "refunded_cents": 524}
    assert len(refunds(home)) == 1
    assert (events(home, "Marta"), occupied(home)) == ([], [])
    assert any("cancelada" in note and "Laura Torres" in note for note in notes(home))
    assert "marta@salon.example" in mails(home)[-1][0]
    home.writes(LAURA, "sí")
    assert len(refunds(home)) == 1, "a second yes gives nothing back again"
    assert check(home.world.database, BusinessId(home.business_id)) == []


@pytest.mark.parametrize("answer", ["No, déjala", "mejor no", "¿tenéis aparcamiento?", "gracias"])
def test_without_a_yes_nothing_is_cancelled(home: House, answer: str) -> None:
    laura = regular(home, LAURA, "Laura", "Torres")
    laura.has("Marta", "2026-11-27 12:30")
    home.writes(LAURA, "quiero cancelar mi cita")
    home.writes(LAURA, answer)
    home.writes(LAURA, "sí")
    assert places(home) == [("Marta", "2026-11-27 12:30", "13:10", "confirmed")], "a yes later answers something else"
    assert refunds(home) == []


def test_of_two_appointments_the_one_she_means(home: House) -> None:
    laura = regular(home, LAURA, "Laura", "Torres")
    laura.has("Marta", "2026-11-27 12:30")
    laura.has("Pilar", "2026-12-01 10:00")
    (which,) = home.writes(LAURA, "quiero cancelar mi cita")
    assert "12:30" in which and "10:00" in which and refunds(home) == []
    (asked,) = home.writes(LAURA, "la del martes con Pilar")
    assert "10:00" in asked and "12:30" not in asked
    home.writes(LAURA, "sí")
    assert [place[3] for place in places(home)] == ["confirmed", "cancelled"]
