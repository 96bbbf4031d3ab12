"""Stripe repeats itself and lets us repeat ourselves: idempotency keys, and webhooks until they
are taken."""

from collections.abc import Callable
from typing import Any

import pytest
import stripe

from sandbox.clock import FixedClock
from sandbox.courier import Webhook
from sandbox.server import Standins
from tests.sandbox.bodies import body
from tests.sandbox.given import NINE, parrot
from tests.sandbox.stripe_client import client, opened, order


def create(standins: Standins, key: str, params: Any = None) -> stripe.checkout.Session:
    """A session under an idempotency key."""
    wanted: Any = order() if params is None else params
    return client(standins).v1.checkout.sessions.create(wanted, {"idempotency_key": key})


def test_the_same_key_gives_the_same_answer(standins: Standins) -> None:
    first, again = create(standins, "b1:1"), create(standins, "b1:1")
    assert first.id == again.id
    assert again.last_response is not None
    assert again.last_response.headers["idempotent-replayed"] == "true"
    assert [entry["key"] for entry in standins.get("/sandbox/ledger")] == ["b1:1"]


def test_the_same_key_for_something_else_is_an_error(standins: Standins) -> None:
    create(standins, "b1:1")
    with pytest.raises(stripe.IdempotencyError, match="same parameters"):
        create(standins, "b1:1", order(cents=1700))
    assert len(standins.get("/sandbox/payments")) == 1


def test_a_refused_request_is_forgotten(standins: Standins) -> None:
    with pytest.raises(stripe.InvalidRequestError):
        create(standins, "b1:1", order(cents=1))
    assert create(standins, "b1:1").amount_total == 1600


def test_a_key_is_kept_for_a_day(standins: Standins) -> None:
    params = order()
    del params["expires_at"]
    first = create(standins, "b1:1", params)
    standins.post("/sandbox/clock", {"advance_minutes": 24 * 60 - 1})
    assert create(standins, "b1:1", params).id == first.id
    standins.post("/sandbox/clock", {"advance_minutes": 1})
    assert create(standins, "b1:1", params).id != first.id


def test_a_500_is_kept_too_and_did_nothing(standins: Standins) -> None:
    fault = {"vendor": "stripe", "fault": "5xx", "seconds": 30, "count": 1}
    standins.post("/sandbox/faults", fault)
    for _ in range(2):
        with pytest.raises(stripe.APIError) as error:
            create(standins, "b1:1")
        assert error.value.http_status == 500
    assert standins.get("/sandbox/ledger") == []
    assert create(standins, "b1:2").status == "open"


def test_a_lost_answer_is_found_again(standins: Standins) -> None:
    fault = {"vendor": "stripe", "fault": "lost_response", "seconds": 30, "count": 1}
    standins.post("/sandbox/faults", fault)
    with pytest.raises(stripe.APIConnectionError):
        create(standins, "b1:1")
    (row,) = standins.get("/sandbox/payments")
    assert create(standins, "b1:1").id == row["session"]
    assert len(standins.get("/sandbox/ledger")) == 1


def impatient(product: Callable[[Webhook], int]) -> Standins:
    """A sandbox whose webhooks wait a ten-thousandth of their time between two tries."""
    return Standins(public_url=product, clock=FixedClock(NINE), brain=parrot, haste=0.0001)


def test_webhooks_are_repeated_until_they_are_taken() -> None:
    statuses = [500, 404, 0, 200]
    with impatient(lambda webhook: statuses.pop(0)) as standins:
        key = opened(standins)
        standins.post(f"/sandbox/payments/{key}/pay")
        standins.flush()
        assert statuses == []
        assert len({body(webhook)["id"] for webhook in standins.webhooks}) == 1


def test_webhooks_are_given_up_after_twenty_tries() -> None:
    with impatient(lambda webhook: 500) as standins:
        key = opened(standins)
        standins.post(f"/sandbox/payments/{key}/pay")
        standins.flush()
        assert len(standins.webhooks) == 20
