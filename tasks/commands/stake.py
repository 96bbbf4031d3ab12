"""What a customer has given in advance for some of a booking's appointments: paid deposit, sessions of packs."""

from collections.abc import Collection

from flows.stake import Stake
from gateways.database import Unit
from gateways.session_uses import sessions_of
from models.enums import AppointmentStatus
from tasks.commands.money import remaining
from tasks.commands.whole import Whole

KEEPS_ITS_SHARE = (AppointmentStatus.CONFIRMED, AppointmentStatus.COMPLETED)


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
