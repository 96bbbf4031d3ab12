"""Scenario 31, and what can be tapped: voice notes, pictures, places, stickers; buttons and lists; "typing ..."."""

import time

import pytest

from flows.ports import Answer, Question
from gateways.embedded import EmbeddedServers
from tests.house import House, house
from tests.minds import Scripted, says
from tests.scenarios.regulars import regular
from tests.scenarios.visits import visits

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


def test_31_a_picture_with_words_is_answered_by_its_words(home: House) -> None:
    (told,) = sends(home, "image", text="¿cuánto cuesta cortarme el pelo así?")
    assert "26,20 €" in told


def test_31_a_voice_note_with_its_transcript_is_read(home: House) -> None:
    home.free_only("2026-11-27", Ana=[("17:00", "17:40")])
    (told,) = sends(home, "audio", transcript="soy Ada Gil y quiero cortarme el pelo el viernes por la tarde")
    assert "17:00" in told and "Ana" in told and "26,20 €" in told
    assert "escuchar" not in told


def test_31_a_transcript_that_comes_later_is_read_then(home: House) -> None:
    (told,) = sends(home, "audio")
    assert "no las puedo escuchar" in told
    home.standins.post(f"{PATH}/transcript", {"text": "¿cuánto cuesta cortarme el pelo?"})
    home.settle()
    assert "26,20 €" in home.heard(ADA)[-1] and len(home.heard(ADA)) == 2
    home.standins.post(f"{PATH}/transcript", {"text": "¿cuánto cuesta cortarme el pelo?"})
    home.settle()
    assert len(home.heard(ADA)) == 2, "told again, it is no news"
    assert home.row("SELECT text, handled_as FROM inbox WHERE kind = 'message'") == {
        "text": "¿cuánto cuesta cortarme el pelo?",
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


def options(home: House) -> list[str]:
    """What stood under our last message to be tapped."""
    ours = [one for one in home.standins.get(f"{PATH}/messages") if one["from"] == "bot"]
    found: list[str] = ours[-1].get("options", [])
    return found


def test_options_can_be_tapped_and_typed(home: House) -> None:
    home.free_only("2026-11-27", Pilar=[("10:30", "11:10")], Ana=[("17:00", "17:40")])
    regular(home, ADA, "Ada", "Gil")
    home.writes(ADA, "quiero cortarme el pelo el viernes", name="Ada")
    assert options(home) == ["vie 27 10:30 Pilar", "vie 27 17:00 Ana"]
    sent = [one for one in home.standins.get("/sandbox/ledger") if one["operation"] == "message.create"][-1]["request"]
    assert sent["content_type"] == "input_select"
    assert {frozenset(item) for item in sent["content_attributes"]["items"]} == {frozenset({"title", "value"})}
    assert all(len(item["title"]) <= 20 for item in sent["content_attributes"]["items"])
    home.writes(ADA, options(home)[1], name="Ada")
    assert visits(home) == [("Ana", "2026-11-27 17:00", "17:40", ["Cortar"])]
    assert options(home) == [], "nothing is left to choose"


def test_typing_is_shown_while_the_answer_is_made(database_url: str, servers: EmbeddedServers) -> None:
    seen: list[bool] = []

    def think(_: Question) -> Answer:
        until = time.monotonic() + 10
        while not seen and time.monotonic() < until:  # it is shown beside the turn, not before it
            seen.extend(one["typing"] for one in home.standins.get("/sandbox/customers") if one["typing"])
        return says("¡Hola! ¿En qué te ayudo?")

    with house(database_url, servers.redis_url, mind=Scripted([think])) as home:
        home.writes(ADA, "hola", name="Ada")
        assert seen == [True]
        (customer,) = home.standins.get("/sandbox/customers")
        assert customer["typing"] is False, "the answer is there"
