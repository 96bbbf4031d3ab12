"""The assistant gets the conversation back: it goes on where her bookings stand by then."""

import pytest

from models.enums import HandoverReason
from tasks.commands.hand_back import hand_back
from tasks.commands.handover import hand_over
from tests.changes import booked, cancelled
from tests.salon import Guest, Salon

FRIDAY = "2026-11-27 12:30"
PLACE = """
INSERT INTO waitlist_entry (business_id, customer_id, conversation_id, service_ids, first_day, last_day, part,
                            free_then, status, offered_until, created_at)
SELECT c.business_id, c.customer_id, c.id, %(services)s, '2026-11-27', '2026-11-27', 'any', '{}', %(status)s,
       d.clock_offset + now() + %(until)s::interval, now()
FROM conversation c, deployment d WHERE c.id = %(id)s RETURNING id
"""


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


def offered(salon: Salon, guest: Guest, when: str, *, status: str | None = "offered", minutes: int = 30) -> None:
    """The house has offered her a slot: of the waiting list, or (`status` None) for one that was paid too late."""
    offer = salon.offer(guest, "Marta", when)
    offer.turn_id, offer.code = None, "w1"
    if status is not None:
        place = {"id": guest.conversation, "status": status, "until": f"{minutes} minutes"}
        offer.waitlist_entry_id = salon.row(PLACE, services=salon.services("Cortar"), **place)["id"]
    with salon.unit() as unit:
        unit.session.add(offer)


def test_a_slot_of_the_waiting_list_that_is_kept_for_her_can_be_chosen(salon: Salon) -> None:
    laura = salon.guest()
    with_a_person(salon, laura)
    offered(salon, laura, FRIDAY)
    assert given_back(salon, laura) == "choosing"


def test_beside_an_appointment_that_stands_as_well(salon: Salon) -> None:
    laura = salon.guest()
    booked(salon, laura, "Marta", "2026-11-28 10:00")
    offered(salon, laura, FRIDAY)
    with_a_person(salon, laura)
    assert given_back(salon, laura) == "choosing", "it was offered before, and is kept still"


@pytest.mark.parametrize(("status", "minutes"), [("passed", 30), ("booked", 30), ("offered", -1)])
def test_one_that_is_kept_no_more_is_nothing_to_choose(salon: Salon, status: str, minutes: int) -> None:
    laura = salon.guest()
    with_a_person(salon, laura)
    offered(salon, laura, FRIDAY, status=status, minutes=minutes)
    assert given_back(salon, laura) == "talking"


def test_other_times_for_what_was_paid_too_late_can_be_chosen_if_a_person_had_it_then(salon: Salon) -> None:
    laura, ana = salon.guest(), salon.guest("Ana")
    with_a_person(salon, laura)
    offered(salon, laura, FRIDAY, status=None)
    assert given_back(salon, laura) == "choosing"
    offered(salon, ana, FRIDAY, status=None)
    salon.advance(60)
    with_a_person(salon, ana)
    assert given_back(salon, ana) == "talking", "what she was shown before is searched again"


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
