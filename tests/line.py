"""What a test of the waiting list does: who waits for what, and what the sweep does, command by command."""

from datetime import date
from typing import Any, TypedDict, Unpack

import pytest

from gateways.waitlist import open_entries
from models import Offer, WaitlistEntry
from models.state import PartOfDay
from tasks.commands.hold import Confirmed, Held, JustTaken, NotAllowed
from tasks.commands.offering import offer_next
from tasks.commands.passing import close_over, pass_on
from tasks.commands.release import release
from tasks.commands.waiting import wait
from tests.salon import Guest, Salon

FRIDAY = date(2026, 11, 27)
HALF_PAST_TEN = "2026-11-27 10:30"
FULL = {"Pilar": "10:30-11:10"}
"""Friday has this one slot, and somebody holds it."""


@pytest.fixture
def last_slot(salon: Salon) -> Held:
    """Friday is full: the last slot is held by Julia."""
    salon.only_free("2026-11-27", **FULL)
    return salon.held(salon.guest("Julia"), "Pilar", HALF_PAST_TEN)


class Wanted(TypedDict, total=False):
    """When she wants it, and with whom."""

    first: date
    last: date
    part: PartOfDay
    stylist: str | None


def waits(salon: Salon, guest: Guest, *services: str, **wanted: Unpack[Wanted]) -> int:
    """She gets a place in the line; its id."""
    found = asks(salon, guest, *services, **wanted)
    assert isinstance(found, WaitlistEntry), found
    assert found.id is not None
    return found.id


def asks(
    salon: Salon,
    guest: Guest,
    *services: str,
    first: date = FRIDAY,
    last: date | None = None,
    part: PartOfDay = "any",
    stylist: str | None = None,
) -> WaitlistEntry | NotAllowed:
    """The command itself: one service, on Friday, unless more is said."""
    ids = salon.services(*services or ("Cortar",))
    of = salon.stylist(stylist) if stylist else None
    with salon.unit() as unit:
        return wait(
            unit, salon.catalogue, guest.conversation, guest.customer, ids, None, first, last or first, part, of
        )


def free(salon: Salon, *held: Held) -> None:
    """They are given back."""
    for one in held:
        with salon.unit() as unit:
            assert release(unit, one.booking_id, "customer")
            assert unit.freed


def offered(salon: Salon) -> list[int]:
    """Goes through the line as the sweep does; the places that were offered something, in order."""
    catalogue = salon.catalogue
    found: list[int] = []
    while True:
        with salon.unit() as unit:
            entry_id = offer_next(unit, catalogue)
        if entry_id is None:
            return found
        found.append(entry_id)


def sweep(salon: Salon) -> list[int]:
    """All that the sweep does; the places that were offered something."""
    found = open_entries(salon.database, salon.database.now())
    for _, entry_id in found.ended:
        with salon.unit() as unit:
            assert pass_on(unit, salon.catalogue, entry_id)
    for _, entry_id in found.over:
        with salon.unit() as unit:
            assert close_over(unit, salon.catalogue, entry_id)
    return offered(salon)


def entry(salon: Salon, entry_id: int) -> dict[str, Any]:
    """Its row."""
    return salon.row("SELECT * FROM waitlist_entry WHERE id = %(id)s", id=entry_id)


def reserved(salon: Salon) -> list[dict[str, Any]]:
    """What is kept for whom: place, stylist, beginning and end."""
    return salon.rows(
        "SELECT o.waitlist_entry_id AS entry, s.name AS stylist, lower(o.during) AS start, upper(o.during) AS end,"
        " o.lapses_at FROM occupancy o JOIN stylist s ON s.id = o.stylist_id WHERE o.kind = 'waitlist' ORDER BY o.id"
    )


def accept(salon: Salon, guest: Guest, entry_id: int) -> Held | Confirmed | JustTaken | NotAllowed:
    """She takes what she was offered."""
    return salon.take(guest, offer_of(salon, entry_id))


def offer_of(salon: Salon, entry_id: int) -> Offer:
    """The offer's row."""
    return Offer(**salon.row("SELECT * FROM offer WHERE waitlist_entry_id = %(id)s", id=entry_id))
