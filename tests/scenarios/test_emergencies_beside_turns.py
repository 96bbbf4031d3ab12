"""Scenario 28 where no turn takes what she writes: a person has the conversation, or Claude is still thinking."""

import pytest

from flows.ports import Answer, Question
from gateways.embedded import EmbeddedServers
from gateways.invariants import check
from models.ids import BusinessId
from tasks import hints, sweeps
from tests.house import House, house
from tests.minds import Scripted, says
from tests.scenarios.regulars import notes

LAURA = "+34600000128"
PATH = f"/sandbox/customers/%2B{LAURA[1:]}"
STAFF = f"/sandbox/staff/%2B{LAURA[1:]}"


def numbers(home: House) -> int:
    """How often she was told whom to call."""
    return sum("112" in text for text in home.heard(LAURA))


def alarms(home: House) -> int:
    """How often staff were told of an emergency."""
    return sum("emergencia" in note for note in notes(home))


def with_person(home: House) -> None:
    """She has asked for a person, who has answered."""
    home.writes(LAURA, "quiero hablar con una persona")
    home.standins.post(f"{STAFF}/messages", {"text": "Hola, soy Eva. ¿Qué necesitas?"})
    home.settle()


def test_28_the_sweep_finds_it_when_every_wake_up_is_lost(home: House) -> None:
    with_person(home)
    home.says(LAURA, "me cuesta respirar")
    home.standins.flush()
    home.waking.waiting.clear()
    assert numbers(home) == 0
    sweeps.conversations()
    home.run_waiting()
    assert (numbers(home), alarms(home)) == (1, 1)


def test_28_a_hint_finds_it_without_asking_chatwoot_first(home: House) -> None:
    with_person(home)
    home.says(LAURA, "me cuesta respirar")
    home.standins.flush()
    hint = home.row("SELECT max(id) AS id FROM inbox WHERE kind = 'hint'")["id"]
    home.standins.post("/sandbox/faults", {"vendor": "chatwoot", "fault": "5xx", "seconds": 3600})
    hints.handle(hint)
    queued = "SELECT count(*) AS n FROM outbox WHERE payload ->> 'template' = 'handover_emergency'"
    assert home.row(queued)["n"] == 1


def test_28_more_of_the_same_is_one_emergency(home: House) -> None:
    with_person(home)
    home.writes(LAURA, "no puedo")
    assert numbers(home) == 0
    home.writes(LAURA, "respirar")
    assert (numbers(home), alarms(home)) == (1, 1), "it lies in how they follow each other"
    home.writes(LAURA, "ayuda por favor")
    home.writes(LAURA, "que no puedo respirar!!!")
    assert (numbers(home), alarms(home)) == (1, 1)
    home.advance(10)
    home.writes(LAURA, "otra vez me falta el aire")
    assert (numbers(home), alarms(home)) == (2, 2)


@pytest.mark.parametrize("text", ["gracias, Eva", "estoy embarazada", "quiero hablar con la encargada", "¿hola?"])
def test_28_a_person_is_not_disturbed_by_anything_else(home: House, text: str) -> None:
    with_person(home)
    before, told = home.heard(LAURA), notes(home)
    home.writes(LAURA, text)
    assert home.heard(LAURA) == before and notes(home) == told
    assert home.row("SELECT handover_reason FROM conversation") == {"handover_reason": "manual_request"}


def test_28_what_a_person_has_dealt_with_is_not_answered_after_the_hand_back(home: House) -> None:
    with_person(home)
    home.writes(LAURA, "me cuesta respirar")
    home.standins.post(f"{STAFF}/hand-back")
    home.settle()
    assert home.row("SELECT handed_over_at FROM conversation") == {"handed_over_at": None}
    assert (numbers(home), alarms(home)) == (1, 1)
    assert "26,20 €" in home.writes(LAURA, "¿cuánto cuesta cortarme el pelo?")[-1]
    assert check(home.world.database, BusinessId(home.business_id)) == []


def test_28_a_person_who_takes_over_before_it_was_read_does_not_hide_it(home: House) -> None:
    home.says(LAURA, "me cuesta respirar")
    home.standins.post(f"{STAFF}/messages", {"text": "¡Hola! Soy Eva, ¿qué tal?"})
    home.settle()
    assert (numbers(home), alarms(home)) == (1, 1)
    assert home.row("SELECT handover_reason FROM conversation") == {"handover_reason": "emergency"}


def test_28_what_is_written_while_claude_thinks_does_not_wait_for_it(salon_url: str, servers: EmbeddedServers) -> None:
    told: list[str] = []

    def think(_: Question) -> Answer:
        home.says(LAURA, "me cuesta respirar")
        home.standins.flush()
        sweeps.conversations()
        told.extend(home.rows("SELECT payload ->> 'template' AS name FROM outbox WHERE kind = 'notice'")[-1].values())
        return says("¡Claro! ¿Qué día te viene bien?")

    with house(salon_url, servers.redis_url, Scripted([think])) as home:
        home.writes(LAURA, "hola, quería cortarme el pelo")
        assert told == ["handover_emergency"], "before Claude has answered"
        (only,) = home.heard(LAURA)
        assert "112" in only, "the running turn falls silent"
        assert alarms(home) == 1
        assert check(home.world.database, BusinessId(home.business_id)) == []


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("me cuesta respirar, me duele el pecho", "emergency"),
        ("estoy embarazada, ¿puedo teñirme?", "medical"),
        ("quiero hablar con una persona", "manual_request"),
    ],
)
def test_31_a_transcript_that_comes_while_claude_thinks_is_screened(
    salon_url: str, servers: EmbeddedServers, words: str, reason: str
) -> None:
    def think(_: Question) -> Answer:
        home.standins.post(f"{PATH}/transcript", {"text": words})
        home.standins.flush()
        for row in home.rows("SELECT id FROM inbox WHERE kind = 'hint' AND handled_at IS NULL"):
            hints.handle(row["id"])
        return says("No he podido escuchar tu nota de voz, ¿me lo escribes?")

    mind = Scripted([think])
    with house(salon_url, servers.redis_url, mind) as home:
        home.standins.post(f"{PATH}/messages", {"name": "Laura", "kind": "audio"})
        home.settle()
        assert len(mind.asked) == 1, "the words are not put to the model"
        assert home.row("SELECT mode, handover_reason FROM conversation") == {
            "mode": "with_person",
            "handover_reason": reason,
        }
        (only,) = home.heard(LAURA)
        assert "escuchar" not in only and ("112" in only) == (reason == "emergency")
        home.standins.post(f"{STAFF}/hand-back")
        home.settle()
        assert home.row("SELECT handed_over_at FROM conversation") == {"handed_over_at": None}
        assert home.heard(LAURA) == [only], "a person has dealt with it"
        assert check(home.world.database, BusinessId(home.business_id)) == []


def test_31_an_emergency_in_a_voice_note_is_heard_while_a_person_has_her(home: House) -> None:
    with_person(home)
    home.standins.post(f"{PATH}/messages", {"name": "Laura", "kind": "audio"})
    home.settle()
    home.standins.post(f"{PATH}/transcript", {"text": "me cuesta mucho respirar"})
    home.settle()
    assert (numbers(home), alarms(home)) == (1, 1)
