"""What races try: a command in a unit of its own, and what came of it, by name."""

from collections.abc import Iterator
from contextlib import contextmanager

from flows.catalogue import Catalogue
from flows.changes import Target
from flows.plan import plan_of
from gateways.database import Database
from models import Offer
from tasks.commands.cancel import cancel
from tasks.commands.hold import hold
from tasks.commands.lapse import lapse
from tasks.commands.move import move
from tests.at_once import committed
from tests.salon import Guest, Salon

ROUNDS = 8
"""How often a race is run."""


def try_hold(salon: Salon, catalogue: Catalogue, guest: Guest, offer: Offer) -> str:
    """She takes an offer."""
    return committed(salon, lambda unit: hold(unit, catalogue, guest.conversation, guest.customer, plan_of(offer)))


def try_move(salon: Salon, catalogue: Catalogue, booking_id: int, wanted: dict[int, Target]) -> str:
    """Her appointments move there."""
    return committed(salon, lambda unit: move(unit, catalogue, booking_id, wanted))


def try_cancel(salon: Salon, catalogue: Catalogue, booking_id: int) -> str:
    """All of the booking is cancelled."""
    return committed(salon, lambda unit: cancel(unit, catalogue, booking_id))


def try_lapse(salon: Salon, booking_id: int) -> str:
    """The sweep's command."""
    return committed(salon, lambda unit: lapse(unit, booking_id))


@contextmanager
def wide(salon: Salon) -> Iterator[Salon]:
    """The same salon with connections for everybody at once."""
    database = Database(salon.database.url, pool_size=24).open()
    try:
        yield Salon(database, salon.business_id)
    finally:
        database.close()
