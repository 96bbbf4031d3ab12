"""A conversation is handed back while its turn is being written: the turn is locked first, as its own links do it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from gateways.database import Unit
from gateways.locks import lock_conversation, lock_open_turn
from models.enums import HandoverReason
from tasks.commands.hand_back import hand_back
from tasks.commands.hand_back_by_staff import hand_back_by_staff
from tasks.commands.handover import hand_over
from tasks.commands.unless_moved import unless_moved
from tests.at_once import WAITING, committed, outcome
from tests.races.test_two_talks import GONE
from tests.salon import Guest, Salon

TURN = """
INSERT INTO turn (business_id, conversation_id, step, opened_at, published_at)
SELECT business_id, id, 'think', now(), now() FROM conversation WHERE id = %(id)s RETURNING id
"""
Command = Callable[[Unit], object]


@pytest.fixture
def laura(salon: Salon) -> Guest:
    """A person has her conversation, and a turn of before is still open."""
    guest = salon.guest()
    salon.rows(TURN, id=guest.conversation)
    with salon.unit() as unit:
        assert hand_over(unit, guest.conversation, HandoverReason.PERSON_WROTE, "")
    return guest


def beside(salon: Salon, laura: Guest, command: Command) -> list[str]:
    """The command, while a link has the turn and then wants the conversation; what came of both."""
    with ThreadPoolExecutor(1) as threads, salon.database.unit(salon.business_id) as unit:
        assert lock_open_turn(unit, laura.conversation) is not None
        running = threads.submit(committed, salon, command)
        while not salon.rows(WAITING):
            assert not running.done(), running.result()
        found = outcome(lambda: lock_conversation(unit, laura.conversation))
        unit.session.rollback()
        return [running.result(), found]


def test_the_conversation_first_would_wait_in_a_circle(salon: Salon, laura: Guest) -> None:
    def careless(unit: Unit) -> object:
        lock_conversation(unit, laura.conversation)
        return hand_back(unit, laura.conversation)

    assert GONE in beside(salon, laura, careless)


def test_staff_and_chatwoot_wait_for_the_turn(salon: Salon, laura: Guest) -> None:
    assert beside(salon, laura, lambda unit: hand_back_by_staff(unit, laura.conversation)) == ["bool", "Conversation"]
    assert salon.row("SELECT step, outcome, lease_epoch FROM turn") == {
        "step": "done",
        "outcome": "handed_over",
        "lease_epoch": 1,
    }


def test_what_chatwoot_said_is_followed_in_that_order_too(salon: Salon, laura: Guest) -> None:
    seen = salon.conversation(laura)["handed_over_at"]
    follow = unless_moved(seen, hand_back)
    assert beside(salon, laura, lambda unit: follow(unit, laura.conversation)) == ["bool", "Conversation"]
    assert salon.conversation(laura)["handed_over_at"] is None
    assert salon.row("SELECT step FROM turn")["step"] == "done"
