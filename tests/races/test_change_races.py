"""Moves and cancellations at once. Where something protects them, it is first shown what happens without it."""

from collections.abc import Callable
from functools import partial
from threading import Barrier

import psycopg
from psycopg.errors import DeadlockDetected
from sqlmodel import select

from flows.catalogue import Catalogue
from flows.changes import Change, Target, changes_of
from gateways.database import Database, Unit
from gateways.holds import multirange
from gateways.invariants import Invariant
from gateways.locks import lock_stylists
from gateways.moves import retime, unlocked
from gateways.slots import free_for
from gateways.statements import rows
from models import Appointment, Booking, Payment
from models.enums import AppointmentStatus
from tasks.commands.cancel import cancel
from tasks.commands.hold import Held
from tasks.commands.lapse import lapse
from tasks.commands.money import give_back
from tasks.commands.move import move
from tasks.commands.whole import Whole
from tests.changes import appointments, booked, party, places, targets
from tests.databases import Databases
from tests.races.test_hold_races import outcome, together, try_hold
from tests.salon import Salon

FRIDAY = "2026-11-27"
ROUNDS = 8

PUT_TIME = "UPDATE occupancy SET stylist_id = %(stylist)s, during = %(during)s WHERE appointment_id = %(id)s"
PUT_APPOINTMENT = """
UPDATE appointment SET stylist_id = %(stylist)s, during = %(during)s, starts_at = lower(%(during)s::tstzmultirange),
                       ends_at = upper(%(during)s::tstzmultirange) WHERE id = %(id)s
"""


def try_move(salon: Salon, catalogue: Catalogue, booking_id: int, wanted: dict[int, Target]) -> str:
    """The command, committed; what came of it."""
    return _committed(salon, lambda unit: move(unit, catalogue, booking_id, wanted))


def try_cancel(salon: Salon, catalogue: Catalogue, booking_id: int) -> str:
    """The command, committed; what came of it."""
    return _committed(salon, lambda unit: cancel(unit, catalogue, booking_id))


def try_lapse(salon: Salon, booking_id: int) -> str:
    """The sweep's command."""
    return _committed(salon, lambda unit: lapse(unit, booking_id))


def _committed(salon: Salon, command: Callable[[Unit], object]) -> str:
    def whole() -> object:
        with salon.unit() as unit:
            return command(unit)

    return outcome(whole)


def two(salon: Salon, hour: int) -> tuple[Held, Held]:
    """Laura's and Ana's paid appointments at that hour, with Pilar and Sara."""
    names = (("Laura", "Pilar"), ("Ana", "Sara"))
    found = [
        booked(salon, salon.guest(name), stylist, f"{FRIDAY} {hour}:00", intent=f"pi_{name}_{hour}")
        for name, stylist in names
    ]
    return found[0], found[1]


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
    catalogue = salon.catalogue
    for hour in range(10, 10 + ROUNDS):
        held = booked(salon, salon.guest("Laura"), "Pilar", f"{FRIDAY} {hour}:00", intent=f"pi_{hour}")
        eva = salon.guest("Eva")
        offer = salon.offer(eva, "Marta", f"{FRIDAY} {hour}:00")
        wanted = targets(salon, held.booking_id, ("Marta", f"{FRIDAY} {hour}:00"))
        move_it = partial(try_move, salon, catalogue, held.booking_id, wanted)
        answers = together([move_it, partial(try_hold, salon, catalogue, eva, offer)])
        assert answers in (["Moved", "JustTaken"], ["JustTaken", "Held"])
    assert salon.breaches() == []


def test_the_time_that_a_move_leaves_is_free_only_with_it(salon: Salon) -> None:
    """Whoever wants the old time gets it after the move, or hears that it is taken; never both stand there."""
    catalogue = salon.catalogue
    for hour in range(10, 10 + ROUNDS):
        held = booked(salon, salon.guest("Laura"), "Pilar", f"{FRIDAY} {hour}:00", intent=f"pi_{hour}")
        eva = salon.guest("Eva")
        offer = salon.offer(eva, "Pilar", f"{FRIDAY} {hour}:00")
        wanted = targets(salon, held.booking_id, ("Marta", f"{FRIDAY} {hour}:00"))
        move_it = partial(try_move, salon, catalogue, held.booking_id, wanted)
        moved, taken = together([move_it, partial(try_hold, salon, catalogue, eva, offer)])
        assert (moved, taken) in (("Moved", "Held"), ("Moved", "JustTaken"))
    assert salon.breaches() == []


def test_who_cancels_what_she_read_without_a_lock_leaves_half_of_it(salon: Salon) -> None:
    """Move and cancellation both see a confirmed appointment; the time of the moved one stays taken by nobody."""
    held, both = booked(salon, salon.guest(), "Pilar", f"{FRIDAY} 10:00"), Barrier(2)

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
        wanted = targets(salon, held.booking_id, ("Marta", f"{FRIDAY} 10:00"))
        assert try_move(salon, salon.catalogue, held.booking_id, wanted) == "Moved"
        both.wait()

    assert together([partial(outcome, careless_cancel), partial(outcome, move_it)])[0] == "IntegrityConstraintViolation"


def test_moved_and_cancelled_at_once(salon: Salon) -> None:
    catalogue = salon.catalogue
    for hour in range(10, 10 + ROUNDS):
        held = booked(salon, salon.guest(), "Pilar", f"{FRIDAY} {hour}:00", intent=f"pi_{hour}")
        wanted = targets(salon, held.booking_id, ("Marta", f"{FRIDAY} {hour}:00"))
        move_it = partial(try_move, salon, catalogue, held.booking_id, wanted)
        answers = together([move_it, partial(try_cancel, salon, catalogue, held.booking_id)])
        assert answers in (["Moved", "Cancelled"], ["NotAllowed", "Cancelled"])
        assert salon.booking(held.booking_id)["status"] == "cancelled"
        assert salon.effects().count(f"refund:pi_{hour}") == 1
    assert salon.occupied() == 0
    assert salon.breaches() == []


def test_two_who_read_it_without_a_lock_both_give_the_money_back(salon: Salon) -> None:
    """Stripe is asked once, by the refund's key; but both would tell the customer of 5.24 €."""
    held, looked = booked(salon, salon.guest(), "Pilar", f"{FRIDAY} 10:00"), Barrier(2)

    def careless() -> int:
        with salon.unit() as unit:
            payments = unit.session.exec(select(Payment)).all()
            booking = unit.session.get_one(Booking, held.booking_id)
            looked.wait()
            whole = Whole(booking, unlocked(unit, held.booking_id), payments, None)
            return give_back(unit, whole, 524, "cancelled")

    assert together([careless, careless]) == [524, 524]


def test_cancelled_five_times_at_once(salon: Salon) -> None:
    catalogue = salon.catalogue
    for hour in range(10, 14):
        held = booked(salon, salon.guest(), "Pilar", f"{FRIDAY} {hour}:00", intent=f"pi_{hour}")
        (one,) = appointments(salon, held.booking_id)
        answers = together([partial(try_cancel, salon, catalogue, held.booking_id)] * 5)
        assert sorted(answers) == ["Cancelled"] + ["NothingToCancel"] * 4
        payment = salon.payment(held.booking_id)
        assert (payment["status"], payment["due_back_cents"]) == ("refunding", 524)
        for effect in (f"refund:pi_{hour}", f"cancelled:{one}", f"google:{one}:2", f"mail:cancelled:{one}"):
            assert salon.effects().count(effect) == 1
    assert salon.breaches() == []


def test_cancelled_and_paid_once_more_at_once(salon: Salon) -> None:
    catalogue = salon.catalogue
    for hour in range(10, 10 + ROUNDS):
        held = booked(salon, salon.guest(), "Pilar", f"{FRIDAY} {hour}:00", intent=f"pi_{hour}")
        pay = partial(outcome, partial(salon.pay, held, f"pi_{hour}_again", session=f"cs_{hour}"))
        assert together([partial(try_cancel, salon, catalogue, held.booking_id), pay]) == ["Cancelled", "RefundDue"]
        for intent in (f"pi_{hour}", f"pi_{hour}_again"):
            assert salon.effects().count(f"refund:{intent}") == 1
    assert salon.breaches() == []


def test_paid_late_and_cancelled_at_once(salon: Salon) -> None:
    """Cancelled first, there is nothing to cancel; paid first, it is confirmed, cancelled and the money goes back."""
    catalogue = salon.catalogue
    for hour in range(10, 10 + ROUNDS):
        held = salon.held(salon.guest(), "Pilar", f"{FRIDAY} {hour}:00")
        salon.advance(31)
        assert try_lapse(salon, held.booking_id) == "bool"
        pay = partial(outcome, partial(salon.pay, held, f"pi_{hour}", session=f"cs_{hour}"))
        cancelled, paid = together([partial(try_cancel, salon, catalogue, held.booking_id), pay])
        assert (cancelled, paid) in (("NothingToCancel", "PaidLate"), ("Cancelled", "PaidLate"))
        standing = "confirmed" if cancelled == "NothingToCancel" else "cancelled"
        assert salon.booking(held.booking_id)["status"] == standing
        assert salon.effects().count(f"refund:pi_{hour}") == (standing == "cancelled")
    assert salon.breaches() == []


def group(salon: Salon, name: str, hour: int, *stylists: str) -> Held:
    """Two at the same time with those stylists, paid."""
    wanted = [
        (stylist, f"{FRIDAY} {hour}:00", "Cortar", brought)
        for stylist, brought in zip(stylists, (None, "mi hija"), strict=True)
    ]
    return party(salon, salon.guest(name), *wanted, intent=f"pi_{name}_{hour}")


def test_groups_that_move_in_opposite_orders_deadlock_without_sorted_locks(salon: Salon) -> None:
    """Each has taken what the other wants next: the constraint makes them wait for each other."""
    julia, nora = group(salon, "Julia", 10, "Pilar", "Ana"), group(salon, "Nora", 10, "Lucas", "Sara")
    orders = ((julia, ("Marta", "Harol")), (nora, ("Harol", "Marta")))

    def one_by_one(held: Held, names: tuple[str, str], locked: bool, between: Barrier) -> None:
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
    wide = Salon(Database(salon.database.url, pool_size=24).open(), salon.business_id)
    catalogue = salon.catalogue
    try:
        for hour in range(10, 10 + ROUNDS):
            julia, nora = group(salon, "Julia", hour, "Pilar", "Ana"), group(salon, "Nora", hour, "Lucas", "Sara")
            when = f"{FRIDAY} {hour}:00"
            tries = [
                partial(try_move, wide, catalogue, held.booking_id, targets(salon, held.booking_id, *where))
                for held, where in (
                    (julia, (("Marta", when), ("Harol", when))),
                    (nora, (("Harol", when), ("Marta", when))),
                )
            ]
            answers = together(tries)
            assert sorted(answers) == ["JustTaken", "Moved"]
            loser = (julia, nora)[answers.index("JustTaken")]
            stayed = [place[0] for place in places(salon, loser.booking_id)]
            assert stayed == (["Pilar", "Ana"] if loser is julia else ["Lucas", "Sara"])
    finally:
        wide.database.close()
    assert salon.breaches() == []


def test_groups_that_want_each_others_places(salon: Salon) -> None:
    """Nobody leaves before she has the new time, so nobody gets it; and nobody waits for ever."""
    catalogue = salon.catalogue
    for hour in range(10, 10 + ROUNDS):
        julia, nora = group(salon, "Julia", hour, "Pilar", "Ana"), group(salon, "Nora", hour, "Lucas", "Sara")
        when = f"{FRIDAY} {hour}:00"
        tries = [
            partial(try_move, salon, catalogue, held.booking_id, targets(salon, held.booking_id, *where))
            for held, where in (
                (julia, (("Lucas", when), ("Sara", when))),
                (nora, (("Ana", when), ("Pilar", when))),
            )
        ]
        assert together(tries) == ["JustTaken", "JustTaken"]
    assert salon.breaches() == []


def test_a_move_onto_a_lapsed_hold_and_the_sweep_that_ends_it(salon: Salon) -> None:
    catalogue = salon.catalogue
    for hour in range(10, 10 + ROUNDS):
        held = booked(salon, salon.guest("Laura"), "Pilar", f"{FRIDAY} {hour}:00", intent=f"pi_{hour}")
        old = salon.held(salon.guest("Ana"), "Marta", f"{FRIDAY} {hour}:00")
        salon.advance(31)
        wanted = targets(salon, held.booking_id, ("Marta", f"{FRIDAY} {hour}:00"))
        move_it = partial(try_move, salon, catalogue, held.booking_id, wanted)
        assert together([move_it, partial(try_lapse, salon, old.booking_id)]) == ["Moved", "bool"]
        assert salon.effects().count(f"lapsed:{old.booking_id}") == 1
    assert salon.breaches() == []
