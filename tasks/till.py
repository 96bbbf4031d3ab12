"""What payments need of the world."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from gateways.database import Database, Unit
from gateways.stripe import StripeGateway


class MarkPaid(Protocol):
    """The command that confirms a paid booking, or finds what else is to be done with the money."""

    def __call__(
        self, unit: Unit, payment_id: int, payment_intent: str, amount_cents: int, session_id: str
    ) -> object: ...


@dataclass(frozen=True)
class Till:
    """`wake` is told of every unit after its commit."""

    database: Database
    stripe: StripeGateway
    mark_paid: MarkPaid
    wake: Callable[[Unit], None]

    def commit(self, unit: Unit) -> None:
        """Makes the unit's changes so, and wakes whoever they concern."""
        unit.commit()
        self.wake(unit)
