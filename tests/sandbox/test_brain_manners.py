"""Manners at the desk: a first reply that asks for little, one greeting, everybody named who comes."""

import pytest

from tests.sandbox.brain_house import House
from tests.sandbox.brain_more import known_more, newcomer
from tests.sandbox.brain_week import FRIDAY, LINK, known, week
from tests.sandbox.test_brain_talk import CUT

pytestmark = pytest.mark.soak


@pytest.mark.parametrize(
    "text",
    [
        "hola, quiero hacerme mechas",
        "quiero mechas y corte",
        "hola, quiero balayage y un masaje",
        "un masaje y algo de cera",
        "¿abrís el domingo? quiero mechas",
        "no sé si mechas u óleo",
        "¿hacéis balayage? ¿cuánto cuesta? ¿y tenéis hueco?",
        "quiero un peinado, tengo el pelo largo",
        "hola quiero mechas el viernes 28",
        "quiero cancelar mi cita",
        "¿tenéis lista de espera?",
        "bono corporal y mechas",
        "corte para mi hijo",
        "quería una bioterapia facial para mi madre el viernes",
        "un corte el viernes 28",
        "Hi! I'd like highlights, and do you do balayage? and a massage?",
    ],
)
@pytest.mark.parametrize("called", ["Laura", None])
def test_a_first_reply_asks_for_little_and_the_name_last(text: str, called: str | None) -> None:
    turn = newcomer(whatsapp_name=called).say(text)
    assert turn.reply.count("?") <= 2, turn.reply
    name = ("¿Eres Laura?", "Are you Laura?") if called else ("¿Cómo te llamas?", "What's your name?")
    assert turn.reply.endswith(name)
    assert "Y dime qué día" not in turn.reply


def test_the_name_of_whom_she_books_for_is_asked_after_her_own() -> None:
    house = newcomer()
    assert "tu madre" not in house.say("quería una bioterapia facial para mi madre el viernes").reply
    assert "¿Cómo se llama tu madre?" in house.say("sí, soy Laura. La primera").reply


@pytest.mark.parametrize(
    "text", ["¿tenéis hueco el 12 de febrero?", "quiero un corte el martes 13", "ya he pagado", "quiero cita el 20"]
)
def test_nothing_is_said_that_the_house_has_not_told(text: str) -> None:
    """The guard stands in `say`."""
    assert "?" in newcomer().say(text).reply


def test_a_payment_for_nothing_is_not_promised_an_answer() -> None:
    reply = known_more().say("ya he pagado").reply
    assert "pendiente de pago" in reply and "te escribo" not in reply


def test_the_day_is_asked_once_the_pack_is_decided() -> None:
    house = newcomer()
    house.say("quiero mechas")
    assert "¿Qué día" in house.say("sí, soy Laura, con el pack").reply


def test_who_has_spoken_with_a_colleague_is_not_asked_who_she_is() -> None:
    house = newcomer()
    house.earlier = [
        {"from": "customer", "text": "quiero hablar con una persona", "at": house.now},
        {"from": "person", "text": "Hola Laura, soy Eva, dime", "at": house.now},
    ]
    assert "¿Eres" not in house.say("¿tenéis parking?").reply


@pytest.mark.parametrize(
    "text", ["nada, era una duda", "no, nada más", "solo era eso, gracias", "nothing else, thanks"]
)
def test_who_only_had_a_question_is_let_go_kindly(text: str) -> None:
    house = known()
    house.say("¿hay parking?")
    turn = house.say(text)
    assert "entendido" not in turn.reply and "?" not in turn.reply and turn.reply


def test_everybody_is_named_while_a_surname_is_missing() -> None:
    both = {
        "offer": "a1", "services": ["s23"], "pack": None, "stylist": "Marta", "date": FRIDAY,
        "day": "viernes 27 de noviembre", "time": "16:00", "ends": "16:40", "total": "43,70 €", "deposit": "8,74 €",
        "others": [{"for": "mi hija", "services": ["s31"], "stylist": "Sara", "day": "viernes 27 de noviembre",
                    "time": "16:00"}],
    }  # fmt: skip
    house = House(week(), name="Julia", greeted=True, offers=[both], state="choosing")
    house.requested |= {"services": ["s23", "s31"], "date": FRIDAY}
    house.earlier = [
        {"from": "customer", "text": "cortar para mí y peinado para mi hija el viernes", "at": house.now},
        {"from": "assistant", "text": "El viernes 27 de noviembre tengo:\n• 16:00: tú con Marta y tu hija con Sara\n"
                                      "¿Te lo guardo?", "at": house.now},
    ]  # fmt: skip
    reply = house.say("sí").reply
    for fact in ("apellido", "16:00", "Marta", "Sara", "tu hija"):
        assert fact in reply


def test_everybody_is_named_while_all_of_it_is_held() -> None:
    visits = [
        {"for": None, "stylist": "Marta", "time": "16:00", "services": ["Cortar"]},
        {"for": "mi hija", "stylist": "Sara", "time": "16:00", "services": ["Peinado"]},
    ]
    held = CUT | {
        "stylist": "Marta",
        "time": "16:00",
        "status": "held",
        "until": "9:30",
        "pay_link": LINK,
        "visits": visits,
    }
    held |= {"services": ["Cortar", "Peinado"], "deposit": "8,74 €"}
    reply = known(hold=held, state="paying").say("¿dónde puedo aparcar?").reply
    for fact in ("Marta", "Sara", "tu hija", "9:30"):
        assert fact in reply
