"""A conversation is handed back in /admin while something else happens to it: whoever comes later has the last word."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from gateways.chatwoot import Chatwoot
from gateways.embedded import EmbeddedServers
from models.enums import OutboxKind
from models.ids import BusinessId
from tasks.commands.hand_back import hand_back
from tasks.commands.hand_back_by_staff import hand_back_by_staff
from tasks.commands.handover import take_over
from tests.house import House, house
from tests.minds import Scripted, says

LAURA = "+34600000001"
PHONE = f"%2B{LAURA[1:]}"
ANSWER = "Claro, ¿qué día te viene bien?"


class Meanwhile(Chatwoot):
    """Chatwoot; between its answer about a conversation and whoever asked, something happens once."""

    def __init__(self, home: House, happens: Callable[[], object]) -> None:
        given = home.settings
        tokens = (given.chatwoot_bot_token.get_secret_value(), given.chatwoot_user_token.get_secret_value())
        super().__init__(given.chatwoot_base_url, given.chatwoot_account_id, *tokens, 5)
        self._happens = [happens]

    def conversation(self, conversation: int) -> dict[str, Any]:
        """What it was a moment ago."""
        said = super().conversation(conversation)
        if self._happens:
            self._happens.pop()()
        return said


@pytest.fixture
def talk(salon_url: str, servers: EmbeddedServers) -> Any:
    """A house in which a person has Laura's conversation, and has answered."""
    mind = Scripted([says("¡Hola!"), says(ANSWER), says("De nada.")])
    with house(salon_url, servers.redis_url, mind) as home:
        home.writes(LAURA, "hola")
        home.standins.post(f"/sandbox/staff/{PHONE}/take-over")
        home.standins.post(f"/sandbox/staff/{PHONE}/messages", {"text": "Soy Eva, dime"})
        home.settle()
        assert home.writes(LAURA, "¿cuánto dura?") == []
        yield home


def number(home: House) -> int:
    """The conversation's id."""
    found: int = home.row("SELECT id FROM conversation")["id"]
    return found


def press(home: House) -> None:
    """Staff hand it back in /admin."""
    assert home.world.command(BusinessId(home.business_id), hand_back_by_staff, number(home))


def has_person(home: House) -> bool:
    """Whether a person has it, as we know it."""
    return home.row("SELECT handed_over_at FROM conversation")["handed_over_at"] is not None


def status(home: House) -> str:
    """In Chatwoot."""
    (shown,) = home.standins.get("/sandbox/inbox")
    return str(shown["status"])


def became(home: House) -> list[str]:
    """What became of what Chatwoot was to be told."""
    rows = home.rows("SELECT status FROM outbox WHERE kind = 'hand_back' ORDER BY id")
    return [row["status"] for row in rows]


def would(home: House, command: Callable[..., bool]) -> bool:
    """Whether the command on its own would do it; it is undone."""
    with home.world.database.unit(BusinessId(home.business_id)) as unit:
        return command(unit, number(home))


def test_chatwoots_older_word_does_not_take_it_back(talk: House) -> None:
    press(talk)
    assert status(talk) == "open", "Chatwoot has not heard of it yet"
    assert would(talk, take_over), "believing it would take the conversation back"
    talk.world.hinting.reread(talk.business_id, number(talk))
    assert not has_person(talk)
    talk.settle()
    assert (status(talk), became(talk), has_person(talk)) == ("pending", ["sent"], False)
    assert talk.heard(LAURA)[-1] == ANSWER


def test_an_answer_that_was_asked_for_before_does_not_take_it_back(talk: House) -> None:
    asked = replace(talk.world.hinting, chatwoot=Meanwhile(talk, lambda: press(talk)))
    asked.reread(talk.business_id, number(talk))
    assert not has_person(talk)
    assert would(talk, take_over), "the command alone would have taken it back"
    talk.settle()
    assert (status(talk), became(talk)) == ("pending", ["sent"])
    assert talk.heard(LAURA)[-1] == ANSWER


def test_an_answer_that_was_asked_for_before_does_not_hand_a_new_handover_back(talk: House) -> None:
    """Handed back in Chatwoot; while that is read again, it is handed back here, and she asks for a person."""
    talk.standins.post(f"/sandbox/staff/{PHONE}/hand-back")
    asked = replace(talk.world.hinting, chatwoot=Meanwhile(talk, lambda: again(talk)))
    asked.reread(talk.business_id, number(talk))
    assert has_person(talk)
    assert would(talk, hand_back), "the command alone would have given it back"
    talk.settle()
    assert (status(talk), has_person(talk)) == ("open", True)
    assert ANSWER not in talk.heard(LAURA)


def again(home: House) -> None:
    """Back to the assistant, and to a person once more."""
    press(home)
    home.says(LAURA, "quiero hablar con una persona")
    home.settle()


def test_a_person_who_writes_meanwhile_keeps_it(talk: House) -> None:
    press(talk)
    talk.standins.post(f"/sandbox/staff/{PHONE}/messages", {"text": "Espera, te lo miro yo"})
    talk.settle()
    assert (status(talk), became(talk), has_person(talk)) == ("open", ["withdrawn"], True)
    assert ANSWER not in talk.heard(LAURA), "she has an answer"


def test_what_she_writes_meanwhile_is_answered_once(talk: House) -> None:
    press(talk)
    assert status(talk) == "open"
    talk.writes(LAURA, "¿sigues ahí?")
    talk.settle()
    assert talk.heard(LAURA)[-1] == ANSWER
    assert len(talk.rows("SELECT 1 FROM turn WHERE outcome = 'replied'")) == 2
    assert talk.rows("SELECT 1 FROM inbox WHERE kind = 'message' AND author = 'customer' AND handled_at IS NULL") == []


def test_a_second_telling_after_a_crash_changes_nothing(talk: House) -> None:
    press(talk)
    talk.settle()
    before = len(talk.standins.get("/sandbox/inbox")[0]["messages"])
    talk.rows("UPDATE outbox SET status = 'pending' WHERE kind = %(kind)s", kind=OutboxKind.HAND_BACK)
    talk.settle()
    assert (status(talk), became(talk), has_person(talk)) == ("pending", ["sent"], False)
    assert len(talk.standins.get("/sandbox/inbox")[0]["messages"]) == before
