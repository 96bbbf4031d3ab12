"""What becomes of money at Stripe without any request: disputes, refunds that fail, methods that take days."""

from typing import Any

import pytest

from sandbox.server import Standins
from sandbox.specs import spec
from tests.sandbox.stripe_client import client, opened


def told(standins: Standins) -> list[str]:
    """Types of all events, in order."""
    return [event.type for event in reversed(client(standins).v1.events.list({"limit": 100}).data)]


def act(standins: Standins, session: str, what: str) -> Any:
    return standins.post(f"/sandbox/payments/{session}/{what}")


def test_a_dispute(standins: Standins) -> None:
    v1, session = client(standins).v1, opened(standins)
    act(standins, session, "pay")
    made = act(standins, session, "dispute")["dispute"]
    dispute = v1.disputes.retrieve(made)
    assert (dispute.amount, dispute.status) == (1600, "needs_response")
    assert dispute.payment_intent == v1.checkout.sessions.retrieve(session).payment_intent
    assert set(dispute.to_dict()) == set(spec("stripe.answers")["dispute"])
    assert v1.charges.retrieve(str(dispute.charge)).disputed
    assert told(standins)[-1] == "charge.dispute.created"


def test_a_refund_that_fails_can_be_made_again(standins: Standins) -> None:
    v1, session = client(standins).v1, opened(standins)
    act(standins, session, "pay")
    intent = str(v1.checkout.sessions.retrieve(session).payment_intent)
    refund = v1.refunds.create({"payment_intent": intent, "amount": 1600})
    assert act(standins, session, "fail-refund") == {"refund": refund.id}
    assert v1.refunds.retrieve(refund.id).status == "failed"
    assert told(standins)[-2:] == ["refund.updated", "refund.failed"]
    assert v1.charges.retrieve(str(refund.charge)).amount_refunded == 0
    assert v1.refunds.create({"payment_intent": intent}).amount == 1600


@pytest.mark.parametrize(
    ("how", "payment", "status", "event"),
    [("arrives", "paid", "succeeded", "succeeded"), ("fails", "unpaid", "requires_payment_method", "failed")],
)
def test_a_method_that_takes_days(standins: Standins, how: str, payment: str, status: str, event: str) -> None:
    v1, session = client(standins).v1, opened(standins)
    act(standins, session, "pay-later")
    found = v1.checkout.sessions.retrieve(session)
    assert (found.status, found.payment_status) == ("complete", "unpaid")
    assert v1.payment_intents.retrieve(str(found.payment_intent)).status == "processing"
    act(standins, session, how)
    assert v1.checkout.sessions.retrieve(session).payment_status == payment
    assert v1.payment_intents.retrieve(str(found.payment_intent)).status == status
    assert told(standins)[-1] == f"checkout.session.async_payment_{event}"
    assert [charge.paid for charge in v1.charges.list({"payment_intent": str(found.payment_intent)}).data] == [
        how == "arrives"
    ]


def test_what_has_not_happened_has_no_aftermath(standins: Standins) -> None:
    session = opened(standins)
    for what in ("dispute", "fail-refund", "arrives", "fails"):
        with pytest.raises(Exception, match="404"):
            act(standins, session, what)
