"""What a deposit lacks since a service was added: asked for, changed, withdrawn, paid in time, late and twice."""

from typing import Any

import pytest

from tasks.commands.cancel import cancel
from tasks.commands.hold import Held
from tasks.commands.pay import AlreadyPaid, Paid, RefundDue
from tasks.commands.supplement import ask_supplement
from tasks.commands.whole import lock_whole
from tests.changes import booked, state
from tests.salon import Guest, Salon

WHEN = "2026-11-27 12:30"


def ask(salon: Salon, held: Held, cents: int) -> int | None:
    with salon.unit() as unit:
        whole = lock_whole(unit, held.booking_id)
        assert whole is not None
        payment = ask_supplement(unit, whole, cents)
        assert payment is None or payment in whole.payments
        return payment.id if payment else None


def asked(salon: Salon, held: Held, cents: int) -> int:
    found = ask(salon, held, cents)
    assert found is not None
    return found


def attempt(salon: Salon, payment: int, session: str) -> int:
    row = salon.row(
        "INSERT INTO payment_attempt (business_id, payment_id, number, key, session, expires_at, status)"
        " VALUES (%(business)s, %(payment)s, 7, %(session)s, %(session)s, %(now)s, 'open') RETURNING id",
        business=salon.business_id,
        payment=payment,
        session=session,
        now=salon.database.now(),
    )
    found: int = row["id"]
    return found


def supplements(salon: Salon) -> list[tuple[Any, ...]]:
    rows = salon.rows("SELECT status, amount_cents FROM payment WHERE kind = 'supplement' ORDER BY id")
    return [tuple(row.values()) for row in rows]


@pytest.fixture
def laura(salon: Salon) -> Guest:
    return salon.guest()


@pytest.fixture
def held(salon: Salon, laura: Guest) -> Held:
    return booked(salon, laura, "Marta", WHEN)


def test_asked_for_and_paid(salon: Salon, laura: Guest, held: Held) -> None:
    payment = asked(salon, held, 350)
    assert supplements(salon) == [("open", 350)]
    before, effects = salon.conversation(laura), salon.effects()
    assert salon.pay_supplement(payment, "pi_2", 350) == Paid(held.booking_id)
    assert supplements(salon) == [("paid", 350)]
    assert salon.effects()[len(effects) :] == [f"supplement:{payment}"]
    notice = salon.effect(f"supplement:{payment}")["payload"]
    assert notice["template"] == "supplement_paid" and "**3,50 €**" in notice["text"]
    after = salon.conversation(laura)
    assert (after["mode"], after["fact_seq"]) == ("booked", before["fact_seq"] + 1)
    assert salon.row("SELECT total_spent_cents FROM customer")["total_spent_cents"] == 874
    assert salon.booking(held.booking_id)["status"] == "confirmed"
    told = state(salon.database)
    assert salon.pay_supplement(payment, "pi_2", 350) == AlreadyPaid(held.booking_id)
    assert state(salon.database) == told
    assert salon.breaches() == []


def test_asked_again_for_the_same_nothing_changes(salon: Salon, held: Held) -> None:
    payment = asked(salon, held, 350)
    before = state(salon.database)
    assert asked(salon, held, 350) == payment
    assert state(salon.database) == before


def test_another_amount_takes_the_place_of_the_first(salon: Salon, held: Held) -> None:
    first = asked(salon, held, 350)
    page = attempt(salon, first, "cs_2")
    second = asked(salon, held, 500)
    assert supplements(salon) == [("withdrawn", 350), ("open", 500)]
    assert f"expire:{page}" in salon.effects()
    assert salon.pay_supplement(first, "pi_2", 350, "cs_2") == RefundDue(held.booking_id, "pi_2")
    assert supplements(salon) == [("refunding", 350), ("open", 500)]
    assert salon.effect("refund:pi_2")["payload"]["amount_cents"] == 350
    assert "pago de más de **3,50 €**" in salon.effect("paid-late:pi_2")["payload"]["text"]
    assert salon.pay_supplement(second, "pi_3", 500) == Paid(held.booking_id)
    assert supplements(salon) == [("refunding", 350), ("paid", 500)]
    assert salon.booking(held.booking_id)["status"] == "confirmed"
    assert salon.breaches() == []


def test_nothing_lacks_any_more(salon: Salon, held: Held) -> None:
    asked(salon, held, 350)
    assert ask(salon, held, 0) is None
    assert supplements(salon) == [("withdrawn", 350)]
    assert ask(salon, held, -20) is None
    assert supplements(salon) == [("withdrawn", 350)]
    asked(salon, held, 350)
    assert supplements(salon) == [("withdrawn", 350), ("open", 350)]


def test_an_unpaid_hold_owes_its_deposit_and_nothing_beside(salon: Salon, laura: Guest) -> None:
    held = salon.held(laura, "Marta", WHEN)
    before = state(salon.database)
    assert ask(salon, held, 350) is None
    assert state(salon.database) == before


def test_paid_after_the_booking_was_cancelled(salon: Salon, held: Held) -> None:
    payment = asked(salon, held, 350)
    with salon.unit() as unit:
        cancel(unit, salon.catalogue, held.booking_id)
    assert supplements(salon) == [("withdrawn", 350)]
    assert salon.pay_supplement(payment, "pi_2", 350) == RefundDue(held.booking_id, "pi_2")
    assert supplements(salon) == [("refunding", 350)]
    assert salon.booking(held.booking_id)["status"] == "cancelled"
    assert salon.breaches() == []


def test_another_amount_than_was_asked_for_and_a_second_payment_go_back(salon: Salon, held: Held) -> None:
    payment = asked(salon, held, 350)
    assert salon.pay_supplement(payment, "pi_2", 349) == RefundDue(held.booking_id, "pi_2")
    assert supplements(salon) == [("open", 350)]
    assert salon.pay_supplement(payment, "pi_3", 350) == Paid(held.booking_id)
    assert salon.pay_supplement(payment, "pi_4", 350) == RefundDue(held.booking_id, "pi_4")
    assert supplements(salon) == [("paid", 350)]
    assert salon.effect("refund:pi_4")["stream"] == f"stripe:{payment}"
    assert salon.breaches() == []
