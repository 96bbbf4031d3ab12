"""Giving money back through Stripe: once, whatever happens to the answers."""

from typing import Any

import pytest

from gateways.outcome import Refused, TryLater
from gateways.stripe import StripeGateway
from sandbox.server import Standins
from tests.gateways.deposits import attempt, deposit, fail
from tests.shop import gateway


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


def test_two_parts_of_the_same_size_are_two_refunds(standins: Standins, stripe: StripeGateway) -> None:
    intent = paid_intent(standins, stripe)
    first = stripe.refund(intent, 500, key=f"refund:{intent}:cancelled:1", due_cents=500)
    second = stripe.refund(intent, 500, tries=2, key=f"refund:{intent}:cancelled:2", due_cents=1000)
    assert first.id != second.id
    assert stripe.refund(intent, 500, tries=3, key=f"refund:{intent}:cancelled:1", due_cents=1000) == first
    assert [entry["key"] for entry in refunds_in(standins)] == [
        f"refund:{intent}:cancelled:1",
        f"refund:{intent}:cancelled:2",
    ]
    assert [(one.amount_cents, one.key) for one in stripe.refunds_of(intent)] == [
        (500, f"refund:{intent}:cancelled:2"),
        (500, f"refund:{intent}:cancelled:1"),
    ]


@pytest.mark.parametrize("fault", ["lost_response", "5xx"])
def test_a_part_whose_answer_failed_is_given_once_beside_another(standins: Standins, fault: str) -> None:
    stripe = gateway(standins, retries=0)
    intent = paid_intent(standins, stripe)
    stripe.refund(intent, 500, key="part:1", due_cents=500)
    fail(standins, fault, method="POST", count=1)
    with pytest.raises(TryLater):
        stripe.refund(intent, 500, key="part:2", due_cents=1000)
    standins.delete("/sandbox/faults")
    made = stripe.refund(intent, 500, tries=2, key="part:2", due_cents=1000)
    assert (made.amount_cents, made.key) == (500, "part:2")
    assert sorted(one.amount_cents for one in stripe.refunds_of(intent)) == [500, 500]


def test_of_what_staff_gave_back_by_hand_only_the_rest_is_given(standins: Standins, stripe: StripeGateway) -> None:
    intent = paid_intent(standins, stripe)
    stripe._refund(intent, 600, "by-hand")
    made = stripe.refund(intent, 1600, due_cents=1600)
    assert (made.amount_cents, made.key) == (1000, f"refund:{intent}")
    assert stripe.refund(intent, 1600, tries=2, due_cents=1600) == made
    together = stripe.refund_of(intent)
    assert together is not None and together.amount_cents == 1600


def test_what_stripe_refuses_for_another_reason_stays_refused(standins: Standins, stripe: StripeGateway) -> None:
    session = stripe.open_session(deposit(), attempt(3))
    standins.post(f"/sandbox/payments/{session.id}/decline")
    intent = stripe.read_session(session.id).payment_intent
    assert intent is not None
    with pytest.raises(Refused):
        stripe.refund(intent, 1600, due_cents=1600)
    assert refunds_in(standins) == []


def test_how_often_a_card_was_declined(standins: Standins, stripe: StripeGateway) -> None:
    session = stripe.open_session(deposit(), attempt(4))
    for what in ("decline", "decline", "pay"):
        standins.post(f"/sandbox/payments/{session.id}/{what}")
    paid = stripe.read_session(session.id)
    assert paid.payment_intent is not None
    declined = stripe.read_decline(paid.payment_intent)
    assert (declined.status, declined.times, declined.reason) == ("succeeded", 2, "card_declined")
    assert stripe.session_of(paid.payment_intent) == paid
    assert stripe.session_of("pi_unknown") is None
