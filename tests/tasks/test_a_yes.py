"""A model that takes anything for a yes: the house reads her words itself, and what she was sent last."""

import pytest

from flows.ports import Answer, Question
from gateways.embedded import EmbeddedServers
from gateways.invariants import check
from models.ids import BusinessId
from tests.house import House, house
from tests.minds import Scripted, Thought, says, uses
from tests.scenarios.regulars import notes, places, refunds, regular

LAURA = "+34600000019"
STAFF = f"/sandbox/staff/%2B{LAURA[1:]}"
GIVES_UP = uses("cancel", appointments=["c1"])
LATE = uses("running_late", arriving_in=20)
ASKED = "¿Cancelo tu cita del viernes 27 de noviembre a las 12:30 con Marta? Te devolvemos la señal de 5,24 €."
OR_MOVED = "¿Cancelo tu cita del viernes 27 de noviembre a las 12:30 con Marta, o prefieres cambiarla?"
STANDS = [("Marta", "2026-11-27 12:30", "13:10", "confirmed")]
GONE = [("Marta", "2026-11-27 12:30", "13:10", "cancelled")]
AGAIN = says("Perdona, ¿lo hago, sí o no?")


def untouched(home: House) -> bool:
    """Nothing was cancelled or given back, and the tool has only asked."""
    calls = home.rows("SELECT is_error, result->>'error' AS error FROM tool_call")
    assert {(call["is_error"], call["error"]) for call in calls} == {(True, "ask_first")}
    assert check(home.world.database, BusinessId(home.business_id)) == []
    return places(home) == STANDS and refunds(home) == []


def answered(salon_url: str, servers: EmbeddedServers, question: str, *words: str) -> list[tuple[str, str, str, str]]:
    """Where her appointment stands after the model has asked that and called cancel again, whatever she wrote."""
    mind = Scripted([says("Hola"), GIVES_UP, says(question), GIVES_UP, AGAIN])
    with house(salon_url, servers.redis_url, mind) as home:
        regular(home, LAURA, "Laura", "Torres").has("Marta", "2026-11-27 12:30")
        home.writes(LAURA, "cancélala")
        home.writes(LAURA, *words)
        assert len(mind.answers) == 0, "the model has called the tool again"
        if places(home) == STANDS:
            assert untouched(home)
        return places(home)


@pytest.mark.parametrize(
    "words",
    [
        ("NO, déjala como está, no canceles nada",),
        ("sí, pero mejor otro día",),
        ("sí, ¿cuánto me devolvéis?",),
        ("sí", "no, espera"),
        ("gracias",),
    ],
)
def test_what_is_no_yes_cancels_nothing(salon_url: str, servers: EmbeddedServers, words: tuple[str, ...]) -> None:
    assert answered(salon_url, servers, ASKED, *words) == STANDS


@pytest.mark.parametrize("words", [("vale", "sí"), ("no", "sí, cancélala"), ("si porfa",)])
def test_a_yes_in_her_own_words_cancels(salon_url: str, servers: EmbeddedServers, words: tuple[str, ...]) -> None:
    assert answered(salon_url, servers, ASKED, *words) == GONE


@pytest.mark.parametrize(("words", "after"), [("sí", STANDS), ("sí, cancélala", GONE)])
def test_between_two_things_a_bare_yes_is_none(
    salon_url: str, servers: EmbeddedServers, words: str, after: list[tuple[str, str, str, str]]
) -> None:
    assert answered(salon_url, servers, OR_MOVED, words) == after


def test_a_word_of_cancelling_is_no_question_about_it(salon_url: str, servers: EmbeddedServers) -> None:
    other = "Puedes cancelar hasta 24 horas antes, no te preocupes. ¿Te sumo también un peinado?"
    assert answered(salon_url, servers, other, "sí") == STANDS


def test_a_yes_to_a_reminder_cancels_nothing(salon_url: str, servers: EmbeddedServers) -> None:
    mind = Scripted([says("Hola"), GIVES_UP, says(ASKED), GIVES_UP, AGAIN])
    with house(salon_url, servers.redis_url, mind) as home:
        regular(home, LAURA, "Laura", "Torres").has("Marta", "2026-11-27 12:30")
        home.at("2026-11-25 12:00")
        home.writes(LAURA, "igual cancelo, ¿qué pasaría?")
        home.at("2026-11-25 12:40")
        home.work()
        assert "12:30" in home.heard(LAURA)[-1] and home.heard(LAURA)[-1] != ASKED, "the reminder came last"
        home.writes(LAURA, "sí, perfecto")
        assert untouched(home)


def test_a_yes_to_another_search_cancels_nothing(salon_url: str, servers: EmbeddedServers) -> None:
    mind = Scripted([says("Hola"), GIVES_UP, says(ASKED), GIVES_UP, AGAIN])
    with house(salon_url, servers.redis_url, mind) as home:
        laura = regular(home, LAURA, "Laura", "Torres")
        laura.has("Marta", "2026-11-27 12:30")
        laura.holds("Ana", "2026-11-26 17:00")
        home.writes(LAURA, "¿y si cancelo la del viernes?")
        home.advance(31)
        home.work()
        assert "¿Quieres que te busque otro?" in home.heard(LAURA)[-1]
        home.writes(LAURA, "sí, por favor")
        assert [place[3] for place in places(home)] == ["confirmed", "lapsed"] and refunds(home) == []


def test_a_yes_to_a_person_cancels_nothing(salon_url: str, servers: EmbeddedServers) -> None:
    mind = Scripted([says("Hola"), GIVES_UP, says(ASKED), GIVES_UP, AGAIN])
    with house(salon_url, servers.redis_url, mind) as home:
        regular(home, LAURA, "Laura", "Torres").has("Marta", "2026-11-27 12:30")
        home.writes(LAURA, "cancélala")
        home.standins.post(f"{STAFF}/messages", {"text": "¡Hola! Te la guardo mejor para el lunes, ¿vale?"})
        home.settle()
        home.standins.post(f"{STAFF}/hand-back", {})
        home.settle()
        home.writes(LAURA, "sí")
        assert untouched(home)


def test_a_yes_from_before_the_question_is_none_to_it(salon_url: str, servers: EmbeddedServers) -> None:
    home: House

    def meanwhile(_: Question) -> Answer:
        home.says(LAURA, "vale")
        home.standins.flush()
        return says(ASKED)

    thoughts: list[Answer | Thought] = [says("Hola"), GIVES_UP, meanwhile, GIVES_UP, AGAIN]
    with house(salon_url, servers.redis_url, Scripted(thoughts)) as home:
        regular(home, LAURA, "Laura", "Torres").has("Marta", "2026-11-27 12:30")
        home.writes(LAURA, "cancélala")
        home.settle()
        assert thoughts == []
        assert untouched(home)


@pytest.mark.parametrize(("question", "reply"), [("¿Seguro que estás bien hoy?", "sí, gracias"), ("¿Lo hago?", "sí")])
def test_services_are_not_changed_by_a_yes_to_something_else(
    salon_url: str, servers: EmbeddedServers, question: str, reply: str
) -> None:
    mind = Scripted([says("Hola")])
    with house(salon_url, servers.redis_url, mind) as home:
        ids = {row["name"]: row["id"] for row in home.rows("SELECT name, id FROM service")}
        change = uses("change_services", appointment="c1", services=[f"s{ids['Cortar']}", f"s{ids['Peinado']}"])
        mind.answers += [change, says(question), change, AGAIN]
        regular(home, LAURA, "Laura", "Torres").has("Marta", "2026-11-27 12:30")
        home.writes(LAURA, "hola")
        home.writes(LAURA, reply)
        assert untouched(home)
        assert home.row("SELECT total_cents FROM booking")["total_cents"] == 2620


@pytest.mark.parametrize(
    ("question", "reply", "told"),
    [
        ("¿Seguro que te llamas Andrés?", "Andrés", False),
        ("¿Seguro que te llamas Andrés?", "sí", False),
        ("Llegarías 30 minutos tarde a las 17:00. ¿Aviso al salón?", "no, no avises", False),
        ("Llegarías 30 minutos tarde a las 17:00. ¿Aviso al salón?", "sii abisa", True),
    ],
)
def test_the_salon_hears_that_she_is_late_after_her_yes_to_that(
    salon_url: str, servers: EmbeddedServers, question: str, reply: str, told: bool
) -> None:
    mind = Scripted([says("Hola")])
    with house(salon_url, servers.redis_url, mind) as home:
        regular(home, LAURA, "Andrés", "Peña").has("Víctor", "2026-11-23 17:00")
        home.at("2026-11-23 17:10")
        home.work()
        mind.answers += [LATE, says(question), LATE, AGAIN]
        home.writes(LAURA, "llego en 20 min", name="Andrés")
        home.writes(LAURA, reply, name="Andrés")
        assert any("tarde" in note for note in notes(home)) is told
