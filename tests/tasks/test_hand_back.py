"""The assistant gets the conversation back: it goes on where her bookings stand by then."""

import pytest

from models.enums import HandoverReason
from tasks.commands.handover import hand_back, hand_over
from tests.changes import booked, cancelled
from tests.salon import Guest, Salon

FRIDAY = "2026-11-27 12:30"


def with_a_person(salon: Salon, guest: Guest) -> None:
    with salon.unit() as unit:
        assert hand_over(unit, guest.conversation, HandoverReason.MANUAL_REQUEST, "")
    assert salon.conversation(guest)["mode"] == "with_person"


def given_back(salon: Salon, guest: Guest) -> str:
    with salon.unit() as unit:
        assert hand_back(unit, guest.conversation)
    mode: str = salon.conversation(guest)["mode"]
    return mode


def test_with_nothing_it_talks(salon: Salon) -> None:
    laura = salon.guest()
    with_a_person(salon, laura)
    assert given_back(salon, laura) == "talking"


def test_an_unpaid_hold_still_waits_for_its_deposit(salon: Salon) -> None:
    laura = salon.guest()
    salon.held(laura, "Marta", FRIDAY)
    with_a_person(salon, laura)
    assert given_back(salon, laura) == "paying"


def test_a_hold_that_was_paid_meanwhile_is_booked(salon: Salon) -> None:
    laura = salon.guest()
    held = salon.held(laura, "Marta", FRIDAY)
    with_a_person(salon, laura)
    salon.pay(held)
    assert given_back(salon, laura) == "booked"


@pytest.mark.parametrize("minutes", [30, 45])
def test_a_hold_that_ran_out_meanwhile_is_over_whether_or_not_a_sweep_has_run(salon: Salon, minutes: int) -> None:
    laura = salon.guest()
    salon.held(laura, "Marta", FRIDAY)
    with_a_person(salon, laura)
    salon.advance(minutes)
    assert given_back(salon, laura) == "talking"


def test_what_was_cancelled_or_is_over_counts_no_more(salon: Salon) -> None:
    laura = salon.guest()
    held = booked(salon, laura, "Marta", FRIDAY)
    with_a_person(salon, laura)
    cancelled(salon, held.booking_id)
    assert given_back(salon, laura) == "talking"


def test_other_peoples_holds_are_nothing_to_her(salon: Salon) -> None:
    laura, ana = salon.guest(), salon.guest("Ana")
    salon.held(ana, "Marta", FRIDAY)
    with_a_person(salon, laura)
    assert given_back(salon, laura) == "talking"


def test_twice_is_once(salon: Salon) -> None:
    laura = salon.guest()
    with_a_person(salon, laura)
    given_back(salon, laura)
    with salon.unit() as unit:
        assert not hand_back(unit, laura.conversation)
