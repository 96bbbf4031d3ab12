"""From what Stripe knows to what is true here: hints, in any order, any number of times."""

import pytest
from sqlalchemy import text

from gateways.database import Unit
from gateways.outcome import TryLater
from gateways.payments import begin_attempt
from models.enums import OutboxKind
from tasks.payments import apply_stripe_hint
from tasks.stripe_effects import deliver_refund
from tasks.till import Till
from tests.held import Held, hold, move_clock
from tests.shop import Shop, claimed
from tests.till import apply_all, click, events, forget_session, hint, payment, queued, troubles, unhandled


def test_paid_is_told_to_the_command_once(shop: Shop, held: Held) -> None:
    session = click(shop, held)
    shop.pay(session)
    (seen,) = [subject for event, subject in events(shop) if event.endswith("completed")]
    first = hint(shop, "checkout.session.completed", session)
    apply_stripe_hint(shop.till, first)
    apply_stripe_hint(shop.till, first)
    assert shop.commands.calls == [(held.payment_id, seen["payment_intent"], 1600, session)]
    assert [attempt["status"] for attempt in held.attempts()] == ["paid"]
    assert unhandled(shop) == 0
    row = held.one("SELECT handled_as FROM inbox")
    assert row["handled_as"] == "hint"
    assert len(shop.woken) == 1


def test_unpaid_hints_do_nothing_whatever_they_claim(shop: Shop, held: Held) -> None:
    session = click(shop, held)
    for event in ("completed", "async_payment_succeeded", "async_payment_failed", "expired"):
        apply_stripe_hint(shop.till, hint(shop, f"checkout.session.{event}", session))
    assert shop.commands.calls == []
    assert [attempt["status"] for attempt in held.attempts()] == ["open"]
    assert unhandled(shop) == 0


def test_any_order_any_number_of_times(shop: Shop, held: Held) -> None:
    shop.pay(click(shop, held))
    for _ in range(2):
        for event, subject in reversed(events(shop)):
            apply_stripe_hint(shop.till, hint(shop, event, subject["id"]))
    assert payment(held)["status"] == "paid"
    assert held.one("SELECT status FROM booking")["status"] == "confirmed"
    assert [attempt["status"] for attempt in held.attempts()] == ["paid"]
    assert queued(held, OutboxKind.REFUND) == []
    assert troubles(held) == []


def test_expired_ends_the_attempt(shop: Shop, held: Held) -> None:
    click(shop, held)
    shop.standins.post("/sandbox/clock", {"advance_minutes": 32})
    apply_all(shop)
    assert [attempt["status"] for attempt in held.attempts()] == ["expired"]
    assert shop.commands.calls == []


def test_a_session_whose_id_we_never_learned_is_known_by_what_we_wrote_on_it(shop: Shop, held: Held) -> None:
    session = click(shop, held)
    forget_session(held)
    shop.pay(session)
    apply_all(shop)
    assert payment(held)["status"] == "paid"
    assert [attempt["session"] for attempt in held.attempts()] == [session]


def test_sessions_of_others_on_the_same_account_are_not_ours(shop: Shop, held: Held) -> None:
    session = click(shop, held)
    held.database.rows("DELETE FROM payment_attempt")
    other = hold(shop.database)
    begin_attempt(other.database, other.code, other.database.now())
    shop.pay(session)
    apply_all(shop)
    assert shop.commands.calls == []
    assert unhandled(shop) == 0


def test_a_hint_about_nothing_is_put_aside(shop: Shop, held: Held) -> None:
    for event in (
        "checkout.session.completed cs_test_unknown",
        "refund.updated re_unknown",
        "charge.refunded ch_unknown",
        "payment_intent.payment_failed pi_unknown",
        "balance.available ",
    ):
        name, _, object_id = event.partition(" ")
        apply_stripe_hint(shop.till, hint(shop, name, object_id))
    apply_stripe_hint(shop.till, 999)
    assert unhandled(shop) == 0


def test_while_stripe_is_away_the_hint_waits(shop: Shop, held: Held) -> None:
    session = click(shop, held)
    shop.pay(session)
    waiting = hint(shop, "checkout.session.completed", session)
    shop.fail("refuse")
    with pytest.raises(TryLater):
        apply_stripe_hint(shop.till, waiting)
    assert unhandled(shop) == 1
    shop.mend()
    apply_stripe_hint(shop.till, waiting)
    assert (unhandled(shop), len(shop.commands.calls)) == (0, 1)


def test_another_amount_confirms_nothing_and_goes_back(shop: Shop, held: Held) -> None:
    session = click(shop, held)
    shop.pay(session)
    held.database.rows("UPDATE payment SET amount_cents = 1700")
    apply_all(shop)
    assert held.one("SELECT status FROM booking")["status"] == "held"
    (refund,) = queued(held, OutboxKind.REFUND)
    assert refund["payload"]["amount_cents"] == 1600


def test_another_currency_confirms_nothing_and_staff_hear_of_it(shop: Shop, held: Held) -> None:
    session = click(shop, held)
    shop.pay(session)
    held.database.rows("UPDATE payment SET currency = 'USD'")
    for _ in range(2):
        apply_stripe_hint(shop.till, hint(shop, "checkout.session.completed", session))
    assert shop.commands.calls == []
    (note,) = troubles(held)
    assert "otra moneda" in note


def test_a_second_payment_goes_back(shop: Shop, held: Held) -> None:
    first = click(shop, held)
    held.database.rows("UPDATE payment_attempt SET status = 'expired'")
    second = click(shop, held)
    assert first != second
    shop.pay(first)
    shop.pay(second)
    apply_all(shop)
    kept = payment(held)["payment_intent"]
    (row,) = queued(held, OutboxKind.REFUND)
    other = row["payload"]["payment_intent"]
    assert other != kept
    deliver_refund(shop.till, claimed(shop.database, OutboxKind.REFUND, row["payload"]))
    (made,) = shop.effects("refund.create")
    assert made["key"] == row["dedupe_key"] == f"refund:{other}"
    apply_all(shop)
    assert (payment(held)["status"], payment(held)["refunded_cents"]) == ("paid", 0)


def test_paid_late_is_confirmed_when_the_time_is_still_free(shop: Shop, held: Held) -> None:
    shop.pay(click(shop, held))
    move_clock(held.database, minutes=31)
    apply_all(shop)
    assert shop.commands.outcomes == ["PaidLate"]
    assert held.one("SELECT status FROM booking")["status"] == "confirmed"


def test_the_command_and_the_hint_are_one_transaction(shop: Shop, held: Held) -> None:
    def fails(unit: Unit, payment_id: int, payment_intent: str, amount_cents: int, session_id: str) -> object:
        unit.session.execute(text("UPDATE payment SET status = 'paid'"))
        raise RuntimeError("killed")

    session = click(shop, held)
    shop.pay(session)
    broken = Till(shop.database, shop.stripe, fails, shop.woken.append)
    waiting = hint(shop, "checkout.session.completed", session)
    with pytest.raises(RuntimeError):
        apply_stripe_hint(broken, waiting)
    assert (payment(held)["status"], unhandled(shop), shop.woken) == ("open", 1, [])
