"""Which payment of a booking gives back how much, and where that leaves it. Amounts are cents."""

from collections.abc import Iterator, Sequence

from models.enums import PaymentStatus
from models.payment import Payment


def left(payment: Payment) -> int:
    """What it captured and is neither (to be) given back nor forfeited."""
    if payment.paid_at is None or payment.payment_intent is None:
        return 0
    gone = max(payment.due_back_cents, payment.refunded_cents)  # staff may give back at Stripe what nobody asked for
    return max(payment.amount_cents - gone - payment.forfeited_cents, 0)


def parted(payments: Sequence[Payment], cents: int) -> Iterator[tuple[Payment, int]]:
    """So many cents, taken from what is left of each payment in that order; less when they do not have as much."""
    for payment in payments:
        share = min(left(payment), cents)
        if share > 0:
            cents -= share
            yield payment, share


def standing(payment: Payment) -> PaymentStatus:
    """The status that a captured payment's numbers mean, in whatever order they came about.

    A part given back or forfeited leaves it paid: the rest is applied. When all of it is disposed of, it is refunding
    while Stripe has not returned what is due, then refunded, or forfeited if the salon keeps some of it.
    """
    due, back = payment.due_back_cents, payment.refunded_cents
    if back >= payment.amount_cents:
        return PaymentStatus.REFUNDED
    if max(due, back) + payment.forfeited_cents < payment.amount_cents:
        return PaymentStatus.PAID
    return PaymentStatus.REFUNDING if back < due else PaymentStatus.FORFEITED
