"""A booking with everything that hangs on it, locked in the order of the house."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from gateways.bookings import stylists_of
from gateways.database import Unit
from gateways.locks import lock_appointments, lock_booking, lock_conversation, lock_payments, lock_stylists
from models import Appointment, Booking, Conversation, Payment
from models.enums import AppointmentStatus, PaymentKind

STANDING = (AppointmentStatus.PROVISIONAL, AppointmentStatus.CONFIRMED, AppointmentStatus.LAPSED)


@dataclass
class Whole:
    """Fresh rows, locked until the transaction ends."""

    booking: Booking
    appointments: Sequence[Appointment]
    payments: Sequence[Payment]
    """The deposit and any supplements, in order of id."""
    conversation: Conversation | None

    @property
    def payment(self) -> Payment | None:
        """The deposit; None when none was ever owed."""
        return next((one for one in self.payments if one.kind is PaymentKind.DEPOSIT), None)

    @property
    def standing(self) -> list[Appointment]:
        """Its appointments that are not history yet: live ones, and those of a hold that has lapsed."""
        return [one for one in self.appointments if one.status in STANDING]

    @property
    def id(self) -> int:
        """The booking's id."""
        assert self.booking.id is not None
        return self.booking.id


def lock_whole(unit: Unit, booking_id: int, conversation_id: int | None = None) -> Whole | None:
    """One booking with its stylists; None when there is none in this business. `conversation_id` as `lock_wholes`."""
    lock_stylists(unit, stylists_of(unit, [booking_id]))
    return lock_wholes(unit, [booking_id], conversation_id).get(booking_id)


def lock_wholes(unit: Unit, booking_ids: Collection[int], conversation_id: int | None = None) -> dict[int, Whole]:
    """Several, and the conversation one is about to speak in. Their stylists are locked already.

    A customer may write in another conversation than she booked in: of the two the lower id is locked first.
    """
    found = {id: booking for id in sorted(booking_ids) if (booking := lock_booking(unit, id))}
    appointments = {id: lock_appointments(unit, id) for id in found}
    payments = {id: lock_payments(unit, id) for id in found}
    numbers = {booking.conversation_id for booking in found.values()} | {conversation_id}
    conversations = {id: lock_conversation(unit, id) for id in sorted(id for id in numbers if id is not None)}
    return {
        id: Whole(booking, appointments[id], payments[id], conversations.get(booking.conversation_id or 0))
        for id, booking in found.items()
    }
