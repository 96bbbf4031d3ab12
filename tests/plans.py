"""Plans for several people, held in the demo salon, and what their stylists read of them."""

from typing import Any

from flows.plan import Part, Plan
from gateways.calendar import events_of
from tasks.commands.hold import Confirmed, Held, JustTaken, NotAllowed, hold
from tests.changes import appointments
from tests.free_time import moment
from tests.salon import Guest, Salon

URL = "https://turno.example"


def part(salon: Salon, stylist: str, when: str, *names: str, **who: Any) -> Part:
    """Those services (a cut) for one person, with that stylist from then on."""
    return Part(salon.stylist(stylist), moment(when), tuple(salon.services(*names or ("Cortar",))), **who)


def take(salon: Salon, guest: Guest, *parts: Part) -> Held | Confirmed | JustTaken | NotAllowed:
    """She holds all of it."""
    with salon.unit() as unit:
        return hold(unit, salon.catalogue, guest.conversation, guest.customer, Plan(parts))


def titles(salon: Salon, booking_id: int) -> list[str]:
    """What the stylists read in their calendars."""
    ids = appointments(salon, booking_id)
    with salon.unit() as unit:
        events = events_of(unit, ids, URL)
    return [events[id].title for id in ids]
