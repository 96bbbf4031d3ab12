"""Giving money back through Stripe: once, whatever happens to the answers."""

from collections.abc import Iterator
from typing import Any

import pytest

from gateways.outcome import TryLater
from gateways.stripe import StripeGateway
from sandbox.server import Standins
from tests.gateways.test_stripe import attempt, deposit, fail
from tests.shop import gateway, silent


@pytest.fixture
def standins() -> Iterator[Standins]:
    with Standins(brain=silent) as running:
        yield running


@pytest.fixture
def stripe(standins: Standins) -> StripeGateway:
    return gateway(standins)


def paid_intent(standins: Standins, stripe: StripeGateway, number: int = 1) -> str:
    session = stripe.open_session(deposit(), attempt(number))
    standins.post(f"/sandbox/payments/{session.id}/pay")
    intent = stripe.read_session(session.id).payment_intent
    assert intent is not None
    return intent


def refunds_in(standins: Standins) -> list[dict[str, Any]]:
    ledger = standins.get("/sandbox/ledger")
    return [entry for entry in ledger if entry["operation"] == "refund.create"]


def test_a_refund_is_given_once(standins: Standins, stripe: StripeGateway) -> None:
    intent = paid_intent(standins, stripe)
    assert stripe.refund_of(intent) is None
    first = stripe.refund(intent, 1600)
    assert (first.amount_cents, first.status, first.payment_intent) == (1600, "succeeded", intent)
    assert stripe.refund(intent, 1600) == first
    assert stripe.refund(intent, 1600, tries=2) == first
    assert stripe.refund_of(intent) == stripe.read_refund(first.id) == first
    refunds = refunds_in(standins)
    assert [entry["key"] for entry in refunds] == [f"refund:{intent}"]


@pytest.mark.parametrize("fault", ["lost_response", "5xx", "429", "refuse"])
def test_a_refund_whose_answer_failed_is_still_given_once(standins: Standins, fault: str) -> None:
    stripe = gateway(standins, retries=0)
    intent = paid_intent(standins, stripe)
    fail(standins, fault, method="POST")
    for tries in (1, 2) if fault in ("5xx", "refuse") else (1,):
        with pytest.raises(TryLater):
            stripe.refund(intent, 1600, tries)
    standins.delete("/sandbox/faults")
    assert stripe.refund(intent, 1600, tries=4).amount_cents == 1600
    assert len(refunds_in(standins)) == 1


def test_money_given_back_by_hand_is_not_given_again(standins: Standins, stripe: StripeGateway) -> None:
    intent = paid_intent(standins, stripe)
    by_hand = stripe._refund(intent, 1600, "by-hand")
    assert stripe.refund(intent, 1600) == by_hand
    assert len(refunds_in(standins)) == 1
