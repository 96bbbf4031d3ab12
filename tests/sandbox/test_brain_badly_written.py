"""Words as they are typed on a phone, and sentences in pieces, are read as they are meant; names are left alone."""

import pytest

from sandbox.claude.catalogue import catalogue_from
from sandbox.claude.intents import Intent, intents_in, topics_in
from sandbox.claude.polarity import verdicts_in
from sandbox.claude.services import services_in
from sandbox.claude.spelling import mended
from tests.sandbox.brain_salon import CATALOGUE_TEXT

pytestmark = pytest.mark.soak

SALON = catalogue_from(CATALOGUE_TEXT)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("a k hora", "a que hora"),
        ("q precio tiene", "que precio tiene"),
        ("mil grasias", "mil gracias"),
        ("soi yo", "soy yo"),
        ("kitame de la lista", "quitame de la lista"),
        ("en lista de esprea", "en lista de espera"),
        ("el sabaod por la tadre", "el sabado por la tarde"),
        ("next fryday", "next friday"),
    ],
)
def test_words_of_the_desk(typed: str, meant: str) -> None:
    assert mended(typed, SALON) == meant


@pytest.mark.parametrize("name", ["Perea", "Soria", "Solís", "K. Vega", "Tadeo", "Vera", "Salvador", "Ezpeleta"])
def test_names_stay_as_they_are(name: str) -> None:
    assert mended(f"soy {name}", SALON) == f"soy {name}"


@pytest.mark.parametrize(
    ("typed", "service"),
    [
        ("kiero mexas", "Mechas"),
        ("kortarme el pelo", "Cortar"),
        ("un korte", "Cortar"),
        ("kortar las puntas", "Cortar"),
        ("teñir", "Cultura de color"),
    ],
)
def test_services_by_their_sound(typed: str, service: str) -> None:
    named = services_in(typed, SALON).clear()
    assert [one.name for one in map(SALON.service, named) if one] == [service]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("¿a qué hora\nera mi cita?", Intent.APPOINTMENTS),
        ("necesito\ncancelar", Intent.CANCEL),
        ("quiero hablar\ncon una persona", Intent.PERSON),
        ("¿me queda alguna cita?", Intent.APPOINTMENTS),
        ("¿entonces no tengo cita?", Intent.APPOINTMENTS),
    ],
)
def test_a_sentence_in_pieces(text: str, intent: Intent) -> None:
    assert intent in intents_in(text)


@pytest.mark.parametrize("text", ["no tengo cita, ¿puedo ir?", "ya.\nNo quiero mechas", "vale\nno"])
def test_not_every_two_messages_are_one_sentence(text: str) -> None:
    assert not intents_in(text) & {Intent.APPOINTMENTS, Intent.CANCEL, Intent.GIVES_UP}


def test_a_question_in_pieces_has_its_topic() -> None:
    assert topics_in("¿a qué hora\nabrís?", ("hours", "parking")) == ("hours",)


def test_who_says_who_she_is_and_takes_the_pack_says_two_things() -> None:
    assert [(one.yes, one.topic) for one in verdicts_in("si soy laura me quedo con el pack")] == [
        (True, "name"),
        (True, "pack"),
    ]
