"""What refunds make of a deposit."""

import pytest

from flows.refund import Refund, Settled, settle_refund
from models.enums import PaymentStatus


def returned(cents: int) -> Refund:
    return Refund("re_1", "pi_1", cents, "succeeded")


@pytest.mark.parametrize(
    ("status", "refund", "settled"),
    [
        (PaymentStatus.REFUNDING, returned(1600), Settled(PaymentStatus.REFUNDED, 1600)),
        (PaymentStatus.PAID, returned(1600), Settled(PaymentStatus.REFUNDED, 1600)),
        (PaymentStatus.PAID, returned(600), Settled(PaymentStatus.PAID, 600)),
        (PaymentStatus.PAID, returned(9999), Settled(PaymentStatus.REFUNDED, 1600)),
        (PaymentStatus.REFUNDING, None, Settled(PaymentStatus.REFUNDING, 0)),
        (PaymentStatus.REFUNDED, None, Settled(PaymentStatus.REFUNDING, 0)),
    ],
)
def test_settled(status: PaymentStatus, refund: Refund | None, settled: Settled) -> None:
    assert settle_refund(status, 1600, refund) == settled
