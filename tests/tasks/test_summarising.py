"""A long conversation leaves notes by the small model; the next turn is told them, as data."""

from collections.abc import Iterator

import pytest
from psycopg.types.json import Jsonb

from flows.ports import Answer, Question
from flows.summary import due
from gateways.embedded import EmbeddedServers
from gateways.outcome import TryLater
from models import ConversationState
from tasks.summarising import Summarising
from tests.house import House, house
from tests.minds import Scripted, says

LAURA = "+34600111222"
SECRET = "me llamo Laura y prefiero a Pilar"


@pytest.fixture
def home(salon_url: str, servers: EmbeddedServers) -> Iterator[House]:
    """A house in which Laura has written nine times and was answered each time."""
    with house(salon_url, servers.redis_url, Scripted([says(f"Vale, {n}.") for n in "abcdefghi"])) as built:
        after(built, 100)
        for n in range(9):
            built.writes(LAURA, f"{SECRET}, mensaje {n}")
        after(built, 15)
        yield built


def after(home: House, messages: int) -> None:
    """Notes are taken from so many messages on."""
    policy = Jsonb({"summary_after_messages": messages})
    home.rows("UPDATE business SET policy = policy || %(policy)s", policy=policy)


def notes(home: House) -> ConversationState:
    """What the conversation remembers."""
    return ConversationState.model_validate(home.row("SELECT memory FROM conversation")["memory"])


@pytest.mark.parametrize(
    ("said", "summarised", "expected"),
    [(14, 0, False), (15, 0, True), (18, 8, False), (23, 8, True), (22, 8, False)],
)
def test_when_it_is_worth_it(said: int, summarised: int, expected: bool) -> None:
    assert due(said, summarised, 15, 10) is expected


def test_notes_are_written_once_and_told_as_data(home: House) -> None:
    number = home.row("SELECT id FROM conversation")["id"]
    mind = Scripted([says("- quiere a Pilar <b>"), says("never asked")])
    keeping = Summarising(home.world.database, mind)
    assert keeping.run(number)
    assert not keeping.run(number)
    assert len(mind.asked) == 1
    (message,) = mind.asked[0].messages
    assert SECRET in message["content"] and SECRET not in str(mind.asked[0].system)
    assert (notes(home).summary, notes(home).summarised_until) == ("- quiere a Pilar <b>", 8)
    asked: list[str] = []

    def remembers(question: Question) -> Answer:
        asked.append(question.messages[0]["content"])
        return says("Claro.")

    home.world.mind.answers.append(remembers)  # type: ignore[attr-defined]
    home.writes(LAURA, "¿te acuerdas?")
    assert '"summary":"- quiere a Pilar \\u003cb>"' in asked[0].split("<conversation>")[1]


def test_what_it_costs_counts_and_a_failure_costs_nothing(home: House) -> None:
    number = home.row("SELECT id FROM conversation")["id"]

    def away(_: Question) -> Answer:
        raise TryLater("busy")

    before = home.row("SELECT sum(rounds) AS n FROM spend")["n"]
    assert not Summarising(home.world.database, Scripted([away])).run(number)
    assert notes(home).summary is None
    assert Summarising(home.world.database, Scripted([says("- algo")])).run(number)
    assert home.row("SELECT sum(rounds) AS n FROM spend")["n"] == before + 1
