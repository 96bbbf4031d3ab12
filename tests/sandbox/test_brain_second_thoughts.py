"""Appointments that stand (given up, moved, paid), and appointments for somebody else."""

from typing import Any

import pytest

from sandbox.claude.intents import Intent, intents_in
from tests.sandbox.brain_more import MoreHouse, known_more
from tests.sandbox.brain_week import TUESDAY

pytestmark = pytest.mark.soak


def booked() -> MoreHouse:
    visit: dict[str, Any] = {"alias": "c1", "date": TUESDAY, "day": "martes 24 de noviembre", "time": "10:00"}
    visit |= {"stylist": "Marta", "services": ["Cortar"], "deposit": "5,24 €", "total": "26,20 €", "for": None}
    return known_more(appointments=[visit], state="booked")


@pytest.mark.parametrize("answer", ["sí, cancélela por favor", "sí", "cancélela"])
def test_she_cannot_come_and_asks_whether_it_can_be_cancelled(answer: str) -> None:
    house = booked()
    turn = house.say("al final no voy a poder ir el martes. ¿Se puede cancelar?")
    assert turn.tools == ["cancel"]
    assert "¿Cancelo tu cita" in turn.reply
    assert house.say(answer).tools == ["cancel"]
    assert house.appointments == []


def test_what_is_paid_is_told() -> None:
    assert "5,24 €" in booked().say("¿cuánto tengo pagado?").reply
    assert "No veo ninguna señal" in known_more().say("¿cuánto tengo pagado?").reply


def test_whose_appointment_it_is() -> None:
    assert booked().say("¿para quién es la cita?").tools == ["my_appointments"]


def test_that_she_has_paid_is_no_question() -> None:
    assert Intent.HAS_PAID not in intents_in("ya he pagado")


def test_for_her_mother_though_the_service_comes_later() -> None:
    house = known_more()
    house.say("quiero cita para mi madre")
    assert "tu madre" in house.say("un corte el martes").reply


def test_her_mother_s_name_asks_for_no_stylist() -> None:
    turn = known_more().say("cita para mi madre Pilar Alba, un corte el martes")
    assert turn.inputs("find_slots")[0]["stylist"] is None
    assert "No encuentro" not in turn.reply
    same = known_more().say("un corte con Pilar el viernes")
    assert same.inputs("find_slots")[0]["stylist"] == "p1"
