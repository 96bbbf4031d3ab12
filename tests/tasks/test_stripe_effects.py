"""What Stripe is told to do: give money back, close sessions. Each once, and what follows is written down."""

from dataclasses import replace

import pytest

from gateways.outcome import NotWanted, Refused, TryLater
from gateways.payments import begin_attempt
from models.enums import OutboxKind
from tasks.stripe_effects import deliver_expire_session, deliver_refund
from tests.held import Held, move_clock
from tests.shop import Shop, claimed
from tests.till import apply_all, click, forget_session, payment, troubles


def refundable(shop: Shop, held: Held) -> dict[str, object]:
    shop.pay(click(shop, held))
    apply_all(shop)
    held.database.rows("UPDATE payment SET status = 'refunding', due_back_cents = amount_cents")
    return {"payment_id": held.payment_id}


def expire(shop: Shop, held: Held) -> str | None:
    payload: dict[str, object] = {"attempt_id": held.attempts()[-1]["id"]}
    return deliver_expire_session(shop.till, claimed(shop.database, OutboxKind.EXPIRE_SESSION, payload))


def test_a_refund_is_given_and_written_down(shop: Shop, held: Held) -> None:
    payload = refundable(shop, held)
    row = claimed(shop.database, OutboxKind.REFUND, payload)
    before = held.one("SELECT fact_seq FROM conversation")["fact_seq"]
    first = deliver_refund(shop.till, row)
    assert first == deliver_refund(shop.till, row)
    assert (payment(held)["status"], payment(held)["refunded_cents"]) == ("refunded", 1600)
    assert len(shop.effects("refund.create")) == 1
    assert held.one("SELECT fact_seq FROM conversation")["fact_seq"] == _int(before) + 1
    apply_all(shop)
    assert payment(held)["status"] == "refunded"


def test_a_refund_made_by_hand_is_seen(shop: Shop, held: Held) -> None:
    refundable(shop, held)
    intent = str(payment(held)["payment_intent"])
    shop.stripe.refund(intent, 600)
    apply_all(shop)
    assert (payment(held)["status"], payment(held)["refunded_cents"]) == ("refunding", 600)
    shop.stripe._refund(intent, 1000, "by-hand")
    apply_all(shop)
    assert (payment(held)["status"], payment(held)["refunded_cents"]) == ("refunded", 1600)


def test_nothing_paid_nothing_given_back(shop: Shop, held: Held) -> None:
    payload: dict[str, object] = {"payment_id": held.payment_id}
    with pytest.raises(Refused):
        deliver_refund(shop.till, claimed(shop.database, OutboxKind.REFUND, payload))
    with pytest.raises(Refused):
        deliver_refund(shop.till, claimed(shop.database, OutboxKind.REFUND, {"payment_id": 999}))
    assert shop.effects("refund.create") == []


def test_staff_hear_of_a_refund_that_stripe_refuses(shop: Shop, held: Held) -> None:
    payload: dict[str, object] = {"payment_id": held.payment_id, "payment_intent": "pi_unknown"}
    row = claimed(shop.database, OutboxKind.REFUND, payload)
    for _ in range(2):
        with pytest.raises(Refused):
            deliver_refund(shop.till, row)
    (note,) = troubles(held)
    assert "La devolución de la señal ha fallado" in note


def test_a_session_is_closed(shop: Shop, held: Held) -> None:
    session = click(shop, held)
    assert expire(shop, held) == expire(shop, held) == session
    assert shop.sessions()[0]["status"] == "expired"
    assert [attempt["status"] for attempt in held.attempts()] == ["expired"]


def test_closing_what_was_just_paid_takes_the_paid_path(shop: Shop, held: Held) -> None:
    session = click(shop, held)
    shop.pay(session)
    expire(shop, held)
    assert [call[0] for call in shop.commands.calls] == [held.payment_id]
    assert [attempt["status"] for attempt in held.attempts()] == ["paid"]


def test_closing_a_session_whose_id_we_never_learned(shop: Shop, held: Held) -> None:
    session = click(shop, held)
    forget_session(held)
    with pytest.raises(TryLater):
        expire(shop, held)  # the call that makes it may still be under way
    move_clock(held.database, minutes=2)
    assert expire(shop, held) == session
    assert shop.sessions()[0]["status"] == "expired"


def test_closing_what_stripe_never_heard_of(shop: Shop, held: Held) -> None:
    begin_attempt(held.database, held.code, held.database.now())
    move_clock(held.database, minutes=2)
    assert expire(shop, held) is None
    assert [attempt["status"] for attempt in held.attempts()] == ["expired"]


def part(held: Held, cents: int, reason: str) -> dict[str, object]:
    """Asks for a part of what was paid, as the commands do."""
    held.database.rows("UPDATE payment SET due_back_cents = due_back_cents + %(cents)s", {"cents": cents})
    intent = payment(held)["payment_intent"]
    payload = {"payment_id": held.payment_id, "payment_intent": intent, "amount_cents": cents}
    return {**payload, "key": f"refund:{intent}:{reason}"}


def paid(shop: Shop, held: Held) -> str:
    shop.pay(click(shop, held))
    apply_all(shop)
    return str(payment(held)["payment_intent"])


def test_parts_are_given_one_by_one(shop: Shop, held: Held) -> None:
    intent = paid(shop, held)
    rows = [claimed(shop.database, OutboxKind.REFUND, part(held, 600, f"cancelled:{n}")) for n in (1, 2)]
    first, second = (deliver_refund(shop.till, row) for row in rows)
    assert first != second
    assert [deliver_refund(shop.till, replace(row, attempts=2)) for row in rows] == [first, second]
    assert (payment(held)["status"], payment(held)["refunded_cents"]) == ("paid", 1200)
    assert [made["key"] for made in shop.effects("refund.create")] == [
        f"refund:{intent}:cancelled:1",
        f"refund:{intent}:cancelled:2",
    ]
    apply_all(shop)
    assert payment(held)["refunded_cents"] == 1200
    ledger = held.database.rows("SELECT kind, cents, vendor_id FROM ledger_entry WHERE kind <> 'captured' ORDER BY id")
    assert [tuple(row.values()) for row in ledger] == [("refunded", -600, first), ("refunded", -600, second)]


def test_what_staff_have_given_back_by_hand_meanwhile_is_not_given_again(shop: Shop, held: Held) -> None:
    intent = paid(shop, held)
    row = claimed(shop.database, OutboxKind.REFUND, part(held, 600, "cancelled:1"))
    shop.stripe._refund(intent, 600, "by-hand")
    apply_all(shop)
    with pytest.raises(NotWanted):
        deliver_refund(shop.till, row)
    assert len(shop.effects("refund.create")) == 1
    assert payment(held)["refunded_cents"] == 600


def test_a_refund_that_fails_is_told_to_staff_and_stays_owed(shop: Shop, held: Held) -> None:
    paid(shop, held)
    row = claimed(shop.database, OutboxKind.REFUND, part(held, 1600, "cancelled:1"))
    deliver_refund(shop.till, row)
    shop.standins.post(f"/sandbox/payments/{held.attempts()[-1]['session']}/fail-refund")
    for _ in range(2):
        apply_all(shop)
    assert (payment(held)["status"], payment(held)["refunded_cents"]) == ("refunding", 0)
    with pytest.raises(Refused):
        deliver_refund(shop.till, replace(row, attempts=2))
    assert len(shop.effects("refund.create")) == 1
    (note,) = troubles(held)
    assert "La devolución de la señal ha fallado" in note


def _int(value: object) -> int:
    assert isinstance(value, int)
    return value
