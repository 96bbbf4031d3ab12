"""A booking's money given back and kept, in parts, each once, and never more than was captured."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from gateways.database import Unit
from models import Payment
from tasks.commands.effects import queue_refund
from tasks.commands.hold import Held
from tasks.commands.money import forfeit, give_back, remaining
from tasks.commands.supplement import ask_supplement
from tasks.commands.whole import Whole, lock_whole
from tests.changes import booked, ledger, mother_and_daughter, state
from tests.salon import Salon

FRIDAY = "2026-11-27"


def with_money(salon: Salon, held: Held, act: Callable[[Unit, Whole], int]) -> int:
    with salon.unit() as unit:
        whole = lock_whole(unit, held.booking_id)
        assert whole is not None
        return act(unit, whole)


def back(salon: Salon, held: Held, cents: int, reason: str) -> int:
    return with_money(salon, held, lambda unit, whole: give_back(unit, whole, cents, reason))


def kept(salon: Salon, held: Held, cents: int, reason: str) -> int:
    return with_money(salon, held, lambda unit, whole: forfeit(unit, whole, cents, reason))


def numbers(salon: Salon, held: Held) -> list[tuple[Any, ...]]:
    rows = salon.rows(
        "SELECT status, amount_cents, due_back_cents, forfeited_cents FROM payment"
        " WHERE booking_id = %(id)s ORDER BY id",
        id=held.booking_id,
    )
    return [tuple(row.values()) for row in rows]


def refunds(salon: Salon) -> list[tuple[str, int]]:
    rows = salon.rows("SELECT dedupe_key AS key, payload FROM outbox WHERE kind = 'refund' ORDER BY id")
    return [(row["key"], row["payload"]["amount_cents"]) for row in rows]


def spent(salon: Salon) -> int:
    found: int = salon.row("SELECT total_spent_cents FROM customer")["total_spent_cents"]
    return found


def test_shares_go_back_one_by_one(salon: Salon) -> None:
    held = mother_and_daughter(salon, salon.guest())
    assert (numbers(salon, held), spent(salon)) == ([("paid", 874, 0, 0)], 874)
    assert back(salon, held, 350, "cancelled:2") == 350
    assert (numbers(salon, held), spent(salon)) == ([("paid", 874, 350, 0)], 524)
    assert back(salon, held, 524, "cancelled:1") == 524
    assert (numbers(salon, held), spent(salon)) == ([("refunding", 874, 874, 0)], 0)
    assert refunds(salon) == [("refund:pi_1:cancelled:2", 350), ("refund:pi_1:cancelled:1", 524)]
    assert ledger(salon) == [("captured", 874), ("refund_asked", -350), ("refund_asked", -524)]


def test_all_at_once_is_one_refund_of_the_payment(salon: Salon) -> None:
    held = mother_and_daughter(salon, salon.guest())
    assert back(salon, held, 874, "cancelled:1") == 874
    assert refunds(salon) == [("refund:pi_1", 874)]
    assert salon.effect("refund:pi_1")["payload"].keys() == {"payment_id", "payment_intent", "amount_cents"}


def test_asked_twice_for_one_reason_it_goes_back_once(salon: Salon) -> None:
    held = mother_and_daughter(salon, salon.guest())
    assert back(salon, held, 350, "cancelled:2") == 350
    before = state(salon.database)
    assert back(salon, held, 350, "cancelled:2") == 0
    assert back(salon, held, 100, "cancelled:2") == 0
    assert state(salon.database) == before


def test_never_more_than_is_left(salon: Salon) -> None:
    held = mother_and_daughter(salon, salon.guest())
    assert back(salon, held, 9999, "all") == 874
    before = state(salon.database)
    assert back(salon, held, 1, "more") == kept(salon, held, 1, "more") == 0
    assert state(salon.database) == before


def test_some_kept_and_some_given_back(salon: Salon) -> None:
    held = mother_and_daughter(salon, salon.guest())
    assert kept(salon, held, 524, "cancelled:1") == 524
    assert kept(salon, held, 524, "cancelled:1") == 0
    assert (numbers(salon, held), spent(salon)) == ([("paid", 874, 0, 524)], 874)
    assert with_money(salon, held, lambda _, whole: remaining(whole)) == 350
    assert back(salon, held, 874, "cancelled:2") == 350
    assert numbers(salon, held) == [("refunding", 874, 350, 524)]
    assert ledger(salon) == [("captured", 874), ("forfeited", 524), ("refund_asked", -350)]
    assert refunds(salon) == [("refund:pi_1:cancelled:2", 350)]


def test_all_of_it_kept(salon: Salon) -> None:
    held = mother_and_daughter(salon, salon.guest())
    assert kept(salon, held, 9999, "no_show:1") == 874
    assert numbers(salon, held) == [("forfeited", 874, 0, 874)]
    assert refunds(salon) == []


def test_the_deposit_first_then_what_was_added(salon: Salon) -> None:
    held = booked(salon, salon.guest(), "Marta", f"{FRIDAY} 12:30")
    payment = with_money(salon, held, lambda unit, whole: _id(ask_supplement(unit, whole, 350)))
    assert back(salon, held, 9999, "unpaid yet") == 524
    salon.pay_supplement(payment, "pi_2", 350)
    assert back(salon, held, 9999, "cancelled:1") == 350
    assert numbers(salon, held) == [("refunding", 524, 524, 0), ("refunding", 350, 350, 0)]
    assert refunds(salon) == [("refund:pi_1", 524), ("refund:pi_2", 350)]
    assert spent(salon) == 0


def test_nothing_paid_nothing_given_back_nothing_kept(salon: Salon) -> None:
    held = salon.held(salon.guest(), "Marta", f"{FRIDAY} 12:30")
    before = state(salon.database)
    assert back(salon, held, 524, "cancelled:1") == kept(salon, held, 524, "cancelled:1") == 0
    assert state(salon.database) == before


def at_once(salon: Salon, acts: list[Callable[[Unit], int]]) -> list[int]:
    ready = Barrier(len(acts))

    def one(act: Callable[[Unit], int]) -> int:
        with salon.unit() as unit:
            ready.wait()
            return act(unit)

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(one, acts))


def test_asked_at_once_for_many_reasons_no_more_than_was_captured_goes_back(salon: Salon) -> None:
    held = mother_and_daughter(salon, salon.guest())

    def ask(number: int) -> Callable[[Unit], int]:
        def act(unit: Unit) -> int:
            whole = lock_whole(unit, held.booking_id)
            assert whole is not None
            return give_back(unit, whole, 350, f"cancelled:{number}")

        return act

    assert sorted(at_once(salon, [ask(number) for number in range(6)])) == [0, 0, 0, 174, 350, 350]
    assert sum(cents for _, cents in refunds(salon)) == 874
    assert numbers(salon, held) == [("refunding", 874, 874, 0)]


def test_without_the_lock_two_would_ask_for_the_same_money(salon: Salon) -> None:
    """The race is real: whoever does not lock the payment reads what the other is about to change."""
    held = mother_and_daughter(salon, salon.guest())
    read = Barrier(2)

    def careless(number: int) -> Callable[[Unit], int]:
        def act(unit: Unit) -> int:
            payment = unit.session.exec(select(Payment).where(Payment.booking_id == held.booking_id)).one()
            left = payment.amount_cents - payment.due_back_cents
            read.wait()
            payment.due_back_cents += left
            assert queue_refund(unit, payment, "pi_1", left, f"careless:{number}")
            return left

        return act

    assert at_once(salon, [careless(1), careless(2)]) == [874, 874]
    assert sum(cents for _, cents in refunds(salon)) == 1748, "twice what was captured"
    assert any("ledger does not agree" in breach.what for breach in salon.breaches())


def test_the_database_itself_refuses_more_than_was_captured(salon: Salon) -> None:
    held = mother_and_daughter(salon, salon.guest())
    for change in ("due_back_cents = 875", "due_back_cents = 500, forfeited_cents = 375", "refunded_cents = 875"):
        with pytest.raises(IntegrityError), salon.unit() as unit:
            unit.session.connection().exec_driver_sql(f"UPDATE payment SET {change}")
    assert numbers(salon, held) == [("paid", 874, 0, 0)]


def _id(payment: Payment | None) -> int:
    assert payment is not None and payment.id is not None
    return payment.id
