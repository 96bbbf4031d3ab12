"""Redis loses everything, stands still or dies while customers write; every webhook comes three times."""

import time

import pytest

from tests.chaos.product import Product
from tests.chaos.visit import Step, Visit

LONGEST_ACK_SECONDS = 1.0
"""Chatwoot hangs up after five and never repeats an account webhook."""


def visits(product: Product, many: int = 3) -> list[Visit]:
    return [Visit(product) for _ in range(many)]


def write(those: list[Visit]) -> None:
    """One after the other, each webhook answered in time."""
    for visit in those:
        began = time.monotonic()
        visit.asks()
        visit.product.standins.flush()
        assert time.monotonic() - began < LONGEST_ACK_SECONDS


def go_on(those: list[Visit], *steps: Step) -> None:
    for visit in those:
        visit.is_told(1)
        for step in steps:
            visit.goes(step)
        if steps:
            visit.has_left_one_of_each()


def test_everything_in_redis_is_lost_again_and_again(product: Product) -> None:
    those = visits(product)
    for visit in those:
        visit.asks()
        product.broker.flush()
    for step in (Step.CHOOSES, Step.PAYS):
        for visit in those:
            visit.is_told(1)
            visit.acts(step)
            for _ in range(5):
                product.broker.flush()
                time.sleep(0.05)
    for visit in those:
        visit.is_told(3)
        visit.has_left_one_of_each()
    assert product.deaths == []


def test_every_webhook_is_delivered_three_times_by_bot_and_account(product: Product) -> None:
    standins = product.standins
    standins.post("/sandbox/webhooks", {"configured": "both", "copies": 3})
    sent = len(standins.webhooks)
    try:
        (visit,) = visits(product, 1)
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
        write(those)
        time.sleep(1.5)
        write_again = visits(product, 1)
        write(write_again)
    finally:
        back()
    go_on(those + write_again)
    go_on(those[:1], Step.CHOOSES, Step.PAYS)
