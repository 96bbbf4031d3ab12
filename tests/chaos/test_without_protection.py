"""What journal, look-up and keys are there for: the same kill or repetition with them and without."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from flows.incoming import read
from flows.ports import Answer, Question
from gateways.clock import machine_now
from gateways.dispatch import Claimed
from gateways.embedded import EmbeddedServers
from gateways.inbox import STORE, parameters
from models.enums import OutboxKind
from tasks.delivery import Deliver, Delivery
from tasks.speaking import Speaking
from tests.chaos.killing import LAURA, Killed, dies, killed, minute_later, replies
from tests.house import House, house
from tests.minds import Scripted, Thought, says, uses


def service(home: House, name: str) -> str:
    return f"s{home.row('SELECT id FROM service WHERE name = %(name)s', name=name)['id']}"


@pytest.mark.parametrize("stored", [True, False], ids=["rounds stored", "rounds lost"])
def test_claude_is_not_asked_the_same_twice(salon_url: str, servers: EmbeddedServers, stored: bool) -> None:
    mind = Scripted([])
    told: list[int] = []
    """How many messages each question had."""

    def asked(answer: Answer | Thought) -> Thought:
        def answers(question: Question) -> Answer:
            told.append(len(question.messages))
            return answer(question) if callable(answer) else answer

        return answers

    with house(salon_url, servers.redis_url, mind) as home:
        quote = uses("quote", services=[service(home, "Cortar")], pack=None)
        thoughts: list[Answer | Thought] = [quote, dies, *([] if stored else [quote]), says("Cuesta 26,20 €")]
        mind.answers = [asked(thought) for thought in thoughts]
        with killed():
            home.writes(LAURA, "¿cuánto cuesta cortarme el pelo?")
        if not stored:
            home.rows("DELETE FROM tool_call")
            home.rows("DELETE FROM round")
        minute_later(home)
        home.work()
        assert replies(home) == ["Cuesta 26,20 €"]
        assert told == ([1, 3, 3] if stored else [1, 3, 1, 3])


@pytest.mark.parametrize("journal", [True, False], ids=["journal", "no journal"])
def test_a_tool_is_not_done_twice(salon_url: str, servers: EmbeddedServers, journal: bool) -> None:
    """Done again it is refused, as she has her appointment: the model would be told that she could not have it."""
    mind = Scripted([])
    with house(salon_url, servers.redis_url, mind) as home:
        home.free_only("2026-11-27", Pilar=[("10:00", "10:15")])
        wanted = {"pack": None, "date": "2026-11-27", "part": "any", "time": "10:00", "stylist": None}
        find = uses("find_slots", services=[service(home, "Consulta gratuita")], **wanted)
        mind.answers = [find, says("Tengo a las 10:00 con Pilar"), uses("hold", offer="a1"), dies, says("Eso es todo")]
        home.writes(LAURA, "quiero una consulta el viernes a las diez")
        home.rows("UPDATE customer SET name = 'Laura'")
        with killed():
            home.writes(LAURA, "a las 10:00")
        assert home.row("SELECT status FROM booking")["status"] == "confirmed"
        if not journal:
            home.rows("DELETE FROM tool_call WHERE name = 'hold'")
        minute_later(home)
        home.work()
        result = home.row("SELECT result FROM tool_call WHERE name = 'hold'")["result"]
        assert ("confirmed" in result, "error" in result) == (journal, not journal)


@pytest.mark.parametrize("looked_up", [True, False], ids=["looked up", "sent blindly"])
def test_killed_between_sending_and_recording(salon_url: str, servers: EmbeddedServers, looked_up: bool) -> None:
    with house(salon_url, servers.redis_url, Scripted([says("Hola, Laura")])) as home:
        home.world.delivery = delivery(home, Speaking(home.world.chatwoot).message if looked_up else blindly(home))
        with killed():
            home.writes(LAURA, "hola")
        assert home.row("SELECT status FROM outbox")["status"] == "claimed"
        minute_later(home)
        home.work()
        assert replies(home) == ["Hola, Laura"] * (1 if looked_up else 2)
        assert home.row("SELECT status, attempts FROM outbox") == {"status": "sent", "attempts": 2}


def delivery(home: House, say: Deliver) -> Delivery:
    """The product's, but for a process that dies after its first message has gone out."""

    def dies_once(row: Claimed) -> str | None:
        sent = say(row)
        if row.attempts == 1:
            raise Killed
        return sent

    return Delivery(home.world.dispatch, {OutboxKind.REPLY: dies_once}, lambda row, reason: None)


def blindly(home: House) -> Callable[[Claimed], str | None]:
    """Sends without looking for an earlier try."""

    def say(row: Claimed) -> str | None:
        assert row.conversation_number is not None
        return home.world.chatwoot.send(row.conversation_number, row.dedupe_key, row.payload["text"])

    return say


@pytest.mark.parametrize("keyed", [True, False], ids=["one key", "other keys"])
def test_a_webhook_delivered_again_after_the_answer(salon_url: str, servers: EmbeddedServers, keyed: bool) -> None:
    mind = Scripted([says("Hola, Laura"), says("Hola otra vez")])
    with house(salon_url, servers.redis_url, mind) as home:
        home.writes(LAURA, "hola")
        (body,) = (w.body for w in home.standins.webhooks if b'"message_created"' in w.body and b'"incoming"' in w.body)
        (row,) = read(json.loads(body), "again")
        again = row if keyed else replace(row, key=f"{row.key}:again")
        home.world.database.rows(STORE, parameters([again], machine_now()))
        home.settle()
        assert replies(home) == ["Hola, Laura"] + ([] if keyed else ["Hola otra vez"])
