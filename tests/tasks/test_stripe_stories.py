"""Stories told by Stripe's events in any order and any number of times end in the same rows."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tasks.payments import apply_stripe_hint
from tests.held import Held, hold
from tests.shop import Shop
from tests.till import click, events, hint
from tests.till_rows import rows_of

Story = Callable[[Shop, Held], None]


def at(shop: Shop, session: str, what: str) -> None:
    shop.standins.post(f"/sandbox/payments/{session}/{what}")


def intent_of(shop: Shop, session: str) -> str:
    found = shop.stripe.read_session(session).payment_intent
    assert found is not None
    return found


def given_back_by_hand_and_disputed(shop: Shop, held: Held) -> None:
    """Declined, paid; staff give back two parts by hand, the second comes back; then she goes to her bank."""
    session = click(shop, held)
    at(shop, session, "decline")
    at(shop, session, "pay")
    intent = intent_of(shop, session)
    shop.stripe._refund(intent, 600, f"by-hand:1:{held.code}")
    shop.stripe._refund(intent, 300, f"by-hand:2:{held.code}")
    at(shop, session, "fail-refund")
    at(shop, session, "dispute")


def paid_twice(shop: Shop, held: Held) -> None:
    """Two pages were open, and both were paid."""
    first = click(shop, held)
    held.database.rows("UPDATE payment_attempt SET status = 'expired' WHERE session = %(id)s", {"id": first})
    second = click(shop, held)
    for session in (first, second):
        at(shop, session, "pay")


def paid_by_a_slow_method(shop: Shop, held: Held) -> None:
    """She left Stripe's page before the money was there; then it came."""
    session = click(shop, held)
    at(shop, session, "pay-later")
    at(shop, session, "arrives")


def never_paid_after_all(shop: Shop, held: Held) -> None:
    """She left Stripe's page before the money was there; it never came."""
    session = click(shop, held)
    at(shop, session, "pay-later")
    at(shop, session, "fails")


def wholly_given_back_by_hand(shop: Shop, held: Held) -> None:
    """Paid, and given back by hand at once."""
    session = click(shop, held)
    at(shop, session, "pay")
    shop.stripe._refund(intent_of(shop, session), 1600, f"by-hand:{held.code}")


LASTING: dict[Story, dict[str, Any]] = {
    given_back_by_hand_and_disputed: {
        "booking": [("confirmed", 1000)],
        "payments": [("deposit", "paid", 1600, 600, 0, 0)],
        "ledger": [
            ("captured", 1600, True, 1),
            ("disputed", -1600, True, 1),
            ("refund_failed", 300, True, 1),
            ("refunded", -600, True, 1),
            ("refunded", -300, True, 1),
        ],
        "attempts": [("paid", 1, "card_declined")],
        "said": [("confirmed", 1), ("disputed", 1), ("refund_failed", 1), ("staff-booked", 1)],
        "refunds": [],
    },
    paid_twice: {
        "booking": [("confirmed", 1600)],
        "payments": [("deposit", "paid", 1600, 0, 0, 0)],
        "ledger": [
            ("captured", 1600, True, 1),
            ("extra_captured", 1600, False, 1),
            ("refund_asked", -1600, False, 1),
        ],
        "attempts": [("paid", 0, None), ("paid", 0, None)],
        "said": [("confirmed", 1), ("paid-twice", 1), ("staff-booked", 1)],
        "refunds": [(1600,)],
    },
    paid_by_a_slow_method: {
        "booking": [("confirmed", 1600)],
        "payments": [("deposit", "paid", 1600, 0, 0, 0)],
        "ledger": [("captured", 1600, True, 1)],
        "attempts": [("paid", 0, None)],
        "said": [("confirmed", 1), ("staff-booked", 1)],
        "refunds": [],
    },
    never_paid_after_all: {
        "booking": [("held", 0)],
        "payments": [("deposit", "open", 1600, 0, 0, 0)],
        "ledger": [],
        "attempts": [("expired", 1, "card_declined")],
        "said": [],
        "refunds": [],
    },
    wholly_given_back_by_hand: {
        "booking": [("confirmed", 0)],
        "payments": [("deposit", "refunded", 1600, 1600, 0, 0)],
        "ledger": [("captured", 1600, True, 1), ("refunded", -1600, True, 1)],
        "attempts": [("paid", 0, None)],
        "said": [("confirmed", 1), ("staff-booked", 1)],
        "refunds": [],
    },
}


@pytest.mark.parametrize("story", LASTING, ids=lambda story: story.__name__)
def test_any_order_any_number_of_times(shop: Shop, story: Story) -> None:
    @settings(
        max_examples=8,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    )
    @given(data=st.data())
    def told(data: st.DataObject) -> None:
        known = len(events(shop))
        held = hold(shop.database)
        story(shop, held)
        happened = [(event, subject["id"]) for event, subject in events(shop)[known:]]
        again = data.draw(st.lists(st.sampled_from(happened), max_size=3))
        for event, object_id in data.draw(st.permutations([*happened, *again])):
            apply_stripe_hint(shop.till, hint(shop, event, object_id))
        assert rows_of(held) == LASTING[story]

    told()
