"""Stripe's webhook: what is stored, and what is not Stripe's."""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from stripe import WebhookSignature
from structlog.testing import capture_logs

from app.stripe_webhook import LARGEST_BODY, stripe_routes
from gateways.database import Database
from tests.held import Held, hold

SECRET = "whsec_test"
Answer = Any
"""What the test client answers."""


@dataclass
class Endpoint:
    """The webhook of a salon with one held booking."""

    database: Database
    held: Held
    client: TestClient
    hints: list[int] = field(default_factory=list)

    def hint(self, inbox_id: int) -> None:
        """Remembers who was woken."""
        self.hints.append(inbox_id)

    def post(self, body: bytes, signature: str | None = None, **headers: str) -> Answer:
        """Posts it, signed unless a signature is given."""
        if signature is None:
            signature = WebhookSignature.generate_signature_header(body.decode(), SECRET)
        return self.client.post(
            "/webhooks/stripe",
            content=body,
            headers={"stripe-signature": signature, "content-type": "application/json", **headers},
        )

    def rows(self) -> list[dict[str, Any]]:
        """The inbox."""
        return [dict(row) for row in self.database.rows("SELECT * FROM inbox ORDER BY id")]


@pytest.fixture
def endpoint(database: Database) -> Iterator[Endpoint]:
    app = FastAPI()
    with TestClient(app) as client:
        made = Endpoint(database, hold(database), client)
        app.include_router(stripe_routes(database, SECRET, made))
        yield made


def event(kind: str = "checkout.session.completed", **subject: object) -> dict[str, Any]:
    subject = {"id": "cs_test_1", "object": "checkout.session", "payment_intent": None, **subject}
    return {
        "id": "evt_1",
        "object": "event",
        "api_version": "2026-10-28.endive",
        "created": 1795000000,
        "type": kind,
        "data": {"object": subject},
    }


def raw(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode()


def test_an_event_becomes_a_hint_and_somebody_is_woken(endpoint: Endpoint) -> None:
    answer = endpoint.post(raw(event()))
    assert (answer.status_code, answer.json()) == (200, {})
    (row,) = endpoint.rows()
    assert row["business_id"] == endpoint.held.business_id
    assert (row["source"], row["kind"], row["key"]) == ("stripe", "hint", "evt_1")
    assert row["subject"] == "checkout.session.completed cs_test_1"
    assert row["handled_at"] is None
    assert endpoint.hints == [row["id"]]


def test_three_deliveries_are_one_hint(endpoint: Endpoint) -> None:
    assert {endpoint.post(raw(event())).status_code for _ in range(3)} == {200}
    assert len(endpoint.rows()) == len(endpoint.hints) == 1


def test_an_object_without_an_id(endpoint: Endpoint) -> None:
    balance = event("balance.available", id=None, object="balance")
    assert endpoint.post(raw(balance)).status_code == 200
    assert endpoint.rows()[0]["subject"] == "balance.available"


def test_the_business_is_that_of_our_own_row(endpoint: Endpoint) -> None:
    other = other_business(endpoint.database)
    claims = {"payment": str(endpoint.held.payment_id), "business": str(other)}
    endpoint.post(raw(event(metadata=claims)))
    assert endpoint.rows()[0]["business_id"] == endpoint.held.business_id
    theirs = payment_of(endpoint.database, other)
    endpoint.post(raw(event(payment_intent=theirs) | {"id": "evt_2"}))
    endpoint.post(raw(event(id="cs_theirs") | {"id": "evt_3"}))
    assert [row["business_id"] for row in endpoint.rows()[1:]] == [other, other]


def test_wrong_signatures(endpoint: Endpoint) -> None:
    body = raw(event())
    too_old = int(time.time()) - 301
    wrong = [
        "",
        "nonsense",
        "t=1,v1=abc",
        "t=" + "9" * 5000 + ",v1=abc",
        "v1=abc",
        "t=abc,v1=abc",
        WebhookSignature.generate_signature_header(body.decode(), "whsec_other"),
        WebhookSignature.generate_signature_header("another body", SECRET),
        WebhookSignature.generate_signature_header(body.decode(), SECRET, too_old),
    ]
    with capture_logs() as logs:
        statuses = [endpoint.post(body, signature).status_code for signature in wrong]
    assert statuses == [401] * len(wrong)
    assert [(line["event"], line["status"]) for line in logs] == [("webhook refused", 401)] * 9
    assert endpoint.rows() == []
    assert endpoint.hints == []


def test_a_signature_that_is_not_ascii(endpoint: Endpoint) -> None:
    stamp = int(time.time())
    answer = endpoint.client.post(
        "/webhooks/stripe",
        content=raw(event()),
        headers={b"stripe-signature": f"t={stamp},v1=é".encode("latin-1")},
    )
    assert answer.status_code == 401


def test_no_signature(endpoint: Endpoint) -> None:
    assert endpoint.client.post("/webhooks/stripe", content=raw(event())).status_code == 401
    assert endpoint.rows() == []


NO_EVENTS = [
    b"",
    b"{",
    b"null",
    b"[]",
    b"7",
    b'"evt_1"',
    b"[" * 100_000,
    b'{"a":' * 50_000,
    raw({}),
    raw({"object": "event"}),
    raw({"object": "v2.core.event", "id": "evt_1", "type": "v2.core.event"}),
    raw(event() | {"id": 7}),
    raw(event() | {"id": "evt_"}),
    raw(event() | {"id": "evt_1\x00"}),
    raw(event() | {"id": "evt_" + "a" * 300}),
    raw(event() | {"id": "evt_\u202eabc"}),
    raw(event() | {"type": "checkout.session.completed\x00"}),
    raw(event() | {"type": "DROP TABLE inbox"}),
    raw(event() | {"type": None}),
    raw(event() | {"data": None}),
    raw(event() | {"data": []}),
    raw(event() | {"data": {"object": "cs_1"}}),
]


def test_what_is_no_event(endpoint: Endpoint) -> None:
    with capture_logs() as logs:
        statuses = [endpoint.post(body).status_code for body in NO_EVENTS]
    assert statuses == [400] * len(NO_EVENTS)
    assert [line["status"] for line in logs] == statuses
    assert endpoint.rows() == []
    assert endpoint.hints == []


def test_bytes_that_are_no_text(endpoint: Endpoint) -> None:
    assert endpoint.post(b"\xff\xfe{}", "t=1,v1=abc").status_code == 400
    assert endpoint.rows() == []


def test_odd_texts_within_an_event_do_no_harm(endpoint: Endpoint) -> None:
    oddities = ["😀 señal", "\u202eright to left", "\x00\x07", "a" * 300_000]
    for n, oddity in enumerate(oddities):
        odd = event(id=oddity, payment_intent=oddity, description=oddity) | {"id": f"evt_{n}"}
        assert endpoint.post(raw(odd)).status_code == 200
    assert [row["subject"] for row in endpoint.rows()] == ["checkout.session.completed"] * 4


def test_a_body_that_is_too_large(endpoint: Endpoint) -> None:
    body = raw(event(description="a" * LARGEST_BODY))
    assert endpoint.post(body).status_code == 413

    def chunks() -> Iterator[bytes]:
        for _ in range(20):
            yield b"a" * 100_000

    answer = endpoint.client.post("/webhooks/stripe", content=chunks())
    assert answer.status_code == 413
    assert endpoint.rows() == []


def test_only_post(endpoint: Endpoint) -> None:
    assert endpoint.client.get("/webhooks/stripe").status_code == 405


def other_business(database: Database) -> int:
    made = database.row(
        "INSERT INTO business (name, assistant, timezone, currency, default_language, languages,"
        " policy) SELECT 'Other', assistant, timezone, currency, default_language, languages,"
        " policy FROM business RETURNING id"
    )
    assert made is not None
    return int(made["id"])


def payment_of(database: Database, business: int) -> str:
    """A payment of that business, with the session `cs_theirs`; its payment intent."""
    database.rows(
        """
        WITH c AS (INSERT INTO customer (business_id, total_spent_cents, created_at)
                   VALUES (%(b)s, 0, now()) RETURNING id),
        k AS (INSERT INTO booking (business_id, customer_id, code, status, total_cents,
                                   deposit_cents, created_at)
              SELECT %(b)s, c.id, 'theirs', 'confirmed', 1, 1, now() FROM c RETURNING id),
        p AS (INSERT INTO payment (business_id, booking_id, status, amount_cents, refunded_cents,
                                   currency, payment_intent)
              SELECT %(b)s, k.id, 'paid', 1, 0, 'EUR', 'pi_theirs' FROM k RETURNING id)
        INSERT INTO payment_attempt (business_id, payment_id, number, key, session, expires_at,
                                     status)
        SELECT %(b)s, p.id, 1, 'theirs', 'cs_theirs', now(), 'paid' FROM p
        """,
        {"b": business},
    )
    return "pi_theirs"
