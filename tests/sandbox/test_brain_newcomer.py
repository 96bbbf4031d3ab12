"""What tripped a newcomer: second thoughts, her hair, a lapsed hold, symptoms, names nobody confirmed."""

import pytest

from sandbox.claude.catalogue import catalogue_from
from sandbox.claude.hair import hair_in
from sandbox.claude.intents import Intent, intents_in
from sandbox.claude.polarity import verdicts_in
from sandbox.claude.services import services_in
from sandbox.claude.strangers import strangers_in
from tests.sandbox.brain_house import House
from tests.sandbox.brain_salon import CATALOGUE_TEXT
from tests.sandbox.brain_week import FRIDAY, LINK, known, week

pytestmark = pytest.mark.soak

LAPSED = (
    "Se ha pasado el tiempo para pagar la señal y he tenido que soltar tu hueco: Cortar con Marta, "
    "viernes 27 de noviembre a las 12:30.\n\n¿Quieres que te busque otro?"
)
LAPSED_ENGLISH = (
    "The time to pay the deposit is over and I had to let your slot go: Cortar with Marta, "
    "Friday 27 November at 12:30.\n\nShall I look for another one?"
)


def lapsed(notice: str = LAPSED) -> House:
    house = known(requested={"services": ["s23"], "date": FRIDAY, "part": "any"})
    house.earlier = [{"from": "assistant", "text": notice, "at": house.now}]
    return house


@pytest.mark.parametrize(
    "text", ["al final no quiero nada, déjalo", "déjalo", "olvídalo", "nada, gracias", "forget it", "never mind"]
)
@pytest.mark.parametrize("before", ["un corte el viernes", "quiero mechas"])
def test_second_thoughts_end_it(before: str, text: str) -> None:
    house = known()
    house.say(before)
    turn = house.say(text)
    assert turn.tools == []
    assert "lo dejamos" in turn.reply or "leave it" in turn.reply
    assert "No encuentro" not in turn.reply
    assert "?" not in turn.reply


@pytest.mark.parametrize("text", ["déjalo para el viernes", "no quiero nada de color", "nada más, gracias"])
def test_not_everything_is_a_second_thought(text: str) -> None:
    assert not intents_in(text) & {Intent.FORGET, Intent.NOTHING}


@pytest.mark.parametrize(
    ("text", "long"),
    [
        ("tengo el pelo largo", True),
        ("I have long hair", True),
        ("es que lo llevo muy largo", True),
        ("pelo corto", False),
        ("tengo el pelo rizado y fino", False),
        ("my hair is curly", False),
    ],
)
def test_how_her_hair_is_is_no_service(text: str, long: bool) -> None:
    assert hair_in(text).spans
    assert hair_in(text).long == long
    assert services_in(f"¿cuánto cuesta? {text}", catalogue_from(CATALOGUE_TEXT)).mentions == ()


def test_a_styling_for_long_hair_is_still_one() -> None:
    salon = catalogue_from(CATALOGUE_TEXT)
    assert salon.names(services_in("un peinado para pelo largo", salon).clear()) == ["Peinado largo"]


@pytest.mark.parametrize(("answer", "services"), [("sí, el jueves", ["s24"]), ("no, el jueves", ["s31"])])
def test_long_hair_asks_for_the_variant_by_its_name(answer: str, services: list[str]) -> None:
    house = known()
    house.say("quiero un peinado")
    reply = house.say("¿y cuánto cuesta? tengo el pelo largo").reply
    assert "17,50 €" in reply
    assert "¿Te refieres a **Peinado largo** (22,50 €, 45 min)?" in reply
    assert house.say(answer).inputs("find_slots")[0]["services"] == services


@pytest.mark.parametrize(
    ("notice", "text"),
    [
        (LAPSED, "perdón! lo quiero todavía"),
        (LAPSED, "¿sigue libre?"),
        (LAPSED, "sorry, can I still have it?"),
        (LAPSED_ENGLISH, "sorry, can I still have it?"),
    ],
)
def test_a_lapsed_slot_that_is_still_free_is_held_with_one_yes(notice: str, text: str) -> None:
    house = lapsed(notice)
    first = house.say(text)
    assert first.inputs("find_slots") == [
        {"services": ["s23"], "pack": None, "date": FRIDAY, "part": "any", "time": "12:30", "stylist": "p2"}
    ]
    assert "sigue libre" in first.reply or "still free" in first.reply
    assert "12:30" in first.reply
    second = house.say("sí")
    assert second.tools == ["hold"]
    assert LINK in second.reply


def test_a_lapsed_slot_that_is_gone_brings_others() -> None:
    house = lapsed()
    house.free[FRIDAY].remove(("12:30", "Marta"))
    reply = house.say("¿sigue libre?").reply
    assert "sigue libre" not in reply
    assert "10:30 con Pilar" in reply


@pytest.mark.parametrize("text", ["todavía no sé", "I still don't know", "todavía no me ha llegado el enlace"])
def test_not_every_still_asks_for_the_lapsed_slot(text: str) -> None:
    assert "find_slots" not in lapsed().say(text).tools


def test_the_reason_is_given_once() -> None:
    reply = known().say("un corte el sábado por la tarde").reply
    assert reply.count("sábado 28") == 1
    assert "10:00–14:00" in reply
    assert "10:00 con Sara" in reply
    full = known().say("un corte el martes por la tarde").reply
    assert full.count("martes 24") == 1


@pytest.mark.parametrize(
    ("text", "strange"),
    [
        ("manicura, las uñas de gel y un alisado", ["uñas de gel", "alisado"]),
        ("un alisado y una manicura", ["alisado"]),
        ("quiero botox, cejas y un tatuaje", ["botox", "tatuaje"]),
    ],
)
def test_no_item_of_a_list_is_dropped(text: str, strange: list[str]) -> None:
    salon = catalogue_from(CATALOGUE_TEXT)
    spans = tuple(one.span for one in services_in(text, salon).mentions)
    assert [one.said for one in strangers_in(text, salon, spans)] == strange
    turn = known().say(text)
    assert all(f"«{one}»" in turn.reply for one in strange)
    assert turn.inputs("quote")


@pytest.mark.parametrize("price", ["¿y cuánto cuesta un peinado?", "y cuánto cuesta un peinado?"])
def test_a_yes_to_a_colleague_and_a_question_for_us(price: str) -> None:
    house = known(requested={"services": ["s13", "s23"], "pack": "k1", "date": FRIDAY, "part": "any"})
    house.say("hola")
    house.earlier.append({"from": "person", "text": "Soy Rosa. ¿Te va bien el jueves a las 17:00?", "at": house.now})
    assert "17,50 €" in house.say("sí, perfecto", price).reply


def test_a_yes_to_a_colleague_holds_nothing_of_ours() -> None:
    house = known()
    house.say("un corte el sábado")
    house.earlier.append({"from": "person", "text": "Soy Rosa. ¿Te va bien el jueves a las 17:00?", "at": house.now})
    assert house.say("sí, perfecto").tools == []


@pytest.mark.parametrize("text", ["¿cuánto vale?", "¿y cuánto me vale?", "vale, ¿cuánto dura?"])
def test_a_name_is_hers_only_once_she_says_so(text: str) -> None:
    house = House(week(), whatsapp_name="Beatriz")
    assert house.say("hola, un corte").reply.endswith("¿Eres Beatriz?")
    turn = house.say(text)
    assert "remember_name" not in turn.tools
    assert "Beatriz" not in turn.reply
    assert verdicts_in("¿cuánto vale?") == ()


def test_who_gave_her_name_is_asked_for_the_surname_only() -> None:
    house = House(week(), name="Beatriz")
    house.say("un corte el viernes")
    reply = house.say("la primera").reply
    assert "tu apellido, Beatriz" in reply
    assert "nombre y apellido" not in reply


@pytest.mark.parametrize(
    "text",
    ["me pica mucho la cabeza", "me he quemado con el tinte", "my scalp is burning", "tengo la cara hinchada"],
)
def test_symptoms_go_to_a_person(text: str) -> None:
    turn = known().say(text)
    assert [given["reason"] for given in turn.inputs("hand_over")] == ["medical"]


def test_the_closing_question_varies_and_is_not_repeated() -> None:
    house = known()
    assert house.say("un corte el viernes").reply.endswith("¿Cuál prefieres?")
    assert house.say("¿y el jueves?").reply.endswith("¿Cuál te viene mejor?")
    house = known()
    assert "¿Qué día" in house.say("quiero un corte").reply
    assert "?" not in house.say("¿hay parking?").reply
