"""What the evaluation itself costs, and where it ends: no call is made once the budget is used up."""

from dataclasses import dataclass

from flows.cost import cost_micros
from flows.ports import Answer, Mind, Question
from models import Policy

EURO = 1_000_000
"""Micros. The rows hold millionths of the business's currency, which is the euro here."""


class BudgetSpent(Exception):
    """No further call to Claude is to be made."""


@dataclass
class Bill:
    """All calls of one evaluation, the salon's and the simulated customers'; `limit_euros` None: nothing is paid."""

    limit_euros: float | None
    policy: Policy
    micros: int = 0

    @property
    def euros(self) -> float:
        """So far."""
        return self.micros / EURO

    @property
    def spent(self) -> bool:
        """Whether it ends here."""
        return self.limit_euros is not None and self.euros >= self.limit_euros

    def paid(self, answer: Answer) -> int:
        """Adds a call; its price in micros."""
        cost = cost_micros(self.policy, answer)
        self.micros += cost
        return cost


@dataclass
class Metered:
    """A mind whose calls are put on the bill. At most one call goes beyond the budget, and only by its own price."""

    mind: Mind
    bill: Bill
    micros: int = 0
    """Its own share."""

    def ask(self, question: Question) -> Answer:
        """One round. Raises `BudgetSpent` instead of making it."""
        if self.bill.spent:
            raise BudgetSpent
        answer = self.mind.ask(question)
        self.micros += self.bill.paid(answer)
        return answer
