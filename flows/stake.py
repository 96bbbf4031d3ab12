"""What a customer has given in advance for some of a booking's appointments, and what becomes of it when they are
cancelled: told before her yes and done after it by one rule."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from flows.policy import Ruling
from models.money import Money


@dataclass(frozen=True, slots=True)
class Stake:
    """Amounts in cents, by id of the appointment."""

    shares: Mapping[int, int]
    """Of the deposit, whether paid or not."""
    cents: int
    """How much of those shares was paid and is still there."""
    sessions: Mapping[int, int]

    def __bool__(self) -> bool:
        return self.cents > 0 or bool(self.sessions)

    def holds(self, appointment_id: int) -> bool:
        """Whether anything is at stake for that appointment."""
        return appointment_id in self.sessions or min(self.shares[appointment_id], self.cents) > 0

    def terms(self, rulings: Mapping[int, Ruling]) -> "Terms":
        """What comes back and what is lost when some are free to cancel and the others are not."""
        free = tuple(one for one, ruling in rulings.items() if ruling is Ruling.FREE)
        lost = tuple(one for one, ruling in rulings.items() if ruling is Ruling.KEPT)
        back = min(self._share(free), self.cents)
        kept = min(self._share(lost), self.cents - back)
        return Terms(free, lost, Money(back), Money(kept), sum(self.sessions.get(one, 0) for one in lost))

    def _share(self, appointment_ids: Collection[int]) -> int:
        return sum(self.shares[one] for one in appointment_ids)


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms appointments are cancelled. `free` and `lost` are ids: of those that are free to cancel, and of
    those for which what was given is not given back."""

    free: tuple[int, ...]
    lost: tuple[int, ...]
    refund: Money
    """Comes back."""
    forfeited: Money
    """Stays with the salon."""
    sessions_spent: int
    """Sessions of packs that are used up."""
