"""Everything that a notice, a note to staff or an e-mail may tell of one booking."""

from dataclasses import dataclass
from datetime import datetime

from models.business import Policy
from models.money import Money
from models.slot import Slot


@dataclass(frozen=True, slots=True)
class Visit:
    """One appointment of the booking."""

    appointment_id: int
    stylist: str
    email: str | None
    slot: Slot
    services: tuple[str, ...]
    guest: str | None = None
    """Whom the customer brings, in her words; None: nobody."""
    comes: str | None = None
    """Who comes, when the customer has booked for somebody else."""


@dataclass(frozen=True, slots=True)
class Story:
    """A booking with its customer and its business. `visits` in order of time; none where a session pack is bought."""

    booking_id: int
    code: str
    business: str
    timezone: str
    currency: str
    staff_language: str
    """The business's own: what staff are written to in."""
    policy: Policy
    customer: str
    """Name and surname as far as they are known, for staff."""
    name: str
    """What the customer is called; empty when nobody has told."""
    language: str
    """What the customer is written to in."""
    held_until: datetime | None
    pack: str | None
    total: Money
    deposit: Money
    visits: tuple[Visit, ...]
    session_pack: str | None = None
    """The session pack that is bought, with so many `sessions`."""
    sessions: int = 0
    used: tuple[tuple[str, int], ...] = ()
    """Packs that gave a session to it, and how many each has left."""
