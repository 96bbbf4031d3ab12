"""The end of an unpaid hold, whatever ended it: its time is free, its page closed, its calendar event gone."""

from typing import Final

from flows.booking import APPOINTMENTS, Event, after
from flows.conversation import Event as Told
from gateways.database import Unit
from gateways.holds import give_back
from models.enums import LIVE, BookingStatus
from tasks.commands.effects import follow
from tasks.commands.money import withdraw
from tasks.commands.telling import change_facts
from tasks.commands.whole import Whole

TOLD: Final = {Event.LAPSED: Told.LAPSED, Event.RELEASED: Told.RELEASED}


def end_hold(unit: Unit, whole: Whole, event: Event) -> None:
    """Ends a held booking by that event. Everything is locked, stylists too; the customer is told by the caller."""
    assert whole.booking.status is BookingStatus.HELD
    status = after(whole.booking.status, event)
    assert status is not None
    whole.booking.status = status
    whole.booking.closed_at = unit.now
    unit.session.add(whole.booking)
    for appointment in whole.appointments:
        if appointment.status in LIVE:
            appointment.status = APPOINTMENTS[status]
            follow(unit, appointment)
    withdraw(unit, whole)
    change_facts(unit, whole.conversation, TOLD[event])
    unit.session.flush()
    give_back(unit, whole.appointments)
