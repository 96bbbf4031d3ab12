"""Redis loses everything, stands still or dies while customers write; every webhook comes three times."""

import time

import pytest

from tests.chaos.product import Product
from tests.chaos.visit import Step, Visit


def visits(product: Product) -> list[Visit]:
    """On different days: whoever is slower must not find her time taken."""
    return [Visit(product, day) for day in ("miércoles", "jueves", "viernes")]


def stored(product: Product) -> int:
    """Messages of customers."""
    found: int = product.rows("SELECT count(*) AS n FROM inbox WHERE author = 'customer'")[0]["n"]
    return found


def write(those: list[Visit]) -> None:
    """One after the other, each webhook answered before Chatwoot hangs up: it never repeats an account's."""
    for visit in those:
        before = stored(visit.product)
        visit.asks()
        visit.product.standins.flush()
        # Nothing sweeps while Redis is away: only the webhook can have stored it.
        assert stored(visit.product) == before + 1


def test_everything_in_redis_is_lost_again_and_again(product: Product) -> None:
    those = visits(product)
    for step in Step:
        for visit in those:
            visit.acts(step)
            product.broker.flush()
        for _ in range(5):
            time.sleep(0.05)
            product.broker.flush()
        for visit in those:
            visit.hears_of(step)
    for visit in those:
        visit.has_left_one_of_each()
    assert product.deaths == []


def test_every_webhook_is_delivered_three_times_by_bot_and_account(product: Product) -> None:
    standins = product.standins
    standins.post("/sandbox/webhooks", {"configured": "both", "copies": 3})
    sent = len(standins.webhooks)
    try:
        visit = Visit(product)
        for step in Step:
            visit.goes(step)
        standins.flush()
        product.until_rest()
    finally:
        standins.post("/sandbox/webhooks", {"configured": "account", "copies": 1})
    visit.has_left_one_of_each()
    bodies = [webhook.body for webhook in standins.webhooks[sent:]]
    new = [body for body in bodies if b'"message_created"' in body and b'"incoming"' in body]
    assert len(new) == 12, "two messages, two webhooks, three copies"
    paid = [body for body in bodies if b'"checkout.session.completed"' in body]
    assert len(paid) == 3


@pytest.mark.parametrize("how", ["frozen", "killed"])
def test_redis_is_away_while_customers_write(product: Product, how: str) -> None:
    those = visits(product)
    away, back = {
        "frozen": (product.broker.freeze, product.broker.thaw),
        "killed": (product.broker.kill, product.broker.start),
    }[how]
    away()
    try:
        write(those[:2])
        time.sleep(1.5)
        write(those[2:])
    finally:
        back()
    for visit in those:
        visit.hears_of(Step.ASKS)
    for visit in those:
        visit.goes(Step.CHOOSES)
        visit.goes(Step.PAYS)
        visit.has_left_one_of_each()
    assert product.deaths == [], "a worker outlives its broker"
