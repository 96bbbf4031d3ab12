"""What a good receptionist does: says what is unpaid, lets the last wish count, offers something else, greets once."""

from typing import Any

import pytest

from tests.sandbox.brain_house import House
from tests.sandbox.brain_more import known_more, newcomer
from tests.sandbox.brain_week import FRIDAY, LINK, THURSDAY, known, week
from tests.sandbox.test_brain_talk import CUT

pytestmark = pytest.mark.soak

LAPSED = (
    "Se ha pasado el tiempo para pagar la señal y he tenido que soltar tu hueco: Mechas + Corte con Pilar, "
    "viernes 27 de noviembre a las 10:30.\n\n¿Quieres que te busque otro?"
)
MORNING_TOO = {FRIDAY: [("9:30", "Pilar"), ("14:00", "Marta"), ("11:00", "Ana"), ("18:30", "Víctor")]}


def lapsed(**given: Any) -> House:
    wanted = {"services": ["s13", "s23"], "pack": "k1", "date": FRIDAY, "part": "any"}
    house = known_more(requested=wanted, state="choosing", **given)
    house.earlier = [{"from": "assistant", "text": LAPSED, "at": house.now}]
    return house


# -- what is hers ------------------------------------------------------------------------------


def test_what_is_held_is_no_appointment_yet() -> None:
    house = known()
    house.say("un corte el viernes")
    house.say("la primera")
    turn = house.say("¿qué citas tengo?")
    for fact in ("viernes 27 de noviembre a las 10:30 con Pilar", "sin pagar", "9:30", "5,24 €", LINK):
        assert fact in turn.reply
    assert not turn.reply.startswith("Tienes:")


def test_what_stands_and_what_is_held_are_told_apart() -> None:
    house = known(appointments=[CUT | {"date": THURSDAY, "day": "jueves 26 de noviembre"}])
    house.say("una barba el viernes")
    house.say("la primera")
    stands, _, unpaid = house.say("¿qué citas tengo?").reply.partition("sin pagar")
    assert "jueves 26 de noviembre" in stands and "viernes" not in stands
    assert "Barba" in unpaid and LINK in unpaid


def test_cancelling_what_stands_lets_nothing_go_that_is_held() -> None:
    house = known_more(appointments=[CUT])
    house.say("una barba el jueves")
    house.say("la primera")
    for text in ("cancela la del viernes", "quiero cancelar la cita del viernes"):
        turn = house.say(text)
        assert turn.inputs("cancel") == [{"appointments": ["c1"]}]
        assert "release_hold" not in turn.tools
        house.asked = None
    assert house.say("cancela la del jueves").tools == ["release_hold"]


def test_whose_an_appointment_is_stands_beside_it() -> None:
    house = known(appointments=[CUT, CUT | {"alias": "c2", "for": "mi hija", "stylist": "Sara"}], state="booked")
    own, hers = house.say("¿qué citas tengo?").reply.removeprefix("Tienes:\n").splitlines()
    assert "tu hija" in hers and "tu hija" not in own


@pytest.mark.parametrize(
    "text",
    [
        "quiero cancelar mi cita",
        "cancela mi cita",
        "quiero cambiar mi cita del viernes",
        "I want to cancel my appointment",
    ],
)
def test_who_has_no_appointment_is_told_so_kindly(text: str) -> None:
    turn = known_more().say(text)
    assert turn.tools == []
    assert "ninguna cita" in turn.reply or "any coming appointment" in turn.reply
    assert "?" in turn.reply
    assert "lo dejamos" not in turn.reply


def test_an_appointment_made_from_another_phone_is_a_persons_matter() -> None:
    house = known_more()
    house.say("quiero cancelar mi cita")
    assert house.say("es que la pedí con otro número").tools == ["hand_over"]


# -- what she wants now ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["corte el lunes 30", "quiero un corte el lunes 30", "pues solo el corte, el lunes 30"]
)
def test_after_a_lapse_what_she_names_now_is_what_she_wants(text: str) -> None:
    house = lapsed(free=week() | {"2026-11-30": [("9:30", "Pilar"), ("12:00", "Ana")]})
    asked = house.say(text).inputs("find_slots")[0]
    assert (asked["services"], asked["pack"], asked["date"]) == (["s23"], None, "2026-11-30")
    more = house.say("y también barba").inputs("find_slots")[0]
    assert more["services"] == ["s23", "s19"]


def test_after_a_lapse_the_same_is_still_to_be_had() -> None:
    asked = lapsed().say("¿sigue libre?").inputs("find_slots")[0]
    assert (asked["services"], asked["pack"]) == (["s13", "s23"], "k1")
    again = lapsed().say("sí, búscame otro").inputs("find_slots")[0]
    assert (again["services"], again["pack"]) == (["s13", "s23"], "k1")


@pytest.mark.parametrize("end", ["ya no lo quiero", "déjalo"])
def test_after_giving_it_up_what_she_names_now_is_what_she_wants(end: str) -> None:
    house = known()
    house.say("mechas y corte el viernes")
    house.say("sí, el pack")
    house.say("la primera")
    house.say(end)
    asked = house.say("un corte el jueves").inputs("find_slots")[0]
    assert (asked["services"], asked["pack"]) == (["s23"], None)


@pytest.mark.parametrize(
    "text",
    [
        "quiero un corte pero no encuentro ningún día que me venga bien",
        "necesito un corte pero no logro cuadrar ningún día",
        "I want a haircut but I can't find any day that suits me",
    ],
)
def test_who_finds_no_day_is_helped_to_one(text: str) -> None:
    turn = newcomer().say(text)
    assert "No encuentro «" not in turn.reply and "can't find “" not in turn.reply
    assert "Cortar" in turn.reply
    assert "lista de espera" in turn.reply or "waiting list" in turn.reply
    assert turn.inputs("wait") == []


def test_who_does_not_know_what_day_is_offered_the_first() -> None:
    house = known()
    house.say("quiero un corte")
    assert "primer" in house.say("no sé").reply
    assert house.say("sí").inputs("find_slots")[0]["date"] is None


# -- none of it --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["no me viene bien ninguno", "ninguno", "ninguna de las dos", "¿tienes otras horas?", "neither works for me"],
)
def test_who_likes_none_is_shown_others(text: str) -> None:
    house = known_more(free=MORNING_TOO)
    assert "9:30 con Pilar" in house.say("un corte el viernes").reply
    second = house.say(text)
    assert "11:00" in second.reply and "18:30" in second.reply
    assert "9:30" not in second.reply and "14:00" not in second.reply
    assert house.say("la segunda").inputs("hold")[0]["offer"] in second_offer(house, "18:30")
    third = known_more(free=MORNING_TOO)
    for each in ("un corte el viernes", text):
        third.say(each)
    last = third.say("tampoco")
    assert "con Pilar" not in last.reply and "?" in last.reply
    assert "lista de espera" in last.reply or "waiting list" in last.reply
    assert third.say("vale, apúntame en la lista").inputs("wait")


def second_offer(house: House, time: str) -> list[str]:
    return [one["offer"] for one in house.offers if one["time"] == time]


def test_where_there_is_nothing_else_the_list_is_offered() -> None:
    house = known_more(free={FRIDAY: [("9:30", "Pilar"), ("14:00", "Marta")]})
    house.say("un corte el viernes")
    turn = house.say("no me viene bien ninguno")
    assert "9:30" not in turn.reply and "14:00" not in turn.reply
    assert "¿Qué otro día" in turn.reply and "lista de espera" in turn.reply
    assert house.say("el jueves").inputs("find_slots")[0]["date"] == THURSDAY


# -- one way of speaking -----------------------------------------------------------------------


def test_a_pack_keeps_its_name() -> None:
    house = known_more()
    house.say("quiero mechas el viernes")
    said = [house.say("sí, el pack").reply, house.say("la primera").reply, house.say("¿qué citas tengo?").reply]
    for each in said:
        assert "Mechas + Corte" in each or "Mechas" not in each
        assert "Mechas y Cortar" not in each
    assert "Mechas + Corte" in said[1] and "Mechas + Corte" in said[2]


def test_what_is_no_pack_keeps_the_names_of_its_parts() -> None:
    house = known()
    house.say("mechas y corte el viernes")
    house.say("sin el pack")
    assert "Mechas y Cortar" in house.say("la primera").reply


def test_a_lapsed_pack_is_searched_whole() -> None:
    first = lapsed().say("¿sigue libre?")
    assert first.inputs("find_slots")[0]["services"] == ["s13", "s23"]
    assert "sigue libre" in first.reply
