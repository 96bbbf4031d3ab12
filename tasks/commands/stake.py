"""What a customer has given in advance for some of a booking's appointments: paid deposit, sessions of packs."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from gateways.database import Unit
from gateways.session_uses import sessions_of
from models.enums import AppointmentStatus
from tasks.commands.money import remaining
from tasks.commands.whole import Whole

KEEPS_ITS_SHARE = (AppointmentStatus.CONFIRMED, AppointmentStatus.COMPLETED)


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

    def parted(self, free: Collection[int], lost: Collection[int]) -> tuple[int, int]:
        """The cents that come back when some are free to cancel, and those that are lost when the others are not."""
        back = min(self._share(free), self.cents)
        return back, min(self._share(lost), self.cents - back)

    def used(self, appointment_ids: Collection[int]) -> int:
        """How many sessions those have taken."""
        return sum(self.sessions.get(one, 0) for one in appointment_ids)

    def _share(self, appointment_ids: Collection[int]) -> int:
        return sum(self.shares[one] for one in appointment_ids)


def stake_of(unit: Unit, whole: Whole, appointment_ids: Collection[int]) -> Stake:
    """What is at stake for those appointments of a locked booking.

    What was paid belongs to the others first: of a deposit whose supplement is not paid nobody gets another's part.
    """
    shares = {one.id or 0: one.deposit_share_cents for one in whole.appointments if one.id in appointment_ids}
    others = (one for one in whole.appointments if one.id not in shares and one.status in KEEPS_ITS_SHARE)
    left = max(remaining(whole) - sum(one.deposit_share_cents for one in others), 0)
    return Stake(shares, min(sum(shares.values()), left), sessions_of(unit, appointment_ids))


def missing(whole: Whole) -> int:
    """The cents that its appointments' shares of the deposit lack: not paid, or gone back."""
    shares = sum(one.deposit_share_cents for one in whole.appointments if one.status in KEEPS_ITS_SHARE)
    return max(shares - remaining(whole), 0)
