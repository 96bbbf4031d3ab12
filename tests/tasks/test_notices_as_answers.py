"""What a tool has done is told by the house's notice: the model need not say it again, and nobody reads it twice."""

import pytest

from flows.notices import render
from flows.ports import Answer
from gateways.embedded import EmbeddedServers
from gateways.invariants import check
from models.ids import BusinessId
from tests.house import House, house
from tests.minds import Scripted, says, uses
from tests.scenarios.regulars import places, regular

LAURA = "+34600000019"
QUESTION = "¿Cancelo tu cita del viernes 27 de noviembre a las 12:30 con Marta? Te devolvemos la señal de 5,24 €."
LIE = "Tu cita del sábado a las 20:00 está confirmada."


def cancels(salon_url: str, servers: EmbeddedServers, *then: Answer) -> tuple[list[str], Scripted, House]:
    """What she reads after the yes to her cancellation; the model's rounds after the tool are `then`."""
    gives_up = uses("cancel", appointments=["c1"])
    mind = Scripted([says("Hola"), gives_up, says(QUESTION), gives_up, *then])
    with house(salon_url, servers.redis_url, mind) as home:
        regular(home, LAURA, "Laura", "Torres").has("Marta", "2026-11-27 12:30")
        home.writes(LAURA, "cancélala")
        read = home.writes(LAURA, "sí")
        assert places(home) == [("Marta", "2026-11-27 12:30", "13:10", "cancelled")]
        assert home.rows("SELECT id FROM inbox WHERE author = 'customer' AND handled_as IS DISTINCT FROM 'turn'") == []
        assert [row["outcome"] for row in home.rows("SELECT outcome FROM turn ORDER BY id")] == ["replied"] * 3
        assert home.row("SELECT memory ->> 'asked' AS asked FROM conversation")["asked"] is None
        assert check(home.world.database, BusinessId(home.business_id)) == []
        return read, mind, home


def test_without_words_the_notice_is_the_answer(salon_url: str, servers: EmbeddedServers) -> None:
    read, mind, _ = cancels(salon_url, servers, says(""))
    assert len(read) == 1 and "cancelada" in read[0] and "5,24 €" in read[0]
    told = mind.asked[-1].messages[-1]["content"][0]["content"]
    assert '"she_has_read":["' in told and "queda cancelada" in told


def test_words_about_something_else_follow_it(salon_url: str, servers: EmbeddedServers) -> None:
    read, _, _ = cancels(salon_url, servers, says("¡Que vaya bien el viaje!"))
    assert len(read) == 2 and "cancelada" in read[0] and read[1] == "¡Que vaya bien el viaje!"


def test_a_reply_that_may_not_be_sent_needs_no_other(salon_url: str, servers: EmbeddedServers) -> None:
    read, _, _ = cancels(salon_url, servers, says(LIE), says(LIE))
    assert len(read) == 1 and "cancelada" in read[0]


@pytest.mark.parametrize("words", ["", "   \n"])
def test_without_a_notice_silence_is_no_answer(salon_url: str, servers: EmbeddedServers, words: str) -> None:
    with house(salon_url, servers.redis_url, Scripted([says(words)])) as home:
        (read,) = home.writes(LAURA, "hola")
        assert read.endswith(render("not_understood", "es", {}))
