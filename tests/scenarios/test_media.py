"""Scenario 31: voice notes, pictures, places, stickers; and "typing ..."."""

import time

import pytest

from flows.ports import Answer, Question
from gateways.embedded import EmbeddedServers
from tests.house import House, house
from tests.minds import Scripted, says
from tests.scenarios.variants import Script, written

ADA = "+34600000031"
PATH = f"/sandbox/customers/%2B{ADA[1:]}"


def sends(home: House, kind: str, **more: object) -> list[str]:
    """She sends something else than words; what she gets back."""
    before = len(home.heard(ADA))
    home.standins.post(f"{PATH}/messages", {"name": "Ada", "kind": kind, **more})
    home.settle()
    return home.heard(ADA)[before:]


@pytest.mark.parametrize("kind", ["image", "location", "sticker", "file", "unsupported"])
def test_31_what_cannot_be_read_is_answered_honestly(home: House, kind: str) -> None:
    (told,) = sends(home, kind)
    assert "no lo puedo abrir" in told and "escrito" in told
    assert home.row("SELECT handled_as FROM inbox WHERE kind = 'message'") == {"handled_as": "turn"}


PRICE = written(
    plain={"words": "¿cuánto cuesta cortarme el pelo así?"},
    typos={"words": "kuanto cuesta kortarme el pelo asi"},
    no_accents={"words": "que precio tiene este corte"},
    burst={"words": ("mira", "algo así", "¿cuánto costaría", "cortarme el pelo?")},
    second_thoughts={"words": ("¿cuánto cuesta un peinado?", "no, un corte, ¿cuánto cuesta un corte como este?")},
)
"""What she writes beside a picture, or says into her phone."""


@PRICE
def test_31_a_picture_with_words_is_answered_by_its_words(home: House, script: Script) -> None:
    """The first words stand under the picture; more may follow it."""
    ((words, *more),) = script.bursts("words")
    home.standins.post(f"{PATH}/messages", {"name": "Ada", "kind": "image", "text": words})
    for text in more:
        home.says(ADA, text, name="Ada")
    home.settle()
    (told,) = home.heard(ADA)
    assert "26,20 €" in told and "40 min" in told
    assert "abrir" not in told
    handled = home.rows("SELECT DISTINCT turn_id, handled_as FROM inbox WHERE kind = 'message'")
    assert [row["handled_as"] for row in handled] == ["turn"]


@written(
    plain={"note": "soy Ada Gil y quiero cortarme el pelo el viernes por la tarde"},
    typos={"note": "soy ada gil i quiero cortar me el pelo el biernes por la tarde"},
    no_accents={
        "note": "eh hola mira soy Ada Gil pues que queria cortarme el pelo el viernes por la tarde vale gracias"
    },
    burst={"note": ("hola soy Ada Gil", "pues quería cortarme el pelo", "el viernes por la tarde")},
    second_thoughts={"note": "soy Ada Gil y quiero cortarme el pelo el jueves, ay no, mejor el viernes por la tarde"},
)
def test_31_voice_notes_with_their_transcripts_are_read(home: House, script: Script) -> None:
    home.free_only("2026-11-27", Ana=[("17:00", "17:40")])
    (notes,) = script.bursts("note")
    for note in notes:
        home.standins.post(f"{PATH}/messages", {"name": "Ada", "kind": "audio", "transcript": note})
    home.settle()
    (told,) = home.heard(ADA)
    assert "viernes 27 de noviembre" in told and "17:00" in told and "Ana" in told and "26,20 €" in told
    assert "escuchar" not in told
    assert home.row("SELECT name, surname FROM customer")["surname"].lower() == "gil"
    heard = home.rows("SELECT content, text FROM inbox WHERE kind = 'message' ORDER BY message_number")
    assert heard == [{"content": "audio", "text": note} for note in notes]


@PRICE
def test_31_a_transcript_that_comes_later_is_read_then(home: House, script: Script) -> None:
    (texts,) = script.bursts("words")
    said = " ".join(texts)
    (told,) = sends(home, "audio")
    assert "no las puedo escuchar" in told
    home.standins.post(f"{PATH}/transcript", {"text": said})
    home.settle()
    assert "26,20 €" in home.heard(ADA)[-1] and len(home.heard(ADA)) == 2
    home.standins.post(f"{PATH}/transcript", {"text": said})
    home.settle()
    assert len(home.heard(ADA)) == 2, "told again, it is no news"
    assert home.row("SELECT text, handled_as FROM inbox WHERE kind = 'message'") == {
        "text": said,
        "handled_as": "turn",
    }


def test_31_a_transcript_that_comes_before_the_answer_is_in_it(home: House) -> None:
    home.standins.post(f"{PATH}/messages", {"name": "Ada", "kind": "audio"})
    home.standins.flush()
    home.standins.post(f"{PATH}/transcript", {"text": "¿cuánto cuesta cortarme el pelo?"})
    home.settle()
    (told,) = home.heard(ADA)
    assert "26,20 €" in told and "escuchar" not in told


def test_31_a_late_transcript_does_not_break_a_persons_silence(home: House) -> None:
    sends(home, "audio")
    home.standins.post(f"/sandbox/staff/%2B{ADA[1:]}/messages", {"text": "Hola Ada, dime"})
    home.settle()
    before = home.heard(ADA)
    home.standins.post(f"{PATH}/transcript", {"text": "¿cuánto cuesta cortarme el pelo?"})
    home.settle()
    assert home.heard(ADA) == before
    assert home.row("SELECT text FROM inbox WHERE content = 'audio'")["text"] == "¿cuánto cuesta cortarme el pelo?"


def test_typing_is_shown_while_the_answer_is_made(salon_url: str, servers: EmbeddedServers) -> None:
    seen: list[bool] = []

    def think(_: Question) -> Answer:
        until = time.monotonic() + 10
        while not seen and time.monotonic() < until:  # it is shown beside the turn, not before it
            seen.extend(one["typing"] for one in home.standins.get("/sandbox/customers") if one["typing"])
        return says("¡Hola! ¿En qué te ayudo?")

    with house(salon_url, servers.redis_url, mind=Scripted([think])) as home:
        home.writes(ADA, "hola", name="Ada")
        assert seen == [True]
        (customer,) = home.standins.get("/sandbox/customers")
        assert customer["typing"] is False, "the answer is there"
