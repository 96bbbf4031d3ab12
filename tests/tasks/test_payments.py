"""From what Stripe knows to what is true here: hints, lost hints, refunds, sessions to close."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import text

from flows.pay_page import Visit
from gateways.database import Database, Unit
from gateways.outcome import Refused, TryLater
from gateways.payments import begin_attempt
from gateways.stripe_hints import store_hint
from models.enums import OutboxKind
from tasks.checkout import open_link
from tasks.payments import Till, apply_stripe_hint, reconcile_stripe
from tasks.stripe_effects import deliver_expire_session, deliver_refund
from tests.held import Held, hold, move_clock
from tests.shop import Shop, claimed, open_shop


@pytest.fixture
def shop(database: Database) -> Iterator[Shop]:
    with open_shop(database) as opened:
        yield opened


@pytest.fixture
def held(shop: Shop) -> Held:
    return hold(shop.database)


def click(shop: Shop, held: Held) -> str:
    """Opens the pay link; the session it leads to."""
    open_link(shop.database, shop.stripe, held.code, Visit.CLICK)
    return str(held.attempts()[-1]["session"])


def events(shop: Shop) -> list[tuple[str, dict[str, Any]]]:
    """What Stripe's webhook said: type and object, in order."""
    shop.standins.flush()
    bodies = [json.loads(webhook.body) for webhook in shop.standins.webhooks]
    return [(body["type"], body["data"]["object"]) for body in bodies]


def hint(shop: Shop, event: str, object_id: str, intent: str | None = None) -> int:
    """A new hint in the inbox."""
    count = shop.database.row("SELECT count(*) AS n FROM inbox")
    assert count is not None
    key = f"evt_{count['n'] + 1}"
    stored = store_hint(shop.database, key, event, object_id, intent)
    assert stored is not None
    return stored


def apply_all(shop: Shop) -> None:
    """Stores every event that Stripe told, and applies it."""
    for event, subject in events(shop):
        apply_stripe_hint(shop.till, hint(shop, event, subject["id"]))


def unhandled(shop: Shop) -> int:
    row = shop.database.row("SELECT count(*) AS n FROM inbox WHERE handled_at IS NULL")
    assert row is not None
    return int(row["n"])


def payment(held: Held) -> dict[str, Any]:
    return held.one("SELECT * FROM payment WHERE id = %(payment)s")


def queued(held: Held, kind: OutboxKind) -> list[dict[str, Any]]:
    rows = held.database.rows("SELECT * FROM outbox WHERE kind = %(kind)s ORDER BY id", {"kind": kind})
    return [dict(row) for row in rows]


def troubles(held: Held) -> list[str]:
    """What staff were told beside a confirmed booking."""
    notes = queued(held, OutboxKind.NOTE)
    return [n["payload"]["text"] for n in notes if not n["dedupe_key"].startswith("staff-booked")]


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


def refundable(shop: Shop, held: Held) -> dict[str, object]:
    shop.pay(click(shop, held))
    apply_all(shop)
    held.database.rows("UPDATE payment SET status = 'refunding'")
    return {"payment_id": held.payment_id}


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


def expire(shop: Shop, held: Held) -> str | None:
    payload: dict[str, object] = {"attempt_id": held.attempts()[-1]["id"]}
    return deliver_expire_session(shop.till, claimed(shop.database, OutboxKind.EXPIRE_SESSION, payload))


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


def forget_session(held: Held) -> None:
    """As if we had been killed before Stripe's answer was written down."""
    held.database.rows("UPDATE payment_attempt SET session = NULL, url = NULL")


def _int(value: object) -> int:
    assert isinstance(value, int)
    return value
