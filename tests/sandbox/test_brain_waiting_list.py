"""The waiting list at the desk: asked about, joined on the terms that she has said, left."""

from typing import Any

import pytest

from tests.sandbox.brain_more import known_more, newcomer
from tests.sandbox.brain_week import FRIDAY, TUESDAY

pytestmark = pytest.mark.soak

FULL: dict[str, list[tuple[str, str]]] = {FRIDAY: []}
CUT: dict[str, Any] = {
    "services": ["s23"],
    "pack": "",
    "first_day": FRIDAY,
    "last_day": FRIDAY,
    "part": "any",
    "stylist": "",
}
ON_TUESDAY = CUT | {"first_day": TUESDAY, "last_day": TUESDAY}
TERMS = CUT | {"part": "afternoon", "stylist": "p2"}


def test_joining_before_anything_was_shown_asks_for_what_and_when_and_is_not_forgotten() -> None:
    house = newcomer(free=FULL)
    first = house.say("hola, apúntame en la lista de espera")
    assert first.tools == []
    assert "lista de espera" in first.reply and first.reply.endswith("¿Eres Laura?")
    assert "lista de espera" in house.say("sí, soy Laura").reply
    second = house.say("un corte")
    assert "wait" not in second.tools
    assert "¿Para qué día" in second.reply
    third = house.say("el viernes por la tarde, con Marta")
    assert third.inputs("wait") == [TERMS]
    for fact in ("Te dejo apuntada", "Cortar", "viernes 27 de noviembre", "por la tarde", "Marta", "30 minutos"):
        assert fact in third.reply


@pytest.mark.parametrize(
    "text",
    [
        "apúntame en la lista de espera para un corte el viernes por la tarde con Marta",
        "¿me puedes poner en lista de espera para cortarme el pelo el viernes por la tarde con Marta?",
        "avísame si se libera algo el viernes por la tarde con Marta, para un corte",
        "put me on the waiting list for a haircut on Friday afternoon with Marta please",
    ],
)
def test_joining_with_everything_said_is_one_step(text: str) -> None:
    turn = known_more(free=FULL).say(text)
    assert turn.inputs("wait") == [TERMS]
    assert turn.reply.count("?") == 0


@pytest.mark.parametrize(
    "text",
    [
        "apúntame en la lista de espera para un corte el viernes",
        "un corte el viernes, y si no hay hueco apúntame en la lista de espera",
    ],
)
def test_what_is_free_is_shown_before_she_has_to_wait(text: str) -> None:
    house = known_more()
    first = house.say(text)
    assert first.inputs("wait") == []
    assert "10:30 con Pilar" in first.reply and "lista de espera" in first.reply
    assert house.say("no, apúntame").inputs("wait") == [CUT]


@pytest.mark.parametrize("text", ["ninguno", "no me viene bien ninguno", "a la lista", "prefiero la lista de espera"])
def test_none_of_what_is_free_means_the_list_that_she_asked_for(text: str) -> None:
    house = known_more()
    house.say("apúntame en la lista de espera para un corte el viernes")
    assert house.say(text).inputs("wait") == [CUT]


def test_what_is_free_can_be_taken_instead() -> None:
    house = known_more()
    house.say("apúntame en la lista de espera para un corte el viernes")
    turn = house.say("ah, pues la primera")
    assert turn.tools == ["hold"]


@pytest.mark.parametrize(
    "text",
    [
        "¿hay lista de espera?",
        "¿tenéis lista de espera?",
        "¿cómo funciona la lista de espera?",
        "is there a waiting list?",
    ],
)
def test_asking_about_the_list_enrols_nobody(text: str) -> None:
    first = newcomer().say(text)
    assert first.tools == []
    assert "lista de espera" in first.reply or "waiting list" in first.reply
    assert first.reply.count("?") <= 2

    house = known_more()
    house.say("un corte el viernes por la tarde con Marta")
    asked = house.say(text)
    assert asked.inputs("wait") == []
    joined = house.say("sí")
    assert joined.inputs("wait") == [TERMS]


@pytest.mark.parametrize(
    "text",
    [
        "avísame si hay algún problema",
        "avísame cuando llegue el pago",
        "let me know if there is parking",
        "no quiero lista de espera",
        "¿cuánta gente hay en la lista de espera?",
        "apúntame el viernes a las 10:30",
        "dime si abrís el sábado",
    ],
)
def test_not_every_telling_is_a_place_in_the_line(text: str) -> None:
    house = known_more()
    house.say("un corte el viernes")
    turn = house.say(text)
    assert turn.inputs("wait") == []
    assert "Para qué" not in turn.reply


def test_asking_about_it_names_the_terms_on_which_she_would_wait() -> None:
    house = known_more()
    house.say("un corte el viernes por la tarde con Marta")
    asked = house.say("no me viene bien, ¿hay lista de espera?")
    assert asked.inputs("wait") == []
    for fact in ("Cortar", "viernes 27 de noviembre", "por la tarde", "Marta"):
        assert fact in asked.reply
    assert house.say("no, gracias").inputs("wait") == []


def test_the_list_is_asked_about_in_the_middle_of_a_wish() -> None:
    turn = known_more().say("quiero un corte el viernes, ¿tenéis lista de espera?")
    assert turn.inputs("wait") == []
    assert "10:30 con Pilar" in turn.reply and "lista de espera" in turn.reply


@pytest.mark.parametrize(
    ("before", "text", "terms"),
    [
        (["un corte el viernes por la tarde con Marta"], "apúntame en la lista de espera", TERMS),
        (["un corte el viernes", "por la tarde mejor"], "ponme en lista de espera", CUT | {"part": "afternoon"}),
        (["un corte el viernes a las 18:30"], "ponme en lista de espera", CUT | {"part": "evening"}),
        (["un corte el martes con Ana", "mejor el viernes"], "apúntame en la lista", CUT | {"stylist": "p6"}),
        (["un corte el martes", "¿y el viernes?"], "apúntame en la lista para el martes", ON_TUESDAY),
        (["un corte el viernes"], "apúntame en la lista, por la mañana", CUT | {"part": "morning"}),
    ],
)  # fmt: skip
def test_she_waits_for_what_she_has_said(before: list[str], text: str, terms: dict[str, Any]) -> None:
    house = known_more()
    for each in before:
        house.say(each)
    assert house.say(text).inputs("wait") == [terms]


def test_after_joining_the_slots_she_did_not_want_are_not_shown_again() -> None:
    house = known_more()
    house.say("un corte el viernes")
    house.say("apúntame en la lista de espera")
    turn = house.say("vale, gracias")
    assert turn.tools == []
    assert "10:30" not in turn.reply and "?" not in turn.reply


def test_wrong_terms_are_put_right() -> None:
    house = known_more(free=FULL)
    house.say("apúntame en la lista de espera para un corte el viernes por la tarde")
    turn = house.say("no, mejor por la mañana")
    assert turn.inputs("wait") == [CUT | {"part": "morning"}]
    assert len(house.waiting) == 1


@pytest.mark.parametrize("text", ["cualquier día me vale", "la semana que viene"])
def test_a_stretch_of_days(text: str) -> None:
    house = known_more(free=FULL)
    house.say("apúntame en la lista de espera para un corte")
    (given,) = house.say(text).inputs("wait")
    assert given["first_day"] < given["last_day"]


def test_a_pack_is_waited_for_by_its_name() -> None:
    house = known_more(free=FULL)
    house.say("quiero mechas el viernes")
    house.say("sí, el pack")
    turn = house.say("apúntame en la lista de espera")
    assert turn.inputs("wait")[0]["pack"] == "k1"
    assert "Mechas + Corte" in turn.reply and "Cortar" not in turn.reply


@pytest.mark.parametrize(
    ("code", "said"),
    [("beyond_horizon", "agenda"), ("closed", "cerramos"), ("too_many_waits", "ya"), ("past", "pasado")],
)
def test_why_she_cannot_wait_is_said(code: str, said: str) -> None:
    turn = known_more(free=FULL, refuses=code).say("apúntame en la lista de espera para un corte el viernes")
    assert said in turn.reply and "Te dejo apuntada" not in turn.reply


def test_leaving_and_not_being_on_it() -> None:
    house = known_more(free=FULL)
    house.say("apúntame en la lista de espera para un corte el viernes")
    assert "viernes 27 de noviembre" in house.say("¿sigo en la lista de espera?").reply
    left = house.say("quítame de la lista de espera")
    assert (left.tools, house.waiting) == (["leave_waiting_list"], [])
    again = house.say("bórrame de la lista de espera")
    assert again.inputs("wait") == [] and "no estás" in again.reply.lower()
    status = house.say("¿estoy en la lista de espera?")
    assert status.inputs("wait") == [] and "no estás" in status.reply.lower()
