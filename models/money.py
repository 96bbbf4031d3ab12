"""Money is integer cents inside and `Decimal` at the edges; a float never touches it."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Self

CENT = Decimal("0.01")


@dataclass(frozen=True, order=True, slots=True)
class Money:
    """An amount in the business's currency. `cents` may be negative only as a difference."""

    cents: int

    @classmethod
    def of(cls, amount: Decimal | str | int) -> Self:
        """From an amount in whole units; more than two decimals are rounded half up."""
        return cls(int((Decimal(amount) / CENT).quantize(Decimal(1), ROUND_HALF_UP)))

    @property
    def decimal(self) -> Decimal:
        """The amount in whole units, always with two decimals."""
        return self.cents * CENT

    def percent(self, rate: int) -> Self:
        """That percentage of it, rounded half up to the cent."""
        return type(self)(int((Decimal(self.cents) * rate / 100).quantize(Decimal(1), ROUND_HALF_UP)))

    def __add__(self, other: Self) -> Self:
        return type(self)(self.cents + other.cents)

    def __sub__(self, other: Self) -> Self:
        return type(self)(self.cents - other.cents)


def shares(total: Money, weights: list[int]) -> list[Money]:
    """Splits `total` in proportion to `weights` by largest remainder: the parts add up exactly.

    Weights are not negative; when all are zero the parts are equal. Ties go to the earlier part.
    """
    if not weights:
        raise ValueError("shares of nobody")
    if not any(weights):
        weights = [1] * len(weights)
    whole = sum(weights)
    floors = [total.cents * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: -(total.cents * weights[i] % whole))
    for i in by_remainder[: total.cents - sum(floors)]:
        floors[i] += 1
    return [Money(cents) for cents in floors]
