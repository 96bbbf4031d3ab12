"""Moves at once with moves, holds, cancellations and sweeps. What protects them is first shown to be needed."""

from functools import partial
from threading import Barrier

import psycopg
from psycopg.errors import DeadlockDetected
from sqlmodel import select

from flows.changes import Change, changes_of
from gateways.database import Unit
from gateways.holds import multirange
from gateways.invariants import Invariant
from gateways.locks import lock_stylists
from gateways.moves import retime, unlocked
from gateways.slots import free_for
from gateways.statements import rows
from models import Appointment
from models.enums import AppointmentStatus
from tasks.commands.hold import Held
from tests.at_once import outcome, together
from tests.changes import booked, party, places, targets
from tests.databases import Databases
from tests.races.tries import ROUNDS, try_cancel, try_hold, try_lapse, try_move, wide
from tests.salon import Salon

Names = tuple[str, str]
"""Two stylists, in order."""

FRIDAY = "2026-11-27"
PUT_TIME = "UPDATE occupancy SET stylist_id = %(stylist)s, during = %(during)s WHERE appointment_id = %(id)s"

PUT_APPOINTMENT = """
UPDATE appointment SET stylist_id = %(stylist)s, during = %(during)s, starts_at = lower(%(during)s::tstzmultirange),
                       ends_at = upper(%(during)s::tstzmultirange) WHERE id = %(id)s
"""


def two(salon: Salon, hour: int) -> tuple[Held, Held]:
    """Laura's and Ana's paid appointments at that hour, with Pilar and Sara."""
    names = (("Laura", "Pilar"), ("Ana", "Sara"))
    found = [
        booked(salon, salon.guest(name), stylist, f"{FRIDAY} {hour}:00", intent=f"pi_{name}_{hour}")
        for name, stylist in names
    ]
    return found[0], found[1]


def leaving(salon: Salon, hour: int) -> tuple[Held, partial[str]]:
    """Laura's paid appointment with Pilar at that hour, and a try to have it with Marta."""
    when = f"{FRIDAY} {hour}:00"
    held = booked(salon, salon.guest(), "Pilar", when, intent=f"pi_{hour}")
    wanted = targets(salon, held.booking_id, ("Marta", when))
    return held, partial(try_move, salon, salon.catalogue, held.booking_id, wanted)


def beside_a_hold(salon: Salon, hour: int, stylist: str) -> list[str]:
    """Laura leaves Pilar for Marta while Eva takes that hour of that stylist; what came of both."""
    _, move_it = leaving(salon, hour)
    eva = salon.guest("Eva")
    offer = salon.offer(eva, stylist, f"{FRIDAY} {hour}:00")
    return together([move_it, partial(try_hold, salon, salon.catalogue, eva, offer)])


def changes(unit: Unit, salon: Salon, held: Held, *where: tuple[str, str]) -> tuple[Change, ...]:
    """What a move would change, looked up without any lock."""
    return changes_of(unlocked(unit, held.booking_id), targets(salon, held.booking_id, *where))


def test_two_who_saw_the_slot_free_both_move_there(salon: Salon, databases: Databases) -> None:
    """Without constraint and lock."""
    both, looked = two(salon, 10), Barrier(2)
    with psycopg.connect(databases.owner(salon.database.url), autocommit=True) as owner:
        owner.execute("ALTER TABLE occupancy DROP CONSTRAINT occupancy_no_overlap")

    def careless(held: Held) -> bool:
        with salon.unit() as unit:
            (change,) = changes(unit, salon, held, ("Marta", f"{FRIDAY} 12:30"))
            free = bool(free_for(unit, salon.catalogue, change.stylist_id, change.worked))
            looked.wait()
            values = {"id": change.appointment_id, "stylist": change.stylist_id, "during": multirange(change.worked)}
            rows(unit, PUT_TIME, values)
            rows(unit, PUT_APPOINTMENT, values)
            return free

    assert together([partial(careless, held) for held in both]) == [True, True]
    assert [places(salon, held.booking_id)[0][:2] for held in both] == [("Marta", f"{FRIDAY} 12:30")] * 2
    assert Invariant.NOBODY_TWICE in {breach.invariant for breach in salon.breaches()}


def test_two_moves_to_one_slot_have_one_winner(salon: Salon) -> None:
    catalogue = salon.catalogue
    for hour in range(10, 10 + ROUNDS):
        both = two(salon, hour)
        wanted = [targets(salon, held.booking_id, ("Marta", f"{FRIDAY} {hour}:00")) for held in both]
        tries = [
            partial(try_move, salon, catalogue, held.booking_id, to) for held, to in zip(both, wanted, strict=True)
        ]
        answers = together(tries)
        assert sorted(answers) == ["JustTaken", "Moved"]
        loser = answers.index("JustTaken")
        assert places(salon, both[loser].booking_id)[0][0] == ("Pilar", "Sara")[loser]
        assert places(salon, both[1 - loser].booking_id)[0][0] == "Marta"
    assert salon.occupied() == 2 * ROUNDS
    assert salon.breaches() == []


def test_a_move_and_a_hold_of_one_slot_have_one_winner(salon: Salon) -> None:
    for hour in range(10, 10 + ROUNDS):
        assert beside_a_hold(salon, hour, "Marta") in (["Moved", "JustTaken"], ["JustTaken", "Held"])
    assert salon.breaches() == []


def test_the_time_that_a_move_leaves_is_free_only_with_it(salon: Salon) -> None:
    """Whoever wants the old time gets it after the move, or hears that it is taken; never both stand there."""
    for hour in range(10, 10 + ROUNDS):
        assert beside_a_hold(salon, hour, "Pilar") in (["Moved", "Held"], ["Moved", "JustTaken"])
    assert salon.breaches() == []


def test_who_cancels_what_she_read_without_a_lock_leaves_half_of_it(salon: Salon) -> None:
    """Move and cancellation both see a confirmed appointment; the time of the moved one stays taken by nobody."""
    (_, moves), both = leaving(salon, 10), Barrier(2)

    def careless_cancel() -> None:
        with salon.unit() as unit:
            one = unit.session.exec(select(Appointment)).one()
            assert one.status is AppointmentStatus.CONFIRMED
            both.wait()
            both.wait()  # the move is committed
            one.status = AppointmentStatus.CANCELLED
            unit.session.add(one)
            unit.session.flush()
            salon.rows("DELETE FROM occupancy WHERE stylist_id = %(id)s", id=one.stylist_id)

    def move_it() -> None:
        both.wait()
        assert moves() == "Moved"
        both.wait()

    assert together([partial(outcome, careless_cancel), partial(outcome, move_it)])[0] == "IntegrityConstraintViolation"


def test_moved_and_cancelled_at_once(salon: Salon) -> None:
    for hour in range(10, 10 + ROUNDS):
        held, move_it = leaving(salon, hour)
        answers = together([move_it, partial(try_cancel, salon, salon.catalogue, held.booking_id)])
        assert answers in (["Moved", "Cancelled"], ["NotAllowed", "Cancelled"])
        assert salon.booking(held.booking_id)["status"] == "cancelled"
        assert salon.effects().count(f"refund:pi_{hour}") == 1
    assert salon.occupied() == 0
    assert salon.breaches() == []


def group(salon: Salon, name: str, hour: int, *stylists: str) -> Held:
    """Two at the same time with those stylists, paid."""
    wanted = [
        (stylist, f"{FRIDAY} {hour}:00", "Cortar", brought)
        for stylist, brought in zip(stylists, (None, "mi hija"), strict=True)
    ]
    return party(salon, salon.guest(name), *wanted, intent=f"pi_{name}_{hour}")


def two_groups_move(salon: Salon, hour: int, julias: Names, noras: Names) -> tuple[tuple[Held, Held], list[str]]:
    """Julia's group leaves Pilar and Ana, Nora's leaves Lucas and Sara, for those stylists; what came of both."""
    both = group(salon, "Julia", hour, "Pilar", "Ana"), group(salon, "Nora", hour, "Lucas", "Sara")
    tries = []
    for held, names in zip(both, (julias, noras), strict=True):
        wanted = targets(salon, held.booking_id, *((name, f"{FRIDAY} {hour}:00") for name in names))
        tries.append(partial(try_move, salon, salon.catalogue, held.booking_id, wanted))
    return both, together(tries)


def test_groups_that_move_in_opposite_orders_deadlock_without_sorted_locks(salon: Salon) -> None:
    """Each has taken what the other wants next: the constraint makes them wait for each other."""
    julia, nora = group(salon, "Julia", 10, "Pilar", "Ana"), group(salon, "Nora", 10, "Lucas", "Sara")
    orders = ((julia, ("Marta", "Harol")), (nora, ("Harol", "Marta")))

    def one_by_one(held: Held, names: Names, locked: bool, between: Barrier) -> None:
        with salon.database.unit(salon.business_id) as unit:
            wanted = changes(unit, salon, held, *((name, f"{FRIDAY} 12:00") for name in names))
            if locked:
                lock_stylists(unit, {change.stylist_id for change in wanted})
            for n, change in enumerate(wanted):
                retime(unit, [change])
                if n == 0 and not locked:
                    between.wait()

    for locked, worst in ((False, [DeadlockDetected.__name__, "NoneType"]), (True, ["NoneType", "NoneType"])):
        between = Barrier(2)
        tries = [partial(outcome, partial(one_by_one, held, names, locked, between)) for held, names in orders]
        assert sorted(together(tries)) == worst


def test_groups_that_move_in_opposite_orders(salon: Salon) -> None:
    """Both want Marta and Harol, each the other way round: one group gets both, the other stays whole where it was."""
    with wide(salon) as everybody:
        for hour in range(10, 10 + ROUNDS):
            both, answers = two_groups_move(everybody, hour, ("Marta", "Harol"), ("Harol", "Marta"))
            assert sorted(answers) == ["JustTaken", "Moved"]
            loser = answers.index("JustTaken")
            stayed = [place[0] for place in places(salon, both[loser].booking_id)]
            assert stayed == (["Pilar", "Ana"], ["Lucas", "Sara"])[loser]
    assert salon.breaches() == []


def test_groups_that_want_each_others_places(salon: Salon) -> None:
    """Nobody leaves before she has the new time, so nobody gets it; and nobody waits for ever."""
    for hour in range(10, 10 + ROUNDS):
        _, answers = two_groups_move(salon, hour, ("Lucas", "Sara"), ("Ana", "Pilar"))
        assert answers == ["JustTaken", "JustTaken"]
    assert salon.breaches() == []


def test_a_move_onto_a_lapsed_hold_and_the_sweep_that_ends_it(salon: Salon) -> None:
    for hour in range(10, 10 + ROUNDS):
        _, move_it = leaving(salon, hour)
        old = salon.held(salon.guest("Ana"), "Marta", f"{FRIDAY} {hour}:00")
        salon.advance(31)
        assert together([move_it, partial(try_lapse, salon, old.booking_id)]) == ["Moved", "bool"]
        assert salon.effects().count(f"lapsed:{old.booking_id}") == 1
    assert salon.breaches() == []
