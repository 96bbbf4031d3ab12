"""What she is told that cancelling or moving means, before her yes, is what it does: of what she has paid, no more."""

from typing import Any

import pytest

from flows import wording
from flows.tools import Cancel, FindTimesToMove
from models.money import Money
from tasks.commands.cancelled import Cancelled
from tasks.commands.hold import Confirmed
from tasks.commands.move import Moved
from tasks.tools import cancelling, moving
from tests.changes import appointments, booked, cancelled, moved, owes_supplement, party, state
from tests.salon import Guest, Salon
from tests.session_packs import FACIAL, bought
from tests.told import answered, read, work

TUESDAY, FRIDAY = "2026-11-24", "2026-11-27"
IN_TIME, LATE = f"{FRIDAY} 10:00", f"{TUESDAY} 10:00"
"""On Monday at eleven the one can be cancelled with the deposit back, the other cannot any more."""


@pytest.fixture
def julia(salon: Salon) -> Guest:
    salon.at("2026-11-23 11:00")
    return salon.guest("Julia", "Mora")


def asked(salon: Salon, guest: Guest, *aliases: str) -> dict[str, Any]:
    """What the model must ask her before anything is cancelled; nothing is."""
    before = state(salon.database)
    now = work(salon, guest)
    with salon.unit() as unit:
        outcome = cancelling.cancel(unit, now, Cancel(appointments=list(aliases)))
    assert state(salon.database) == before
    told = read(outcome.payload)
    assert told["error"] == "ask_first", told
    return {name: told[name] for name in ("refund", "lost", "session_lost")}


def happens(salon: Salon, booking_id: int, ids: list[int] | None = None) -> dict[str, Any]:
    """What cancelling does, in the same words."""
    done = cancelled(salon, booking_id, ids, forfeit=True)
    assert isinstance(done, Cancelled), done
    return {"refund": euros(done.refund), "lost": euros(done.forfeited), "session_lost": done.sessions_spent > 0}


def euros(amount: Money) -> str | None:
    return wording.money(amount, "EUR", "es") if amount.cents else None


@pytest.mark.parametrize(
    ("when", "supplement", "told"),
    [
        (IN_TIME, False, {"refund": "5,24 €", "lost": None, "session_lost": False}),
        (LATE, False, {"refund": None, "lost": "5,24 €", "session_lost": False}),
        (IN_TIME, True, {"refund": "5,24 €", "lost": None, "session_lost": False}),
        (LATE, True, {"refund": None, "lost": "5,24 €", "session_lost": False}),
    ],
)
def test_of_a_deposit_whose_supplement_is_not_paid(
    salon: Salon, julia: Guest, when: str, supplement: bool, told: dict[str, Any]
) -> None:
    held = booked(salon, julia, "Marta", when)
    (one,) = appointments(salon, held.booking_id)
    if supplement:
        owes_supplement(salon, one)
    assert asked(salon, julia, "c1") == told
    assert happens(salon, held.booking_id) == told


@pytest.mark.parametrize(("alias", "back"), [("c1", "5,24 €"), ("c2", None)])
def test_of_two_nobody_is_told_the_others_part(salon: Salon, julia: Guest, alias: str, back: str | None) -> None:
    """The supplement of the first is owed: hers comes back alone, and of what was paid for both it keeps its part."""
    held = party(salon, julia, ("Marta", IN_TIME, "Cortar", None), ("Sara", IN_TIME, "Peinado", "mi hija"))
    ids = appointments(salon, held.booking_id)
    owes_supplement(salon, ids[0])
    told = {"refund": back, "lost": None, "session_lost": False}
    assert asked(salon, julia, alias) == told
    assert happens(salon, held.booking_id, [ids[int(alias[1]) - 1]]) == told


def test_of_both_at_once_what_was_paid(salon: Salon, julia: Guest) -> None:
    held = party(salon, julia, ("Marta", IN_TIME, "Cortar", None), ("Sara", IN_TIME, "Peinado", "mi hija"))
    owes_supplement(salon, appointments(salon, held.booking_id)[0])
    told = {"refund": "8,74 €", "lost": None, "session_lost": False}
    assert asked(salon, julia, "c1", "c2") == told
    assert happens(salon, held.booking_id) == told


def test_one_in_time_and_one_too_late(salon: Salon, julia: Guest) -> None:
    held = party(salon, julia, ("Marta", LATE, "Cortar", None), ("Sara", IN_TIME, "Peinado", None))
    owes_supplement(salon, appointments(salon, held.booking_id)[1])
    told = asked(salon, julia, "c1", "c2")
    assert told == happens(salon, held.booking_id) == {"refund": "8,74 €", "lost": None, "session_lost": False}


def test_a_session_is_lost_although_a_supplement_is_owed(salon: Salon, julia: Guest) -> None:
    bought(salon, julia)
    taken = salon.hold(julia, "Rosa", LATE, FACIAL)
    assert isinstance(taken, Confirmed)
    (one,) = appointments(salon, taken.booking_id)
    owes_supplement(salon, one)
    told = {"refund": None, "lost": None, "session_lost": True}
    assert asked(salon, julia, "c1") == told
    assert happens(salon, taken.booking_id) == told


def offered(salon: Salon, guest: Guest, alias: str = "c1") -> dict[str, Any]:
    """What the model is told of the deposit when she wants to move it."""
    now = work(salon, guest)
    wish = FindTimesToMove(appointment=alias, date=None, part="any", time=None, stylist=None)
    with salon.unit() as unit:
        told = answered(moving.find(unit, now, wish))
    return {name: told.get(name) for name in ("deposit", "refundable_after_move")}


def test_moving_keeps_what_was_paid(salon: Salon, julia: Guest) -> None:
    held = booked(salon, julia, "Marta", LATE)
    owes_supplement(salon, appointments(salon, held.booking_id)[0])
    assert offered(salon, julia) == {"deposit": "5,24 €", "refundable_after_move": False}
    done = moved(salon, held.booking_id, ("Marta", f"{FRIDAY} 12:00"))
    assert isinstance(done, Moved) and (done.deposit, done.refundable) == (Money(524), False)


def test_with_nothing_paid_yet_a_late_move_costs_nothing(salon: Salon, julia: Guest) -> None:
    """A free visit to which something was added: its part of the deposit is owed, and nothing is at stake."""
    taken = salon.hold(julia, "Marta", LATE, "Consulta gratuita")
    assert isinstance(taken, Confirmed)
    owes_supplement(salon, appointments(salon, taken.booking_id)[0])
    assert offered(salon, julia) == {"deposit": None, "refundable_after_move": None}
    done = moved(salon, taken.booking_id, ("Marta", f"{FRIDAY} 12:00"))
    assert isinstance(done, Moved) and (done.deposit, done.refundable) == (Money(0), True)


def test_a_deposit_that_was_kept_once_does_not_come_back_by_moving_again(salon: Salon, julia: Guest) -> None:
    held = booked(salon, julia, "Marta", LATE)
    moved(salon, held.booking_id, ("Marta", f"{FRIDAY} 12:00"))
    assert offered(salon, julia) == {"deposit": "5,24 €", "refundable_after_move": False}
    done = moved(salon, held.booking_id, ("Marta", f"{FRIDAY} 16:00"))
    assert isinstance(done, Moved) and (done.deposit, done.refundable) == (Money(524), False)
