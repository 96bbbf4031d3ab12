"""What Stripe says of refunds, disputes and declined cards. Amounts are cents."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refund:
    """Money given back, or on its way.

    `status`: pending, requires_action, succeeded, failed or canceled. `key` is ours: which refund that we asked for it
    is; None when it was made by hand.
    """

    id: str
    payment_intent: str | None
    amount_cents: int
    status: str
    key: str | None = None

    @property
    def stands(self) -> bool:
        """It has reached the customer or will: it neither failed nor was taken back."""
        return self.status not in ("failed", "canceled")


@dataclass(frozen=True, slots=True)
class Dispute:
    """A customer has complained to her bank about a payment."""

    id: str
    payment_intent: str | None
    amount_cents: int


@dataclass(frozen=True, slots=True)
class Decline:
    """How often a payment's card was declined, and Stripe's word for the last reason. `status` is the intent's."""

    status: str
    times: int
    reason: str | None

    @property
    def over(self) -> bool:
        """Nothing is being paid any more: of a session that is complete, the money never came."""
        return self.status in ("requires_payment_method", "canceled")


def together(refunds: Iterable[Refund]) -> Refund | None:
    """Those that stand, as one with the newest one's id; None when there is none."""
    standing = [refund for refund in refunds if refund.stands]
    if not standing:
        return None
    newest = standing[0]
    returned = sum(refund.amount_cents for refund in standing)
    return Refund(newest.id, newest.payment_intent, returned, newest.status, newest.key)


def returned_cents(refunds: Iterable[Refund], amount_cents: int) -> int:
    """How much of a payment of that amount has gone back or is on its way, by all of its refunds."""
    return min(sum(refund.amount_cents for refund in refunds if refund.stands), amount_cents)
