"""Which payment gives back how much, and where its numbers leave it."""

from datetime import UTC, datetime

import pytest

from flows.shares import left, parted, standing
from models import Payment
from models.enums import PaymentKind, PaymentStatus

PAID_AT = datetime(2026, 11, 23, 9, tzinfo=UTC)


def payment(amount: int, due: int = 0, back: int = 0, forfeited: int = 0, *, captured: bool = True) -> Payment:
    return Payment(
        business_id=1,
        booking_id=1,
        kind=PaymentKind.DEPOSIT,
        status=PaymentStatus.PAID if captured else PaymentStatus.OPEN,
        amount_cents=amount,
        due_back_cents=due,
        refunded_cents=back,
        forfeited_cents=forfeited,
        currency="EUR",
        payment_intent="pi_1" if captured else None,
        paid_at=PAID_AT if captured else None,
    )


def test_what_is_left() -> None:
    assert left(payment(874)) == 874
    assert left(payment(874, due=524, back=524)) == 350
    assert left(payment(874, due=524, back=0, forfeited=350)) == 0
    assert left(payment(874, back=600)) == 274, "given back by hand"
    assert left(payment(874, back=874, forfeited=874)) == 0
    assert left(payment(874, captured=False)) == 0


def test_it_is_taken_in_order_and_never_more_than_is_there() -> None:
    deposit, supplement, unpaid = payment(524), payment(200), payment(900, captured=False)
    every = [deposit, unpaid, supplement]
    assert list(parted(every, 100)) == [(deposit, 100)]
    assert list(parted(every, 524)) == [(deposit, 524)]
    assert list(parted(every, 600)) == [(deposit, 524), (supplement, 76)]
    assert list(parted(every, 9999)) == [(deposit, 524), (supplement, 200)]
    assert list(parted(every, 0)) == list(parted([unpaid], 5)) == []


@pytest.mark.parametrize(
    ("due", "back", "forfeited", "status"),
    [
        (0, 0, 0, PaymentStatus.PAID),
        (524, 0, 0, PaymentStatus.PAID),
        (524, 524, 0, PaymentStatus.PAID),
        (0, 600, 0, PaymentStatus.PAID),
        (874, 0, 0, PaymentStatus.REFUNDING),
        (874, 524, 0, PaymentStatus.REFUNDING),
        (874, 874, 0, PaymentStatus.REFUNDED),
        (0, 874, 0, PaymentStatus.REFUNDED),
        (0, 0, 350, PaymentStatus.PAID),
        (0, 0, 874, PaymentStatus.FORFEITED),
        (524, 0, 350, PaymentStatus.REFUNDING),
        (524, 524, 350, PaymentStatus.FORFEITED),
        (0, 874, 874, PaymentStatus.REFUNDED),
    ],
)
def test_where_the_numbers_leave_it(due: int, back: int, forfeited: int, status: PaymentStatus) -> None:
    assert standing(payment(874, due, back, forfeited)) is status
