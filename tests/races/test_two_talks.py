"""One customer in two conversations: whoever locks both locks the one of the lower id first."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from flows.decision_note import Wish
from flows.tools import Move
from gateways.database import Unit
from gateways.locks import lock_conversation
from models.enums import HandoverReason
from tasks.commands.asking import StaffDecides, ask_staff
from tasks.commands.cancel import cancel
from tasks.commands.handover import hand_over
from tasks.commands.paying_trouble import HandedOver, payment_trouble
from tasks.commands.whole import lock_whole
from tasks.tools import moving
from tests.at_once import WAITING, committed, outcome
from tests.changes import booked
from tests.salon import Guest, Salon
from tests.told import shows, work

TALK = """
INSERT INTO conversation (business_id, channel_id, number, customer_id, mode, created_at)
SELECT business_id, channel_id, number + 500, customer_id, mode, created_at FROM conversation WHERE id = %(id)s
RETURNING id
"""
SOON = "2026-11-23 13:00"
"""Less than six hours away: what becomes of it is for staff to say."""
GONE = "DeadlockDetected"


@pytest.fixture
def talks(salon: Salon) -> tuple[Guest, Guest]:
    """Carla, where she writes now; and in a later conversation, where she has booked."""
    carla = salon.guest("Carla", "Ruiz")
    return carla, Guest(carla.customer, salon.row(TALK, id=carla.conversation)["id"])


def beside(salon: Salon, talks: tuple[Guest, Guest], command: Callable[[Unit], object]) -> list[str]:
    """The command, while somebody has the first conversation and then wants the other; what came of both."""
    first, other = (talk.conversation for talk in talks)
    with ThreadPoolExecutor(1) as threads, salon.database.unit(salon.business_id) as unit:
        lock_conversation(unit, first)
        running = threads.submit(committed, salon, command)
        while not salon.rows(WAITING):
            assert not running.done(), running.result()
        found = outcome(lambda: lock_conversation(unit, other))
        unit.session.rollback()
        return [running.result(), found]


def test_in_the_order_of_one_s_needs_they_wait_for_each_other(salon: Salon, talks: tuple[Guest, Guest]) -> None:
    """Without the order: the booking with its conversation first, then the one in which she writes."""
    here, there = talks
    held = salon.held(there, "Marta", SOON)

    def careless(unit: Unit) -> object:
        lock_whole(unit, held.booking_id)
        return hand_over(unit, here.conversation, HandoverReason.PAYMENT_FAILURE, "")

    assert GONE in beside(salon, talks, careless)


def test_paying_fails_here_for_what_was_booked_there(salon: Salon, talks: tuple[Guest, Guest]) -> None:
    here, there = talks
    held = salon.held(there, "Marta", SOON)

    def again(unit: Unit) -> object:
        return payment_trouble(unit, salon.catalogue, here.conversation, here.customer)

    with salon.unit() as unit:
        again(unit)
    assert beside(salon, talks, again) == [HandedOver.__name__, "Conversation"]
    assert salon.booking(held.booking_id)["status"] == "cancelled"
    assert salon.conversation(here)["handover_reason"] == "payment_failure"
    assert salon.conversation(there)["handed_over_at"] is None
    assert salon.breaches() == []


def test_staff_decide_here_what_was_booked_there(salon: Salon, talks: tuple[Guest, Guest]) -> None:
    here, there = talks
    appointment = salon.appointment(booked(salon, there, "Marta", SOON).booking_id)["id"]
    shows(salon, here, "Marta", "2026-11-25 10:00", moves=appointment)
    now = work(salon, here)

    def moves(unit: Unit) -> object:
        found = moving.move(unit, now, Move(appointment="c1", offer="a1"))
        assert found.payload == {"handed_over": True}
        return found

    assert beside(salon, talks, moves) == ["Outcome", "Conversation"]
    assert salon.conversation(here)["handover_reason"] == "other"


def test_a_cancellation_that_staff_decide_locks_in_that_order_too(salon: Salon, talks: tuple[Guest, Guest]) -> None:
    here, there = talks
    held = booked(salon, there, "Marta", SOON)

    def cancels(unit: Unit) -> object:
        found = cancel(unit, salon.catalogue, held.booking_id, conversation_id=here.conversation)
        assert isinstance(found, StaffDecides)
        return ask_staff(unit, found, Wish.CANCEL, here.conversation)

    assert beside(salon, talks, cancels) == ["bool", "Conversation"]
    assert salon.booking(held.booking_id)["status"] == "confirmed"
