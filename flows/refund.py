"""What Stripe says of a refund, and what it means for the deposit."""

from dataclasses import dataclass

from models.enums import PaymentStatus


@dataclass(frozen=True, slots=True)
class Refund:
    """Money given back, or on its way.

    `status`: pending, requires_action, succeeded, failed or canceled.
    """

    id: str
    payment_intent: str | None
    amount_cents: int
    status: str

    @property
    def stands(self) -> bool:
        """It has reached the customer or will: it neither failed nor was taken back."""
        return self.status not in ("failed", "canceled")


@dataclass(frozen=True, slots=True)
class Settled:
    """What the payment's row becomes."""

    status: PaymentStatus
    refunded_cents: int


def settle_refund(status: PaymentStatus, amount_cents: int, returned: Refund | None) -> Settled:
    """The deposit after all its refunds. A part given back leaves it as it is.

    One that was thought to be returned and was not (the refund failed) is owed again.
    """
    cents = min(returned.amount_cents, amount_cents) if returned else 0
    if cents == amount_cents:
        return Settled(PaymentStatus.REFUNDED, cents)
    if status is PaymentStatus.REFUNDED:
        return Settled(PaymentStatus.REFUNDING, cents)
    return Settled(status, cents)
