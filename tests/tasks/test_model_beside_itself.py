"""A model that goes on where a person has taken over, that runs on without end, that asks nothing and knows all."""

from collections.abc import Callable
from typing import Any

import pytest

from flows.notices import render
from flows.ports import Answer, Question
from flows.verdict import LONGEST_REPLY
from gateways.embedded import EmbeddedServers
from gateways.invariants import check
from models.ids import BusinessId
from tests.house import House, house
from tests.minds import Scripted, says, uses
from tests.scenarios.regulars import events, places, refunds, regular
from tests.scenarios.test_intake import ASKS, QUESTION

LAURA = "+34600000019"
STAFF = f"/sandbox/staff/%2B{LAURA[1:]}"
ASKED = "¿Cancelo tu cita del viernes 27 de noviembre a las 12:30 con Marta? Te devolvemos la señal de 5,24 €."
STANDS = [("Marta", "2026-11-27 12:30", "13:10", "confirmed")]
LIE = "Claro, la manicura te sale por 1 €."


def at_once(*calls: tuple[str, dict[str, Any]]) -> Answer:
    """Several tools in one round."""
    blocks = [
        {"type": "tool_use", "id": f"toolu_{n}", "name": name, "input": given} for n, (name, given) in enumerate(calls)
    ]
    return Answer(blocks, "tool_use", "by-hand", 100, 10)


def slots(home: House, day: str, service: str) -> Answer:
    """A search for that service on that day."""
    found = home.row("SELECT id FROM service WHERE name = %(name)s", name=service)["id"]
    wanted = {"services": [f"s{found}"], "pack": None, "date": day, "part": "any", "time": None, "stylist": None}
    return uses("find_slots", **wanted)


def sound(home: House) -> bool:
    """No invariant is broken."""
    return check(home.world.database, BusinessId(home.business_id)) == []


def test_what_a_person_says_while_the_model_thinks_stops_its_tools(salon_url: str, servers: EmbeddedServers) -> None:
    home: House

    def meanwhile(_: Question) -> Answer:
        home.standins.post(f"{STAFF}/messages", {"text": "No la canceles, te la cambio yo al lunes."})
        home.standins.flush()
        return gives_up

    gives_up = uses("cancel", appointments=["c1"])
    mind = Scripted([says("Hola"), gives_up, says(ASKED), meanwhile])
    with house(salon_url, servers.redis_url, mind) as home:
        regular(home, LAURA, "Laura", "Torres").has("Marta", "2026-11-27 12:30")
        home.writes(LAURA, "cancélala")
        read = home.writes(LAURA, "sí")
        assert read == ["No la canceles, te la cambio yo al lunes."]
        assert (places(home), refunds(home)) == (STANDS, [])
        assert home.row("SELECT mode FROM conversation")["mode"] == "with_person"
        assert sound(home)


def test_after_a_handover_in_the_same_round_nothing_is_done(salon_url: str, servers: EmbeddedServers) -> None:
    both = at_once(("hand_over", {"reason": "other", "summary": "x"}), ("cancel", {"appointments": ["c1"]}))
    mind = Scripted([says("Hola"), uses("cancel", appointments=["c1"]), says(ASKED), both])
    with house(salon_url, servers.redis_url, mind) as home:
        regular(home, LAURA, "Laura", "Torres").has("Marta", "2026-11-27 12:30")
        home.writes(LAURA, "cancélala")
        home.writes(LAURA, "sí")
        assert (places(home), refunds(home)) == (STANDS, [])
        assert sound(home)


def allergies(home: House, *then: Answer | Callable[[Question], Answer]) -> Scripted:
    """A colour on Thursday at 10:00 was shown to her; before it is held her allergies must be known."""
    home.rows(ASKS, text=f'{{"es": "{QUESTION}", "en": "Do you have any allergies?"}}')
    home.free_only("2026-11-26", Marta=[("10:00", "10:50")])
    regular(home, LAURA, "Laura", "Torres")
    home.rows("UPDATE customer SET name = 'Laura', surname = 'Torres'")
    mind = home.world.mind
    assert isinstance(mind, Scripted)
    shown = says("El jueves 26 de noviembre a las 10:00 con Marta, ¿te va?")
    mind.answers += [slots(home, "2026-11-26", "Cultura de color"), shown, *then]
    home.writes(LAURA, "quiero cultura de color el jueves")
    return mind


def hold_and_answer(home: House, answer: str) -> Answer:
    """The model answers the question itself, and holds."""
    question = home.row("SELECT id FROM intake_question")["id"]
    told = {"answers": [{"question": f"q{question}", "answer": answer}]}
    return at_once(("answer_intake", told), ("hold", {"offer": "a1", "person": ""}))


@pytest.mark.parametrize("answer", ["no", "sí"])
def test_an_answer_to_a_question_that_nobody_put_is_none(salon_url: str, servers: EmbeddedServers, answer: str) -> None:
    with house(salon_url, servers.redis_url, Scripted([says("Hola")])) as home:
        mind = allergies(home, lambda _: hold_and_answer(home, answer), says(QUESTION))
        assert home.writes(LAURA, "vale") == [QUESTION]
        assert (places(home), home.rows("SELECT * FROM intake_answer")) == ([], [])
        told = [block["content"] for block in mind.asked[-1].messages[-1]["content"]]
        assert ['"not_asked"' in told[0], '"intake_needed"' in told[1]] == [True, True]


def test_a_red_flag_and_a_hold_in_one_round_hold_nothing(salon_url: str, servers: EmbeddedServers) -> None:
    with house(salon_url, servers.redis_url, Scripted([says("Hola")])) as home:
        allergies(home, says(QUESTION), lambda _: hold_and_answer(home, "sí"))
        home.writes(LAURA, "a las 10")
        home.writes(LAURA, "sí")
        assert (places(home), events(home, "Marta")) == ([], [])
        assert home.row("SELECT handover_reason FROM conversation")["handover_reason"] == "medical"
        assert sound(home)


def test_whoever_cannot_be_answered_twice_gets_a_person(salon_url: str, servers: EmbeddedServers) -> None:
    with house(salon_url, servers.redis_url, Scripted([says(LIE)] * 4)) as home:
        first = home.writes(LAURA, "¿cuánto cuesta la manicura?")
        assert first[-1].endswith(render("not_understood", "es", {}))
        assert home.row("SELECT mode FROM conversation")["mode"] == "talking"
        assert home.writes(LAURA, "la manicura, digo") == [render("handover_person", "es", {})]
        assert home.row("SELECT handover_reason FROM conversation")["handover_reason"] == "ambiguity"
        assert sound(home)


def test_a_good_answer_between_them_counts_anew(salon_url: str, servers: EmbeddedServers) -> None:
    mind = Scripted([says(LIE), says(LIE), says("¿Para qué día?"), says(LIE), says(LIE)])
    with house(salon_url, servers.redis_url, mind) as home:
        for text in ("¿cuánto cuesta la manicura?", "para mí", "¡el precio!"):
            home.writes(LAURA, text)
        assert home.row("SELECT mode FROM conversation")["mode"] == "talking"


@pytest.mark.parametrize(("letters", "sent"), [(LONGEST_REPLY, True), (LONGEST_REPLY + 1, False)])
def test_a_reply_without_end_is_asked_for_again(
    salon_url: str, servers: EmbeddedServers, letters: int, sent: bool
) -> None:
    long = "a" * letters
    mind = Scripted([says(long), says("Hola, ¿en qué te ayudo?")])
    with house(salon_url, servers.redis_url, mind) as home:
        (read,) = home.writes(LAURA, "hola")
        assert read.endswith(long if sent else "Hola, ¿en qué te ayudo?")
        if not sent:
            assert "too_long" in str(mind.asked[-1].messages[-1]["content"])
