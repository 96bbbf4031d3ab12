"""Staff keep a stylist's time free: nothing that stands is in the way, and who waits may have what is given back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from gateways.database import Unit
from models.slot import Slot
from tasks.commands.block import Blocked, InTheWay, block, unblock
from tasks.commands.hold import JustTaken, NotAllowed
from tests.free_time import moment
from tests.salon import Salon

FRIDAY = "2026-11-27"
BLOCKS = "SELECT id, note FROM occupancy WHERE kind = 'block'"


def slot(starts: str = "12:00", ends: str = "14:00") -> Slot:
    """A stretch of Friday."""
    return Slot(moment(f"{FRIDAY} {starts}"), moment(f"{FRIDAY} {ends}"))


def blocked(
    salon: Salon, when: Slot, note: str = "Dentista", stylist: str = "Marta"
) -> Blocked | InTheWay | NotAllowed:
    """Maria of the staff blocks it."""
    with salon.database.unit(salon.business_id, actor="staff:maria") as unit:
        found = block(unit, salon.stylist(stylist), when, note)
        unit.commit()
    return found


def test_nobody_is_booked_into_it(salon: Salon) -> None:
    made = blocked(salon, slot(), "  Dentista \n con  Ana ")
    assert isinstance(made, Blocked)
    assert salon.rows(BLOCKS) == [{"id": made.block_id, "note": "Dentista con Ana"}]
    assert salon.hold(salon.guest(), "Marta", f"{FRIDAY} 12:30") == JustTaken()
    assert salon.hold(salon.guest(), "Marta", f"{FRIDAY} 11:20") != JustTaken(), "up to it she is free"
    assert salon.row("SELECT actor FROM audit WHERE row_id = %(id)s", id=made.block_id) == {"actor": "staff:maria"}
    assert salon.breaches() == []


def test_the_same_again_is_the_same_block(salon: Salon) -> None:
    assert blocked(salon, slot()) == blocked(salon, slot())
    other = blocked(salon, slot("13:00", "15:00"))
    assert other == InTheWay((), blocked=True, offered=False)
    assert len(salon.rows(BLOCKS)) == 1


@pytest.mark.parametrize("paid", [True, False])
def test_an_appointment_that_stands_is_named(salon: Salon, paid: bool) -> None:
    held = salon.held(salon.guest(), "Marta", f"{FRIDAY} 12:30")
    if paid:
        salon.pay(held)
    appointment = salon.appointment(held.booking_id)["id"]
    before = salon.effects()
    assert blocked(salon, slot()) == InTheWay((appointment,), blocked=False, offered=False)
    assert (salon.rows(BLOCKS), salon.effects()) == ([], before)


def test_a_hold_that_has_run_out_gives_way_and_she_is_told(salon: Salon) -> None:
    held = salon.held(salon.guest(), "Marta", f"{FRIDAY} 12:30")
    salon.advance(31)
    assert isinstance(blocked(salon, slot()), Blocked)
    assert salon.booking(held.booking_id)["status"] == "lapsed"
    assert f"lapsed:{held.booking_id}" in salon.effects()
    assert salon.breaches() == []


def test_what_makes_no_sense(salon: Salon) -> None:
    with salon.unit() as unit:
        assert block(unit, 10**9, slot()) == NotAllowed("unknown_stylist")
        long = Slot(slot().start, slot().start + timedelta(days=32))
        assert block(unit, salon.stylist("Marta"), long) == NotAllowed("too_long")
        past = Slot(unit.now - timedelta(hours=2), unit.now)
        assert block(unit, salon.stylist("Marta"), past) == NotAllowed("past")
    assert salon.rows(BLOCKS) == []


def test_given_back_once(salon: Salon) -> None:
    made = blocked(salon, slot())
    assert isinstance(made, Blocked)

    def give(unit: Unit) -> tuple[bool, bool]:
        return unblock(unit, made.block_id), unit.freed

    with salon.unit() as unit:
        assert give(unit) == (True, True)
    with salon.unit() as unit:
        assert give(unit) == (False, False)
    assert salon.rows(BLOCKS) == []


def test_an_appointment_is_no_block(salon: Salon) -> None:
    held = salon.held(salon.guest(), "Marta", f"{FRIDAY} 12:30")
    (row,) = salon.rows("SELECT id FROM occupancy")
    with salon.unit() as unit:
        assert unblock(unit, row["id"]) is False
    assert salon.occupied() == 1 and salon.booking(held.booking_id)["status"] == "held"


def test_ten_at_once_are_one(salon: Salon) -> None:
    with ThreadPoolExecutor(10) as pool:
        found = set(pool.map(lambda _: blocked(salon, slot()), range(10)))
    assert len(found) == 1 and len(salon.rows(BLOCKS)) == 1
