"""Checkout, refunds and lists through Stripe's own SDK."""

from typing import Any

import pytest
import stripe

from sandbox.clock import FixedClock
from sandbox.server import Standins
from sandbox.specs import spec
from sandbox.store import Document
from tests.sandbox.bodies import body, of
from tests.sandbox.stripe_client import NOW, client, opened, order

KINDS = {"int": int, "str": str, "bool": bool}


def complete(document: Document) -> None:
    """Every field is known to the SDK, none that cannot be null is missing, simple ones are of
    their kind."""
    fields = spec("stripe.answers")[document["object"]]
    assert document.keys() <= fields.keys()
    for name, field in fields.items():
        value = document.get(name)
        assert value is not None or field["nullable"], name
        kind = field["type"].removeprefix("Optional[").removesuffix("]")
        if value is not None and kind in KINDS:
            assert type(value) is KINDS[kind], name


def test_a_new_session_is_open(standins: Standins) -> None:
    session = client(standins).v1.checkout.sessions.create(order())
    complete(session.to_dict())
    assert session.id.startswith("cs_test_")
    assert session.url == f"{standins.url}/checkout/{session.id}"
    assert (session.status, session.payment_status) == ("open", "unpaid")
    assert (session.amount_total, session.currency) == (1600, "eur")
    assert (session.created, session.expires_at) == (NOW, NOW + 31 * 60)
    assert session.payment_intent is None
    assert session.metadata is not None
    assert session.metadata.to_dict() == {"booking": "b1"}
    row = {"session": session.id, "amount_cents": 1600, "currency": "eur", "status": "open"}
    assert standins.get("/sandbox/payments") == [row]
    page = standins.get(f"/sandbox/payments/{session.id}")
    assert page["items"] == ["Señal de tu cita"]
    assert page["success_url"] == f"https://salon.example/pay/b1?session={session.id}"


def test_paying_completes_and_tells(standins: Standins) -> None:
    key = opened(standins)
    assert standins.post(f"/sandbox/payments/{key}/pay")["status"] == "paid"
    v1 = client(standins).v1
    session = v1.checkout.sessions.retrieve(key)
    assert (session.status, session.payment_status, session.url) == ("complete", "paid", None)
    intent = v1.payment_intents.retrieve(str(session.payment_intent))
    charge = v1.charges.retrieve(str(intent.latest_charge))
    for found in (session, intent, charge):
        complete(found.to_dict())
    assert (intent.status, intent.amount_received) == ("succeeded", 1600)
    assert intent.metadata.to_dict() == charge.metadata.to_dict() == {"booking": "b1"}
    assert charge.captured
    standins.flush()
    (webhook,) = standins.webhooks
    told = stripe.Webhook.construct_event(webhook.body, webhook.headers["stripe-signature"], "whsec_sandbox")
    assert told.type == "checkout.session.completed"
    assert told.data.object.payment_status == "paid"
    assert told.api_version == "2026-10-28.endive"
    complete(body(webhook))
    assert v1.events.retrieve(told.id).type == told.type


def test_a_declined_card_leaves_the_session_open(standins: Standins) -> None:
    key = opened(standins)
    assert standins.post(f"/sandbox/payments/{key}/decline")["status"] == "declined"
    v1 = client(standins).v1
    session = v1.checkout.sessions.retrieve(key)
    assert (session.status, session.payment_status) == ("open", "unpaid")
    intent = v1.payment_intents.retrieve(str(session.payment_intent))
    assert intent.status == "requires_payment_method"
    assert intent.last_payment_error is not None
    assert intent.last_payment_error.code == "card_declined"
    assert len(of(standins, "payment_intent.payment_failed")) == 1
    assert standins.post(f"/sandbox/payments/{key}/pay")["status"] == "paid"
    assert v1.payment_intents.retrieve(intent.id).status == "succeeded"


def test_an_expired_session_cannot_be_paid(standins: Standins) -> None:
    key = opened(standins)
    sessions = client(standins).v1.checkout.sessions
    assert sessions.expire(key).status == "expired"
    assert len(of(standins, "checkout.session.expired")) == 1
    with pytest.raises(stripe.InvalidRequestError, match="status of `expired`"):
        sessions.expire(key)
    with pytest.raises(Exception, match="409"):
        standins.post(f"/sandbox/payments/{key}/pay")
    assert standins.get("/sandbox/payments")[0]["status"] == "expired"
    operations = [entry["operation"] for entry in standins.get("/sandbox/ledger")]
    assert operations == ["checkout.session.create", "checkout.session.expire"]


def test_sessions_end_by_themselves_in_domain_time(standins: Standins, clock: FixedClock) -> None:
    key = opened(standins)
    standins.post("/sandbox/clock", {"advance_minutes": 30})
    assert client(standins).v1.checkout.sessions.retrieve(key).status == "open"
    standins.post("/sandbox/clock", {"advance_minutes": 1})
    assert len(of(standins, "checkout.session.expired")) == 1
    assert standins.get("/sandbox/payments")[0]["status"] == "expired"


def test_what_stripe_refuses(standins: Standins) -> None:
    cases: list[tuple[dict[str, Any], str]] = [
        ({"expires_at": NOW + 30 * 60 - 1}, "at least 30 minutes"),
        ({"expires_at": NOW + 24 * 3600 + 1}, "less than 24 hours"),
        ({"expires_at": "soon"}, "Invalid integer"),
        ({"payment_method_types": ["card"]}, "unknown parameter: payment_method_types"),
        ({"line_items": [{"quantity": 1, "price": "price_1"}]}, "No such price"),
        ({"line_items": [{"price_data": {"currency": "eur"}}]}, r"line_items\[0\]\[quantity\]"),
        ({"cents": 49}, "at least €0.50"),
        ({"metadata": {"k" * 41: "v"}}, "Metadata keys"),
        ({"success_url": None}, "success_url"),
    ]
    for more, message in cases:
        params: Any = {key: value for key, value in order(**more).items() if value is not None}
        with pytest.raises(stripe.InvalidRequestError, match=message):
            client(standins).v1.checkout.sessions.create(params)
    assert standins.get("/sandbox/payments") == standins.get("/sandbox/ledger") == []


def test_strangers_are_refused(standins: Standins) -> None:
    with pytest.raises(stripe.AuthenticationError):
        client(standins, "sk_test_other").v1.checkout.sessions.list()
    with pytest.raises(stripe.InvalidRequestError, match="No such") as missing:
        client(standins).v1.checkout.sessions.retrieve("cs_test_nothing")
    assert missing.value.code == "resource_missing"


def test_a_refund_is_told_and_never_exceeds_the_payment(standins: Standins) -> None:
    key = opened(standins)
    standins.post(f"/sandbox/payments/{key}/pay")
    v1 = client(standins).v1
    intent = str(v1.checkout.sessions.retrieve(key).payment_intent)
    part = v1.refunds.create({"payment_intent": intent, "amount": 600})
    complete(part.to_dict())
    assert (part.amount, part.status, part.payment_intent) == (600, "succeeded", intent)
    with pytest.raises(stripe.InvalidRequestError, match="greater than unrefunded"):
        v1.refunds.create({"payment_intent": intent, "amount": 1001})
    assert v1.refunds.create({"payment_intent": intent}).amount == 1000
    with pytest.raises(stripe.InvalidRequestError) as again:
        v1.refunds.create({"payment_intent": intent})
    assert again.value.code == "charge_already_refunded"
    charge = v1.charges.retrieve(str(part.charge))
    assert (charge.amount_refunded, charge.refunded) == (1600, True)
    assert sum(r.amount for r in v1.refunds.list({"payment_intent": intent}).data) == 1600
    assert [len(of(standins, kind)) for kind in ("refund.created", "charge.refunded")] == [2, 2]
    assert v1.refunds.retrieve(part.id).charge == charge.id


def test_nothing_unpaid_is_refunded(standins: Standins) -> None:
    key = opened(standins)
    standins.post(f"/sandbox/payments/{key}/decline")
    v1 = client(standins).v1
    intent = str(v1.checkout.sessions.retrieve(key).payment_intent)
    with pytest.raises(stripe.InvalidRequestError, match="successful charge"):
        v1.refunds.create({"payment_intent": intent})
    with pytest.raises(stripe.InvalidRequestError, match="No such payment_intent"):
        v1.refunds.create({"payment_intent": "pi_nothing"})


def test_lists_are_newest_first_and_paged(standins: Standins, clock: FixedClock) -> None:
    keys: list[str] = []
    for _ in range(5):
        keys.insert(0, opened(standins))
        standins.post("/sandbox/clock", {"advance_minutes": 0.05})
    sessions = client(standins).v1.checkout.sessions
    first = sessions.list({"limit": 2})
    assert [session.id for session in first.data] == keys[:2]
    assert first.has_more
    assert [session.id for session in first.auto_paging_iter()] == keys
    since = sessions.list({"created": {"gte": NOW + 9}})
    assert [session.id for session in since.data] == keys[:2]
    wrong: Any = {"mode": "payment"}
    with pytest.raises(stripe.InvalidRequestError, match="unknown parameter: mode"):
        sessions.list(wrong)


def test_what_is_expanded_comes_whole(standins: Standins) -> None:
    key = opened(standins)
    standins.post(f"/sandbox/payments/{key}/pay")
    sessions = client(standins).v1.checkout.sessions
    wanted = ["line_items", "payment_intent.latest_charge"]
    session = sessions.retrieve(key, {"expand": wanted}).to_dict()
    assert session["line_items"]["data"][0]["amount_total"] == 1600
    assert session["payment_intent"]["latest_charge"]["paid"] is True
    assert sessions.line_items.list(key).data[0].description == "Señal de tu cita"
    with pytest.raises(stripe.InvalidRequestError, match="cannot be expanded"):
        sessions.retrieve(key, {"expand": ["metadata"]})
