"""Cancellations at once with each other and with payments: the money goes back once."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

from sqlmodel import select

from gateways.database import Unit
from gateways.moves import unlocked
from models import Booking, Payment
from tasks.commands.money import give_back
from tasks.commands.whole import Whole
from tests.at_once import WAITING, outcome, together
from tests.changes import appointments, booked
from tests.races.tries import ROUNDS, try_cancel, try_lapse
from tests.salon import Salon

FRIDAY = "2026-11-27"


def test_two_who_read_it_without_a_lock_both_give_the_money_back(salon: Salon) -> None:
    """Stripe is asked once, by the refund's key; but both would tell the customer of 5.24 €."""
    held = booked(salon, salon.guest(), "Pilar", f"{FRIDAY} 10:00")

    def careless(unit: Unit) -> int:
        payments = unit.session.exec(select(Payment)).all()
        booking = unit.session.get_one(Booking, held.booking_id)
        whole = Whole(booking, unlocked(unit, held.booking_id), payments, None)
        asked = give_back(unit, whole, 524, "cancelled")
        unit.session.flush()
        return asked

    def second() -> int:
        with salon.unit() as unit:
            return careless(unit)

    with ThreadPoolExecutor(1) as threads, salon.unit() as first:
        mine, theirs = careless(first), threads.submit(second)
        while not salon.rows(WAITING):
            assert not theirs.done(), "it has not come up against the first"
        first.commit()
        assert (mine, theirs.result()) == (524, 524)


def test_cancelled_five_times_at_once(salon: Salon) -> None:
    catalogue = salon.catalogue
    for hour in range(10, 14):
        held = booked(salon, salon.guest(), "Pilar", f"{FRIDAY} {hour}:00", intent=f"pi_{hour}")
        (one,) = appointments(salon, held.booking_id)
        answers = together([partial(try_cancel, salon, catalogue, held.booking_id)] * 5)
        assert sorted(answers) == ["Cancelled"] + ["NothingToCancel"] * 4
        payment = salon.payment(held.booking_id)
        assert (payment["status"], payment["due_back_cents"]) == ("refunding", 524)
        for effect in (f"refund:pi_{hour}", f"cancelled:{one}", f"google:{one}:2", f"mail:cancelled:{one}"):
            assert salon.effects().count(effect) == 1
    assert salon.breaches() == []


def test_cancelled_and_paid_once_more_at_once(salon: Salon) -> None:
    catalogue = salon.catalogue
    for hour in range(10, 10 + ROUNDS):
        held = booked(salon, salon.guest(), "Pilar", f"{FRIDAY} {hour}:00", intent=f"pi_{hour}")
        pay = partial(outcome, partial(salon.pay, held, f"pi_{hour}_again", session=f"cs_{hour}"))
        assert together([partial(try_cancel, salon, catalogue, held.booking_id), pay]) == ["Cancelled", "RefundDue"]
        for intent in (f"pi_{hour}", f"pi_{hour}_again"):
            assert salon.effects().count(f"refund:{intent}") == 1
    assert salon.breaches() == []


def test_paid_late_and_cancelled_at_once(salon: Salon) -> None:
    """Cancelled first, there is nothing to cancel; paid first, it is confirmed, cancelled and the money goes back."""
    catalogue = salon.catalogue
    for hour in range(10, 10 + ROUNDS):
        held = salon.held(salon.guest(), "Pilar", f"{FRIDAY} {hour}:00")
        salon.advance(31)
        assert try_lapse(salon, held.booking_id) == "bool"
        pay = partial(outcome, partial(salon.pay, held, f"pi_{hour}", session=f"cs_{hour}"))
        cancelled, paid = together([partial(try_cancel, salon, catalogue, held.booking_id), pay])
        assert (cancelled, paid) in (("NothingToCancel", "PaidLate"), ("Cancelled", "PaidLate"))
        standing = "confirmed" if cancelled == "NothingToCancel" else "cancelled"
        assert salon.booking(held.booking_id)["status"] == standing
        assert salon.effects().count(f"refund:pi_{hour}") == (standing == "cancelled")
    assert salon.breaches() == []
