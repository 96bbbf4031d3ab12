"""Two clicks on the pay link at once end on one session. Without the protection: on two."""

import secrets
from collections.abc import Callable, Iterator
from datetime import timedelta
from threading import Barrier

import pytest

from flows.pay_page import SESSION_LIFE, Attempt, Leave, Visit
from gateways.database import Database
from gateways.payments import deposit_of
from tasks.checkout import open_link
from tests.at_once import together
from tests.held import Held, hold, move_clock
from tests.shop import Shop, open_shop

CLICKS = 6


@pytest.fixture
def shop(database: Database) -> Iterator[Shop]:
    with open_shop(database, retries=2) as opened:
        yield opened


def clicks(click: Callable[[], str]) -> set[str]:
    """The addresses to which several clicks at one moment lead."""
    return set(together([click] * CLICKS))


def clicked(shop: Shop, held: Held) -> str:
    opened = open_link(shop.database, shop.stripe, held.code, Visit.CLICK)
    assert isinstance(opened.step, Leave)
    return opened.step.url


def careless(shop: Shop, held: Held, pause: Barrier) -> str:
    """As `open_link` would be if it looked for an open attempt and then made one under a new key."""
    found = deposit_of(shop.database, held.code)
    assert found is not None
    deposit, now = found
    assert deposit.attempt is None
    pause.wait()
    expires_at = (now + SESSION_LIFE).replace(microsecond=0) + timedelta(seconds=1)
    url = shop.stripe.open_session(deposit, Attempt(1, 1, secrets.token_hex(8), expires_at, True)).url
    assert url is not None
    return url


def test_without_the_protection_each_click_gets_a_session_of_its_own(shop: Shop) -> None:
    held = hold(shop.database)
    pause = Barrier(CLICKS)
    assert len(clicks(lambda: careless(shop, held, pause))) == CLICKS
    assert len(shop.sessions()) == CLICKS


def test_two_clicks_at_once_end_on_the_same_session(shop: Shop) -> None:
    held = hold(shop.database)
    assert len(clicks(lambda: clicked(shop, held))) == 1
    assert len(shop.sessions()) == len(held.attempts()) == 1


def test_so_they_do_when_a_session_has_expired(shop: Shop) -> None:
    held = hold(shop.database, minutes=120)
    first = clicked(shop, held)
    move_clock(held.database, minutes=40)
    (second,) = clicks(lambda: clicked(shop, held))
    assert second != first
    assert [attempt["status"] for attempt in held.attempts()] == ["expired", "open"]
    assert len(shop.sessions()) == 2


def test_so_they_do_when_the_answer_to_the_first_was_lost(shop: Shop) -> None:
    held = hold(shop.database)
    shop.fail("lost_response", count=1)
    assert len(clicks(lambda: clicked(shop, held))) == 1
    assert len(shop.sessions()) == 1


def test_the_database_itself_refuses_a_second_open_attempt(shop: Shop) -> None:
    held = hold(shop.database)
    clicked(shop, held)
    rows = shop.database.rows("SELECT indexdef FROM pg_indexes WHERE indexname = 'uq_payment_attempt_open'")
    assert "UNIQUE" in rows[0]["indexdef"]
    assert "WHERE ((status)::text = 'open'::text)" in rows[0]["indexdef"]
