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


def deposit_of(policy: Policy, owed: Money, *, free: bool) -> Money:
    """What is asked in advance; `free` where a session is used or staff have waived it."""
    return NOTHING if free else owed.percent(policy.deposit_percent)


def settle(total: Money, deposit: Money, paid: Money, *, refundable: bool) -> Settled:
    """What is lacking is asked for. What is too much goes back; too late for that, it stays as what was paid.

    Nobody is asked for more than the total in all: what is paid beyond it goes back whenever it is.
    """
    if deposit >= paid:
        return Settled(deposit, supplement=deposit - paid)
    stays = deposit if refundable else min(paid, total)
    return Settled(stays, back=paid - stays)
