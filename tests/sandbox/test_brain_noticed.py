"""What the house has written to her itself in this turn is not said again; whatever else she asked is answered."""

import pytest

from tests.sandbox.brain_more import MoreHouse, known_more
from tests.sandbox.brain_week import FRIDAY, LINK, THURSDAY
from tests.sandbox.test_brain_talk import CUT

pytestmark = pytest.mark.soak


def about_to_cancel() -> MoreHouse:
    house = known_more(appointments=[CUT], state="booked")
    assert "¿Cancelo" in house.say("cancela mi cita").reply
    return house


@pytest.mark.parametrize(
    "text", ["sí", "sí, cancélala, gracias", "cancélala", "yes please", "vale 👍", "sí sí, la del viernes"]
)
def test_what_the_house_has_written_is_not_said_again(text: str) -> None:
    turn = about_to_cancel().say(text)
    assert turn.tools == ["cancel"]
    assert turn.reply == ""


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("sí, cancélala. ¿y tenéis parking?", "calle Central"),
        ("cancélala y ¿tenéis parking?", "calle Central"),
        ("sí, ¿a qué hora abrís el sábado?", "10:00–14:00"),
        ("cancélala. ¿y cuánto cuesta una manicura?", "40,70 €"),
        ("sí, y búscame un hueco el jueves para un corte", "11:00 con Marta"),
        ("sí, y quiero otra cita el jueves para cortarme el pelo", "11:00 con Marta"),
        ("sí, y búscame otra para el jueves", "11:00 con Marta"),
        ("sí, cancélala. ¿Qué citas me quedan?", "ninguna cita"),
        ("yes, cancel it. Do you do tattoos?", "tattoos"),
    ],
)
def test_what_else_she_asks_is_answered(text: str, fact: str) -> None:
    house = about_to_cancel()
    turn = house.say(text)
    assert turn.tools.count("cancel") == 1 and house.appointments == []
    assert fact in turn.reply
    for said in ("Hecho", "Done", "queda cancelada"):
        assert said not in turn.reply


def test_what_she_asked_for_before_the_question_is_not_forgotten() -> None:
    house = known_more(appointments=[CUT], state="booked", free={})
    house.say("cancela mi cita y apúntame en la lista de espera para el jueves")
    turn = house.say("sí")
    assert [name for name in turn.tools if name != "find_slots"] == ["cancel", "wait"]
    assert turn.inputs("wait")[0]["services"] == ["s23"] and turn.inputs("wait")[0]["first_day"] == THURSDAY
    assert "Te dejo apuntada" in turn.reply and "Hecho" not in turn.reply


def test_several_messages_of_which_one_was_done() -> None:
    house = about_to_cancel()
    turn = house.say("sí", "por cierto, ¿dónde estáis?")
    assert turn.tools == ["cancel"]
    assert "Calle Central 12" in turn.reply


def test_a_free_consultation_is_confirmed_once() -> None:
    house = known_more()
    house.say("No sé si hacerme óleo pigmento o barro gold")
    house.say("sí, el jueves")
    turn = house.say("a las 11")
    assert (turn.tools, turn.reply) == (["hold"], "")
    asked = known_more()
    asked.say("No sé si hacerme óleo pigmento o barro gold")
    asked.say("sí, el jueves")
    assert "calle Central" in asked.say("a las 11, ¿hay parking?").reply


def test_a_name_given_with_the_choice_is_not_greeted_after_the_confirmation() -> None:
    house = known_more(name=None, surname=None, returning=False, greeted=True)
    house.say("quiero la consulta gratuita el jueves")
    turn = house.say("a las 11, soy Eva")
    assert turn.tools == ["remember_name", "hold"]
    assert turn.reply == ""


def test_without_a_notice_it_is_said() -> None:
    house = about_to_cancel()
    house.writes_notices = False
    assert house.say("sí").reply.startswith("Hecho")


@pytest.mark.parametrize(
    ("text", "fact"), [("apúntame en la lista de espera", "Te dejo apuntada"), ("la primera", LINK)]
)
def test_what_the_house_leaves_to_us_is_said(text: str, fact: str) -> None:
    house = known_more(free={FRIDAY: [("10:30", "Pilar"), ("12:30", "Marta")]})
    house.say("un corte el viernes")
    assert fact in house.say(text).reply


def test_the_link_for_a_pack_of_sessions_is_said() -> None:
    house = known_more()
    house.say("quiero un bono de peeling corporal")
    turn = house.say("sí")
    assert turn.inputs("buy_pack") == [{"pack": "b1"}]
    assert LINK in turn.reply
