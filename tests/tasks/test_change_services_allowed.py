"""Which services a live booking can have instead: they must fit in, and nothing changes where they do not."""

from collections.abc import Callable
from functools import partial

import pytest

from flows.policy import Reason
from models.money import Money
from tasks.commands.asking import StaffDecides
from tasks.commands.change_services import Changed, change_services
from tasks.commands.hold import JustTaken, NotAllowed
from tests.at_once import committed, outcome, together
from tests.changes import appointments, booked, party, state
from tests.salon import Salon
from tests.service_changes import changed, only

FRIDAY = "2026-11-27"


def test_under_six_hours_staff_decide_and_may_do_it(salon: Salon) -> None:
    held = booked(salon, salon.guest(), "Marta", f"{FRIDAY} 12:30")
    appointment = only(salon, held.booking_id)
    salon.at("2026-11-27 06:31")
    before = state(salon.database)
    asked = changed(salon, appointment, "Cortar", "Secado")
    assert asked == StaffDecides(held.booking_id, (appointment,), Reason.SHORT_NOTICE)
    assert state(salon.database) == before
    done = changed(salon, appointment, "Cortar", "Secado", actor="staff:maria", by_staff=True)
    assert isinstance(done, Changed)
    assert done.supplement == Money(164)


def test_an_unpaid_hold_of_today_can_still_be_changed(salon: Salon) -> None:
    held = salon.held(salon.guest(), "Ana", "2026-11-23 10:15")
    done = changed(salon, only(salon, held.booking_id), "Cortar", "Secado")
    assert isinstance(done, Changed)
    salon.advance(16)
    before = state(salon.database)
    assert changed(salon, only(salon, held.booking_id), "Cortar") == NotAllowed("not_live")
    assert state(salon.database) == before


@pytest.mark.parametrize(
    ("names", "code"),
    [
        ((), "nothing_asked"),
        (("Cortar",), "same_services"),
        (("Cortar", "Cejas"), "mixed_categories"),
        (("Cortar", "Perilla"), "unknown_service"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(salon: Salon, names: tuple[str, ...], code: str) -> None:
    held = booked(salon, salon.guest(), "Marta", f"{FRIDAY} 12:30")
    salon.rows("UPDATE service SET active = false WHERE name = 'Perilla'")
    before = state(salon.database)
    assert changed(salon, only(salon, held.booking_id), *names) == NotAllowed(code)
    assert changed(salon, 999, "Cortar") == NotAllowed("not_live")
    assert state(salon.database) == before


def test_the_longer_time_must_be_free(salon: Salon) -> None:
    held = booked(salon, salon.guest(), "Marta", f"{FRIDAY} 12:30")
    appointment = only(salon, held.booking_id)
    other = salon.held(salon.guest("Ana"), "Marta", f"{FRIDAY} 13:15")
    before = state(salon.database)
    assert changed(salon, appointment, "Cortar", "Barba") == JustTaken()
    assert state(salon.database) == before
    assert isinstance(changed(salon, appointment, "Cortar", "Secado"), Changed)
    salon.advance(31)
    assert isinstance(changed(salon, appointment, "Cortar", "Barba"), Changed)
    assert salon.booking(other.booking_id)["status"] == "lapsed"
    assert salon.breaches() == []


def test_grown_and_taken_at_once_one_of_them_has_the_time(salon: Salon) -> None:
    """What grows and what is held beside it want the same minutes: nobody has half, nobody waits for ever."""
    catalogue, longer = salon.catalogue, salon.services("Cortar", "Barba")
    for hour in range(10, 16):
        laura, ana = salon.guest(), salon.guest("Ana")
        held = booked(salon, laura, "Marta", f"{FRIDAY} {hour}:00", intent=f"pi_{hour}")
        appointment = only(salon, held.booking_id)
        beside = salon.offer(ana, "Marta", f"{FRIDAY} {hour}:45", "Secado")

        def grow(appointment: int = appointment) -> str:
            return committed(salon, lambda unit: change_services(unit, catalogue, appointment, longer))

        tries: list[Callable[[], str]] = [grow, partial(outcome, partial(salon.take, ana, beside))]
        answers = together(tries)
        assert sorted(answers) in (["Changed", "JustTaken"], ["Held", "JustTaken"])
    assert salon.breaches() == []


def test_the_rules_of_the_offer_hold_for_the_longer_time(salon: Salon) -> None:
    held = booked(salon, salon.guest(), "Marta", f"{FRIDAY} 19:15")
    before = state(salon.database)
    assert changed(salon, only(salon, held.booking_id), "Cortar", "Barba") == NotAllowed("outside_hours")
    assert state(salon.database) == before


def test_another_trade_altogether_needs_a_stylist_who_does_it(salon: Salon) -> None:
    laura, ana = salon.guest(), salon.guest("Ana")
    with_marta = booked(salon, laura, "Marta", f"{FRIDAY} 12:30")
    with_lucas = booked(salon, ana, "Lucas", f"{FRIDAY} 12:30", intent="pi_2")
    assert isinstance(changed(salon, only(salon, with_marta.booking_id), "Cejas"), Changed)
    assert changed(salon, only(salon, with_lucas.booking_id), "Cejas") == NotAllowed("no_skill")


def test_she_is_not_at_two_places_at_once(salon: Salon) -> None:
    laura = salon.guest()
    held = party(salon, laura, ("Pilar", f"{FRIDAY} 10:00", "Cortar", None), ("Rosa", f"{FRIDAY} 10:40", "Cejas", None))
    hair, _ = appointments(salon, held.booking_id)
    before = state(salon.database)
    assert changed(salon, hair, "Cortar", "Secado") == NotAllowed("same_time")
    assert state(salon.database) == before
