"""What a pay link leads to, for each state of the booking and each way of opening it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from flows.pay_page import Attempt, Begin, Create, Deposit, Leave, Look, Page, Session, Show, Visit, after_look, decide
from models.enums import BookingStatus, PaymentStatus

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
HELD = Deposit(
    code="c" * 22,
    business_id=1,
    business="Atrévete Peluquería",
    language="es",
    timezone="Europe/Madrid",
    starts_at=NOW + timedelta(days=4),
    booking_status=BookingStatus.HELD,
    held_until=NOW + timedelta(minutes=20),
    payment_id=7,
    payment_status=PaymentStatus.OPEN,
    amount_cents=1600,
    currency="EUR",
    attempt=None,
)
FRESH = Attempt(1, 1, "key", NOW + timedelta(minutes=30, seconds=30), True, "cs_1", "https://s/1")
OLD = replace(FRESH, expires_at=NOW + timedelta(minutes=29, seconds=59))
OVER = replace(HELD, held_until=NOW)


def session(status: str, payment_status: str = "unpaid", url: str | None = None) -> Session:
    return Session("cs_1", status, payment_status, url, "pi_1", 1600, "EUR", {})


def test_a_live_hold_begins_reuses_replays_or_looks() -> None:
    assert decide(HELD, Visit.CLICK, NOW) == Begin(None)
    assert decide(replace(HELD, attempt=FRESH), Visit.CLICK, NOW) == Leave("https://s/1")
    lost = replace(FRESH, session=None, url=None)
    assert decide(replace(HELD, attempt=lost), Visit.CLICK, NOW) == Create(lost)
    assert decide(replace(HELD, attempt=OLD), Visit.CLICK, NOW) == Look(OLD)
    assert decide(replace(HELD, attempt=FRESH), Visit.DONE, NOW) == Look(FRESH)
    closed = replace(FRESH, open=False)
    assert decide(replace(HELD, attempt=closed), Visit.CLICK, NOW) == Begin(None)


@pytest.mark.parametrize("attempt", [None, FRESH, OLD])
@pytest.mark.parametrize("visit", [Visit.PREVIEW, Visit.BACK])
def test_previews_and_those_who_came_back_make_nothing(visit: Visit, attempt: Attempt | None) -> None:
    assert decide(replace(HELD, attempt=attempt), visit, NOW) == Show(Page.UNPAID)


@pytest.mark.parametrize(
    ("booking", "payment", "page"),
    [
        (BookingStatus.CONFIRMED, PaymentStatus.PAID, Page.CONFIRMED),
        (BookingStatus.CONFIRMED, None, Page.CONFIRMED),
        (BookingStatus.LAPSED, PaymentStatus.OPEN, Page.LAPSED),
        (BookingStatus.LAPSED, PaymentStatus.WITHDRAWN, Page.LAPSED),
        (BookingStatus.LAPSED, PaymentStatus.REFUNDING, Page.REFUNDED),
        (BookingStatus.CANCELLED, PaymentStatus.REFUNDED, Page.REFUNDED),
        (BookingStatus.CANCELLED, PaymentStatus.PAID, Page.CANCELLED),
        (BookingStatus.CANCELLED, PaymentStatus.WITHDRAWN, Page.CANCELLED),
    ],
)
@pytest.mark.parametrize("visit", list(Visit))
def test_what_cannot_be_paid_says_why(
    booking: BookingStatus, payment: PaymentStatus | None, page: Page, visit: Visit
) -> None:
    settled = replace(HELD, booking_status=booking, payment_status=payment)
    assert decide(settled, visit, NOW) == Show(page)


def test_a_hold_that_ran_out_is_over_before_any_sweep_but_her_payment_is_looked_for() -> None:
    assert decide(OVER, Visit.CLICK, NOW) == Show(Page.LAPSED)
    assert decide(replace(OVER, attempt=OLD), Visit.BACK, NOW) == Show(Page.LAPSED)
    assert decide(replace(OVER, attempt=OLD), Visit.DONE, NOW) == Look(OLD)
    told = replace(
        OVER,
        attempt=OLD,
        booking_status=BookingStatus.LAPSED,
        payment_status=PaymentStatus.WITHDRAWN,
    )
    assert decide(told, Visit.CLICK, NOW) == Look(OLD)
    assert decide(replace(told, attempt=replace(OLD, open=False)), Visit.CLICK, NOW) == Show(Page.LAPSED)
    assert after_look(OVER, session("expired"), NOW) == Show(Page.LAPSED)
    assert after_look(OVER, session("open", url="https://s/1"), NOW) == Show(Page.LAPSED)
    assert after_look(OVER, session("complete", "paid"), NOW) == Show(Page.CHECKING)


def test_after_a_look() -> None:
    held = replace(HELD, attempt=OLD)
    assert after_look(held, session("open", url="https://s/1"), NOW) == Leave("https://s/1")
    assert after_look(held, session("expired"), NOW) == Begin(OLD)
    assert after_look(held, None, NOW) == Begin(OLD)
    assert after_look(held, session("complete", "paid"), NOW) == Show(Page.CHECKING)
    assert after_look(held, session("complete", "unpaid"), NOW) == Show(Page.CHECKING)
