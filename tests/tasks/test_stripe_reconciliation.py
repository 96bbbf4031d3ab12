"""A webhook that was lost is healed within a minute or two."""

from gateways.database import Unit
from gateways.payments import begin_attempt
from gateways.refunds import unreturned
from models.enums import OutboxKind
from tasks.payments import reconcile_stripe
from tasks.till import Till
from tests.held import Held, hold, move_clock
from tests.shop import Shop, claimed
from tests.till import apply_all, click, forget_session, payment, troubles


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


def captured(shop: Shop, held: Held) -> str:
    """Paid and applied; the payment intent."""
    shop.pay(click(shop, held))
    apply_all(shop)
    return str(payment(held)["payment_intent"])


def ledger(held: Held) -> list[tuple[str, int]]:
    rows = held.database.rows("SELECT kind, cents FROM ledger_entry ORDER BY id")
    return [(row["kind"], row["cents"]) for row in rows]


def test_a_refund_that_we_asked_for_and_never_heard_of(shop: Shop, held: Held) -> None:
    intent = captured(shop, held)
    row = claimed(shop.database, OutboxKind.REFUND, {"payment_id": held.payment_id})
    held.database.rows(
        "UPDATE outbox SET status = 'sent', sent_at = %(now)s, stream = 'stripe:' || %(payment)s WHERE id = %(id)s",
        {"now": held.database.now(), "payment": held.payment_id, "id": row.id},
    )
    held.database.rows("UPDATE payment SET status = 'refunding', due_back_cents = 1600")
    assert unreturned(shop.database, held.database.now()) == []  # it gets a minute
    shop.stripe.refund(intent, 1600)
    move_clock(held.database, minutes=3 * 24 * 60)
    assert unreturned(shop.database, held.database.now()) == [intent]
    for _ in range(2):
        reconcile_stripe(shop.till)
    assert (payment(held)["status"], payment(held)["refunded_cents"]) == ("refunded", 1600)
    assert ledger(held) == [("captured", 1600), ("refunded", -1600)]
    assert unreturned(shop.database, held.database.now()) == []


def test_a_refund_by_hand_and_its_failure_whose_webhooks_were_lost(shop: Shop, held: Held) -> None:
    intent = captured(shop, held)
    shop.stripe._refund(intent, 600, "by-hand")
    for _ in range(2):
        reconcile_stripe(shop.till)
    assert (payment(held)["status"], payment(held)["refunded_cents"]) == ("paid", 600)
    assert ledger(held) == [("captured", 1600), ("refunded", -600)]
    shop.standins.post(f"/sandbox/payments/{held.attempts()[-1]['session']}/fail-refund")
    for _ in range(2):
        reconcile_stripe(shop.till)
    assert (payment(held)["status"], payment(held)["refunded_cents"]) == ("paid", 0)
    assert ledger(held) == [("captured", 1600), ("refunded", -600), ("refund_failed", 600)]
    (note,) = troubles(held)
    assert "ha fallado" in note


def test_refunds_of_others_on_the_same_account_are_not_ours(shop: Shop, held: Held) -> None:
    intent = captured(shop, held)
    shop.stripe._refund(intent, 600, "by-hand")
    held.database.rows("UPDATE payment SET payment_intent = 'pi_other'")
    reconcile_stripe(shop.till)
    assert payment(held)["refunded_cents"] == 0
