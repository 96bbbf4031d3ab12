"""The deposit of a booking whose services have changed: what follows for what was paid, or is still to be."""

from dataclasses import dataclass

from models.business import Policy
from models.money import Money

NOTHING = Money(0)


@dataclass(frozen=True, slots=True)
class Settled:
    """Of a booking that stands: `deposit` is what it is now, of which `supplement` is still to be paid."""

    deposit: Money
    supplement: Money = NOTHING
    back: Money = NOTHING
    """Of what was paid, this goes back."""
    lost: Money = NOTHING
    """Of what was paid, the salon keeps this: it is too late to have it back."""


def deposit_of(policy: Policy, owed: Money, *, free: bool) -> Money:
    """What is asked in advance; `free` where a session is used or staff have waived it."""
    return NOTHING if free else owed.percent(policy.deposit_percent)


def settle(total: Money, deposit: Money, paid: Money, *, refundable: bool) -> Settled:
    """What is lacking is asked for. What is too much goes back; too late for that, it stays as what was paid.

    Too late is too late: what was paid beyond the new total is kept, as it would be by cancelling.
    """
    if deposit >= paid:
        return Settled(deposit, supplement=deposit - paid)
    if refundable:
        return Settled(deposit, back=paid - deposit)
    stays = min(paid, total)
    return Settled(stays, lost=paid - stays)
