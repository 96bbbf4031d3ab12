"""A webhook that was lost is healed within a minute or two."""

from collections.abc import Iterator

import pytest

from gateways.database import Database, Unit
from gateways.payments import begin_attempt
from tasks.payments import Till, reconcile_stripe
from tests.held import Held, hold, move_clock
from tests.shop import Shop, open_shop
from tests.till import click, forget_session, payment


@pytest.fixture
def shop(database: Database) -> Iterator[Shop]:
    with open_shop(database) as opened:
        yield opened


@pytest.fixture
def held(shop: Shop) -> Held:
    return hold(shop.database)


def test_a_lost_webhook_is_healed(shop: Shop, held: Held) -> None:
    paid, waiting = held, hold(shop.database)
    shop.pay(click(shop, paid))
    click(shop, waiting)
    reconcile_stripe(shop.till)
    assert shop.commands.calls == []  # a webhook gets a minute
    move_clock(held.database, minutes=2)
    for _ in range(2):
        reconcile_stripe(shop.till)
    assert [call[0] for call in shop.commands.calls] == [paid.payment_id]
    assert [attempt["status"] for attempt in paid.attempts()] == ["paid"]
    assert [attempt["status"] for attempt in waiting.attempts()] == ["open"]


def test_lost_without_even_an_id_is_healed(shop: Shop, held: Held) -> None:
    shop.pay(click(shop, held))
    forget_session(held)
    move_clock(held.database, minutes=2)
    reconcile_stripe(shop.till)
    assert [attempt["status"] for attempt in held.attempts()] == ["paid"]


def test_what_was_closed_by_us_but_paid_is_healed_for_a_day(shop: Shop, held: Held) -> None:
    shop.pay(click(shop, held))
    held.database.rows("UPDATE payment_attempt SET status = 'expired'")
    move_clock(held.database, minutes=23 * 60)
    reconcile_stripe(shop.till)
    assert [attempt["status"] for attempt in held.attempts()] == ["paid"]


def test_expired_and_never_made_ones_are_closed(shop: Shop, held: Held) -> None:
    click(shop, held)
    never = hold(shop.database)
    begin_attempt(never.database, never.code, never.database.now())
    shop.standins.post("/sandbox/clock", {"advance_minutes": 40})
    reconcile_stripe(shop.till)
    assert [attempt["status"] for attempt in held.attempts()] == ["expired"]
    assert [attempt["status"] for attempt in never.attempts()] == ["expired"]


def test_one_payment_that_cannot_be_applied_does_not_hide_the_next(shop: Shop, held: Held) -> None:
    other = hold(shop.database)
    for each in (held, other):
        shop.pay(click(shop, each))

    def fails_for_the_first(
        unit: Unit, payment_id: int, payment_intent: str, amount_cents: int, session_id: str
    ) -> object:
        if payment_id == held.payment_id:
            raise RuntimeError("poison")
        mark_paid = shop.commands.mark_paid
        return mark_paid(unit, payment_id, payment_intent, amount_cents, session_id)

    till = Till(shop.database, shop.stripe, fails_for_the_first, shop.woken.append)
    move_clock(held.database, minutes=2)
    reconcile_stripe(till)
    assert [attempt["status"] for attempt in other.attempts()] == ["paid"]
    assert payment(held)["status"] == "open"


def test_with_nothing_to_look_after_stripe_is_not_asked(shop: Shop, held: Held) -> None:
    shop.fail("refuse")
    reconcile_stripe(shop.till)
