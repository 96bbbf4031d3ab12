"""What Claude may cost: a spent budget ends in a handover, never in silence, and costs nothing more."""

from dataclasses import dataclass, field

import pytest

from flows.notices import render
from flows.ports import Answer, Question
from gateways.embedded import EmbeddedServers
from tests.house import House, house
from tests.malice.mind import Malice
from tests.minds import says

LAURA, ANA = "+34600000001", "+34600000002"
PERSON = render("handover_person", "es", {})
DEAR = 40_000
"""Output tokens: more than half a euro at any model's price."""


@dataclass
class Dear:
    """A mind whose every answer costs more than a conversation may."""

    asked: list[Question] = field(default_factory=list)

    def ask(self, question: Question) -> Answer:
        """Short words, at length."""
        self.asked.append(question)
        return Answer(says("Hola").content, "end_turn", "dear", 100, DEAR)


def last(home: House, phone: str) -> str:
    return home.heard(phone)[-1].split("\n\n")[-1]


def test_a_conversation_that_has_cost_enough_goes_to_a_person(salon_url: str, servers: EmbeddedServers) -> None:
    mind = Dear()
    with house(salon_url, servers.redis_url, mind) as home:
        assert [told.split("\n\n")[-1] for told in home.writes(LAURA, "Hola")] == ["Hola"]
        spent = home.row("SELECT rounds, output_tokens, cost_micros FROM spend")
        assert (spent["rounds"], spent["output_tokens"]) == (1, DEAR)
        assert spent["cost_micros"] >= 500_000
        assert home.writes(LAURA, "¿Y mañana?") == [PERSON], "she is told, and nothing more is asked"
        assert len(mind.asked) == 1
        assert home.row("SELECT handover_reason FROM conversation")["handover_reason"] == "budget"
        assert home.row("SELECT count(*) AS n FROM outbox WHERE kind = 'note' AND status = 'sent'")["n"] == 1
        assert [told.split("\n\n")[-1] for told in home.writes(ANA, "Hola", name="Ana")] == ["Hola"], "others go on"


def test_a_house_that_has_spent_its_day_hands_everybody_over_until_midnight(
    salon_url: str, servers: EmbeddedServers
) -> None:
    mind = Dear()
    with house(salon_url, servers.redis_url, mind) as home:
        home.rows("UPDATE business SET policy = policy || '{\"budget_cents_per_day\": 50}'")
        assert [told.split("\n\n")[-1] for told in home.writes(LAURA, "Hola")] == ["Hola"]
        assert home.writes(ANA, "Hola", name="Ana") == [PERSON]
        assert len(mind.asked) == 1
        home.at("2026-11-24 09:00")
        home.writes("+34600000003", "Hola", name="Eva")
        assert last(home, "+34600000003") == "Hola", "a new day has a new budget"


@pytest.mark.parametrize("word", ["hola", "sí"])
def test_a_model_that_wastes_is_stopped(salon_url: str, servers: EmbeddedServers, word: str) -> None:
    """Whoever drives it: however long the talk, it costs its budget and one turn more."""
    mind = Malice(4)
    with house(salon_url, servers.redis_url, mind) as home:
        home.rows("UPDATE business SET policy = policy || '{\"budget_cents_per_conversation_day\": 1}'")
        for _ in range(12):
            home.writes(LAURA, word)
        cost = home.row("SELECT sum(cost_micros) AS n FROM spend")["n"]
        turns = home.rows("SELECT sum(cost_micros) AS n FROM round GROUP BY turn_id")
        assert cost <= 10_000 + max(turn["n"] for turn in turns)
        assert last(home, LAURA) == PERSON
