"""What a newcomer tripped over: the day she named, a man's cut, English names, what is no service."""

import pytest

from sandbox.claude.brain import without
from sandbox.claude.catalogue import catalogue_from
from sandbox.claude.intents import Intent, intents_in
from sandbox.claude.names import names_in
from sandbox.claude.services import services_in
from sandbox.claude.strangers import strangers_in
from tests.sandbox.brain_more import known_more, newcomer
from tests.sandbox.brain_salon import CATALOGUE_TEXT, SERVICES
from tests.sandbox.brain_week import FRIDAY, known, week

pytestmark = pytest.mark.soak

EVENING = "2026-11-20T19:23+01:00"
CATALOGUE = catalogue_from(CATALOGUE_TEXT)


@pytest.mark.parametrize("answer", ["solo mechas", "sí", "con el pack"])
def test_the_day_that_was_named_stays(answer: str) -> None:
    house = known(now=EVENING)
    assert "viernes 27 de noviembre" in house.say("quiero hacerme mechas el viernes").reply
    assert house.say(answer).inputs("find_slots")[0]["date"] == FRIDAY


def test_it_stays_the_next_morning() -> None:
    house = known(now=EVENING)
    house.say("quiero hacerme mechas el viernes")
    house.now = "2026-11-21T10:05+01:00"
    assert house.say("solo mechas").inputs("find_slots")[0]["date"] == FRIDAY


@pytest.mark.parametrize(
    "text",
    [
        "a men's haircut",
        "I'd like a men’s haircut",
        "a mens haircut please",
        "I want a haircut for a man",
        "corte de chico",
    ],
)
def test_a_man_s_cut_is_one_service(text: str) -> None:
    named = services_in(text, CATALOGUE).clear()
    assert [SERVICES[one]["name"] for one in named] == ["Corte caballero"]


@pytest.mark.parametrize(
    ("texts", "names"),
    [
        (("soy un chico, quiero un corte",), ["Corte caballero"]),
        (("hola, soy un hombre", "quiero un corte"), ["Corte caballero"]),
        (("quiero cortarme el pelo y la barba",), ["Corte caballero", "Barba"]),
        (("arreglarme el pelo y la barba",), ["Corte caballero", "Barba"]),
        (("quiero un corte",), ["Cortar"]),
    ],
)
def test_he_gets_what_is_meant_for_men(texts: tuple[str, ...], names: list[str]) -> None:
    house = known()
    turn = [house.say(text) for text in texts][-1]
    assert [SERVICES[one]["name"] for one in turn.inputs("quote")[-1]["services"]] == names


@pytest.mark.parametrize("full", ["Kate Moore", "Amy Lee", "Tom Baker", "Lee Price"])
@pytest.mark.parametrize("text", ["My name is {}", "Yes, {}", "the pack please. {}", "{}"])
def test_english_names_have_a_surname(text: str, full: str) -> None:
    found = names_in(text.format(full), "name")
    assert f"{found.name} {found.surname}" == full


@pytest.mark.parametrize("drawn", ["siii", "Siii", "valeee", "Nooo", "Yesss"])
def test_a_word_drawn_out_is_no_name(drawn: str) -> None:
    assert names_in(drawn, "name").name is None


def test_a_name_takes_no_slot() -> None:
    house = newcomer()
    assert "12:30" in house.say("a haircut on friday at 12:30 please").reply
    turn = house.say("Yes, Tom Baker")
    assert turn.tools == ["remember_name"]
    assert house.hold is None
    assert (house.name, house.surname) == ("Tom", "Baker")


def test_her_full_name_is_hers_whatever_whatsapp_calls_her() -> None:
    house = newcomer()
    house.say("un corte el viernes")
    house.say("la primera")
    house.say("Dori Ruiz")
    assert (house.name, house.surname) == ("Dori", "Ruiz")


@pytest.mark.parametrize(
    "text",
    [
        "quiero comprar un bono", "quiero usar mi bono", "quiero que me devolváis la señal", "quiero cita para marzo",
        "I want to come in March", "necesito recoger una factura", "quiero que me digáis el precio",
    ],
)  # fmt: skip
def test_verbs_and_months_are_no_services(text: str) -> None:
    assert strangers_in(text, CATALOGUE, ()) == ()


@pytest.mark.parametrize("text", ["quiero un alisado japonés", "quiero alisar el pelo", "quiero botox capilar"])
def test_what_a_salon_might_do_still_is(text: str) -> None:
    assert strangers_in(text, CATALOGUE, ())


def test_no_empty_lines_where_one_was_dropped() -> None:
    assert without("Uno.\n\nEl 8 de diciembre abrimos.\n\nDos.", ("8/12",)) == "Uno.\n\nDos."


@pytest.mark.parametrize(
    "text",
    [
        "me habéis dejado el pelo fatal, quiero que me devolváis el dinero",
        "estoy muy descontenta con el corte que me hicisteis",
        "I want my money back, you ruined my hair",
    ],
)
def test_a_complaint_is_handed_over(text: str) -> None:
    turn = known_more().say(text)
    assert turn.tools == ["hand_over"]


@pytest.mark.parametrize("text", ["¿si cancelo me devolvéis el dinero?", "quiero un corte, estoy muy contenta con Ana"])
def test_not_everything_is_a_complaint(text: str) -> None:
    assert Intent.COMPLAINT not in intents_in(text)


def test_a_day_beyond_the_calendar_is_looked_up() -> None:
    house = known_more(free=week() | {"2026-12-08": [("10:00", "Ana")]})
    house.say("un corte el viernes")
    turn = house.say("¿abrís el 8 de diciembre?")
    assert [one["date"] for one in turn.inputs("find_slots")] == ["2026-12-08"]
    assert "27" not in house.say("¿tenéis parking?").reply
