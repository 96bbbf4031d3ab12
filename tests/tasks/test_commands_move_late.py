"""Late moves: what becomes of the deposit, how often she may, and when staff decide."""

import pytest

from flows.policy import Reason
from models.money import Money
from tasks.commands.asking import StaffDecides
from tasks.commands.hold import Confirmed
from tasks.commands.move import Moved
from tests.changes import appointments, booked, moved, places, state
from tests.salon import Salon

TUESDAY, WEDNESDAY, FRIDAY = "2026-11-24", "2026-11-25", "2026-11-27"


def test_scenario_14_moved_late_the_deposit_is_kept_and_never_comes_back(salon: Salon) -> None:
    lucia = salon.guest("Lucía")
    held = booked(salon, lucia, "Lucas", f"{TUESDAY} 10:00")
    salon.at("2026-11-23 22:00")
    done = moved(salon, held.booking_id, ("Ana", f"{WEDNESDAY} 10:30"))
    assert isinstance(done, Moved)
    assert (done.deposit, done.refundable) == (Money(524), False)
    assert places(salon, held.booking_id) == [("Ana", f"{WEDNESDAY} 10:30", "11:10", "confirmed")]
    assert salon.booking(held.booking_id)["kept_moves"] == 1
    assert salon.payment(held.booking_id)["status"] == "paid"
    (one,) = appointments(salon, held.booking_id)
    text = salon.effect(f"changed:{one}:2")["payload"]["text"]
    assert "5,24 € se guarda" in text and "ya no se podrá devolver" in text
    assert salon.breaches() == []


@pytest.mark.parametrize(
    ("now", "reason"),
    [
        (f"{TUESDAY} 04:01", Reason.SHORT_NOTICE),
        (f"{TUESDAY} 09:59", Reason.SHORT_NOTICE),
        (f"{TUESDAY} 10:00", Reason.BEGUN),
    ],
)
def test_under_six_hours_staff_decide(salon: Salon, now: str, reason: Reason) -> None:
    held = booked(salon, salon.guest(), "Lucas", f"{TUESDAY} 10:00")
    salon.at(now)
    before = state(salon.database)
    asked = moved(salon, held.booking_id, ("Lucas", f"{WEDNESDAY} 10:00"))
    assert asked == StaffDecides(held.booking_id, tuple(appointments(salon, held.booking_id)), reason)
    assert state(salon.database) == before


def test_a_third_late_move_is_for_staff_and_they_may(salon: Salon) -> None:
    held = booked(salon, salon.guest(), "Lucas", f"{TUESDAY} 10:00")
    for kept, day in enumerate((TUESDAY, WEDNESDAY), start=1):
        salon.at(f"{day} 03:59")
        following = WEDNESDAY if day == TUESDAY else "2026-11-26"
        assert isinstance(moved(salon, held.booking_id, ("Lucas", f"{following} 10:00")), Moved)
        assert salon.booking(held.booking_id)["kept_moves"] == kept
    salon.at("2026-11-25 22:00")
    before = state(salon.database)
    asked = moved(salon, held.booking_id, ("Lucas", f"{FRIDAY} 10:00"))
    assert asked == StaffDecides(held.booking_id, tuple(appointments(salon, held.booking_id)), Reason.MOVED_OFTEN)
    assert state(salon.database) == before
    salon.at("2026-11-26 10:05")
    done = moved(salon, held.booking_id, ("Lucas", "2026-11-26 10:30"), by_staff=True)
    assert isinstance(done, Moved), "they need no lead time, and it may have begun"
    assert (salon.booking(held.booking_id)["kept_moves"], done.refundable) == (3, False)


def test_staff_say_whether_the_deposit_can_still_come_back(salon: Salon) -> None:
    held = booked(salon, salon.guest(), "Lucas", f"{TUESDAY} 10:00")
    salon.at(f"{TUESDAY} 09:00")
    done = moved(salon, held.booking_id, ("Lucas", f"{WEDNESDAY} 10:00"), by_staff=True, refundable=True)
    assert isinstance(done, Moved) and done.refundable
    assert salon.booking(held.booking_id)["kept_moves"] == 0


def test_a_free_appointment_moves_down_to_six_hours_as_often_as_she_likes(salon: Salon) -> None:
    laura = salon.guest()
    taken = salon.hold(laura, "Marta", f"{TUESDAY} 10:00", "Consulta gratuita")
    assert isinstance(taken, Confirmed)
    salon.at("2026-11-23 20:00")
    for clock in ("10:15", "10:30", "10:45", "11:00"):
        assert isinstance(moved(salon, taken.booking_id, ("Marta", f"{TUESDAY} {clock}")), Moved)
    assert salon.booking(taken.booking_id)["kept_moves"] == 0
    (one,) = appointments(salon, taken.booking_id)
    assert "señal" not in salon.effect(f"changed:{one}:4")["payload"]["text"]
