"""Everybody at once. Each race is first shown to be lost without what protects it."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import psycopg

from flows.quotes import quote
from gateways.holds import take
from gateways.locks import lock_booking, lock_stylists
from gateways.slots import free_for
from gateways.statements import rows
from tasks.commands.hold import Held
from tests.at_once import outcome, together
from tests.databases import Databases
from tests.drafts import one_part
from tests.free_time import slot
from tests.races.tries import ROUNDS, try_hold, try_lapse, wide
from tests.salon import Guest, Salon

SLOT = "2026-11-27 12:30"
TRIES = 50

BLOCK = """
INSERT INTO occupancy (business_id, stylist_id, during, kind)
VALUES (%(business)s, %(stylist)s, '{[2026-11-27 11:30+00,2026-11-27 12:10+00)}', 'block')
ON CONFLICT ON CONSTRAINT occupancy_no_overlap DO NOTHING
"""


def test_looking_first_is_not_enough(salon: Salon, databases: Databases) -> None:
    """Without constraint and lock, two who saw the slot free both take it."""
    with psycopg.connect(databases.owner(salon.database.url), autocommit=True) as owner:
        owner.execute("ALTER TABLE occupancy DROP CONSTRAINT occupancy_no_overlap")
    wanted, looked = slot("2026-11-27", "12:30-13:10"), Barrier(2)

    def careless() -> bool:
        with salon.unit() as unit:
            free = bool(free_for(unit, salon.catalogue, salon.stylist("Marta"), [wanted]))
            looked.wait()
            if free:
                salon.block("Marta", "2026-11-27 12:30/2026-11-27 13:10")
            return free

    assert together([careless, careless]) == [True, True]
    assert len(salon.rows("SELECT 1 FROM occupancy")) == 2


def test_the_last_slot_goes_to_one_of_two(salon: Salon) -> None:
    for hour in range(10, 10 + ROUNDS):
        guests = [salon.guest("Laura"), salon.guest("Ana")]
        offers = [salon.offer(guest, "Marta", f"2026-11-27 {hour}:00") for guest in guests]
        tries = [partial(try_hold, salon, salon.catalogue, *one) for one in zip(guests, offers, strict=True)]
        answers = together(tries)
        assert sorted(answers) == ["Held", "JustTaken"]
        loser = guests[answers.index("JustTaken")]
        assert salon.conversation(loser)["fact_seq"] == 0
    assert salon.occupied() == len(salon.rows("SELECT 1 FROM booking")) == ROUNDS
    assert salon.breaches() == []


def test_fifty_tries_on_one_slot_have_one_winner(salon: Salon) -> None:
    guests = [salon.guest() for _ in range(TRIES)]
    offers = [salon.offer(guest, "Marta", SLOT) for guest in guests]
    with wide(salon) as everybody:
        tries = [partial(try_hold, everybody, salon.catalogue, *one) for one in zip(guests, offers, strict=True)]
        answers = together(tries)
    assert sorted(answers) == ["Held"] + ["JustTaken"] * (TRIES - 1)
    assert salon.occupied() == len(salon.rows("SELECT 1 FROM booking")) == 1
    assert salon.breaches() == []


def test_the_constraint_alone_deadlocks(salon: Salon) -> None:
    """Two who take the same hour of two stylists in different order wait for each other; sorted locks prevent it."""

    def take_both(names: tuple[str, str], locked: bool, between: Barrier) -> None:
        with salon.unit() as unit:
            ids = [salon.stylist(name) for name in names]
            if locked:
                lock_stylists(unit, ids)
            for stylist in ids:
                rows(unit, BLOCK, {"business": salon.business_id, "stylist": stylist})
                if not locked and stylist == ids[0]:
                    between.wait()

    for locked, worst in ((False, ["DeadlockDetected", "NoneType"]), (True, ["NoneType", "NoneType"])):
        salon.rows("DELETE FROM occupancy")
        between = Barrier(2)
        orders = (("Pilar", "Ana"), ("Ana", "Pilar"))
        tries = [partial(outcome, partial(take_both, names, locked, between)) for names in orders]
        assert sorted(together(tries)) == worst
        assert len(salon.rows("SELECT 1 FROM occupancy")) == 2


def test_a_sweep_that_locks_in_its_own_order_deadlocks_with_a_hold(salon: Salon) -> None:
    """The lapsed hold stands in the way of the new one; a sweep that takes the booking before its stylist meets it."""
    held = salon.held(salon.guest(), "Marta", SLOT)
    salon.advance(31)
    marta, both = salon.stylist("Marta"), Barrier(2)

    def careless_sweep() -> None:
        with salon.unit() as unit:
            lock_booking(unit, held.booking_id)
            both.wait()
            lock_stylists(unit, [marta])

    def new_hold() -> None:
        with salon.unit() as unit:
            lock_stylists(unit, [marta])
            both.wait()
            lock_booking(unit, held.booking_id)

    tries = [partial(outcome, careless_sweep), partial(outcome, new_hold)]
    assert sorted(together(tries)) == ["DeadlockDetected", "NoneType"]


def run_out(salon: Salon, hour: int) -> tuple[Held, partial[str]]:
    """Laura's hold of that hour, whose time is over, and a try of Ana's to have it."""
    laura, ana = salon.guest("Laura"), salon.guest("Ana")
    when = f"2026-11-27 {hour}:00"
    old = salon.held(laura, "Marta", when)
    salon.advance(31)
    return old, partial(try_hold, salon, salon.catalogue, ana, salon.offer(ana, "Marta", when))


def test_a_sweep_and_a_hold_of_the_same_stylist(salon: Salon) -> None:
    for hour in range(10, 10 + ROUNDS):
        old, take_it = run_out(salon, hour)
        sweep = partial(try_lapse, salon, old.booking_id)
        answers = together([sweep, take_it])
        assert answers == ["bool", "Held"]
        assert salon.booking(old.booking_id)["status"] == "lapsed"
        assert salon.effects().count(f"lapsed:{old.booking_id}") == 1
    assert salon.breaches() == []


def test_the_constraint_knows_nothing_of_buffers(salon: Salon) -> None:
    """Two who look before either has written both keep the buffer, as far as they can see."""
    salon.rows("UPDATE business SET policy = policy || '{\"buffer_minutes\": 15}'")
    catalogue, looked = salon.catalogue, Barrier(2)
    quoted = quote(catalogue, salon.services("Cortar"))

    def careless(guest: Guest, clocks: str) -> bool:
        with salon.unit() as unit:
            wanted, marta = slot("2026-11-27", clocks), salon.stylist("Marta")
            free = bool(free_for(unit, catalogue, marta, [wanted]))
            looked.wait()
            made = one_part(catalogue, marta, wanted, quoted, unit.now)
            take(unit, made, f"code-{guest.customer}", guest.customer, guest.conversation, "EUR")
            return free

    close = ("12:30-13:10", "13:15-13:55")
    assert together([partial(careless, salon.guest(), clocks) for clocks in close]) == [True, True]
    assert salon.occupied() == 2


def test_the_lock_keeps_the_buffer(salon: Salon) -> None:
    salon.rows("UPDATE business SET policy = policy || '{\"buffer_minutes\": 15}'")
    for hour in range(9, 9 + 2 * (ROUNDS // 2), 2):
        guests = [salon.guest("Laura"), salon.guest("Ana")]
        whens = (f"2026-11-27 {hour:02}:30", f"2026-11-27 {hour + 1}:15")
        offers = [salon.offer(guest, "Marta", when) for guest, when in zip(guests, whens, strict=True)]
        tries = [partial(try_hold, salon, salon.catalogue, *one) for one in zip(guests, offers, strict=True)]
        assert sorted(together(tries)) == ["Held", "JustTaken"]


def test_a_writer_past_the_locks_is_met_by_the_constraint(salon: Salon) -> None:
    """Its row is not to be seen yet when the hold looks. The hold waits for it, loses, and leaves her old one alone."""
    laura = salon.guest()
    old = salon.held(laura, "Pilar", "2026-11-27 10:30")
    offer = salon.offer(laura, "Marta", SLOT)
    effects, conversation = salon.effects(), salon.conversation(laura)
    values = {"business": salon.business_id, "stylist": salon.stylist("Marta")}
    with psycopg.connect(salon.database.url) as past, ThreadPoolExecutor(1) as threads:
        past.execute(BLOCK, values)
        answer = threads.submit(try_hold, salon, salon.catalogue, laura, offer)
        while not salon.rows("SELECT 1 FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'"):
            assert not answer.done()
        past.commit()
        assert answer.result() == "JustTaken"
    assert salon.booking(old.booking_id)["status"] == "held"
    assert (salon.effects(), salon.conversation(laura)) == (effects, conversation)
    assert salon.breaches() == []


def test_two_holds_of_one_customer_need_the_customers_lock(salon: Salon) -> None:
    """Without it both see no unpaid booking, and the second breaks the rule of one."""
    laura, looked = salon.guest(), Barrier(2)
    catalogue = salon.catalogue
    quoted = quote(catalogue, salon.services("Cortar"))

    def careless(stylist: str) -> None:
        with salon.unit() as unit:
            clocks = slot("2026-11-27", "12:30-13:10")
            wanted = one_part(catalogue, salon.stylist(stylist), clocks, quoted, unit.now)
            looked.wait()
            take(unit, wanted, f"code-{stylist}", laura.customer, laura.conversation, "EUR")

    tries = [partial(outcome, partial(careless, stylist)) for stylist in ("Pilar", "Ana")]
    assert sorted(together(tries)) == ["NoneType", "UniqueViolation"]


def test_two_holds_of_one_customer_leave_the_later_one(salon: Salon) -> None:
    laura = salon.guest()
    for hour in range(10, 10 + ROUNDS):
        offers = [salon.offer(laura, stylist, f"2026-11-27 {hour}:00") for stylist in ("Pilar", "Ana", "Lucas")]
        tries = [partial(try_hold, salon, salon.catalogue, laura, offer) for offer in offers]
        assert together(tries) == ["Held"] * 3
        assert salon.occupied() == 1
        assert len(salon.rows("SELECT 1 FROM booking WHERE status = 'held'")) == 1
    assert salon.breaches() == []


def test_paid_at_the_moment_it_lapses(salon: Salon) -> None:
    for hour in range(10, 10 + ROUNDS):
        held = salon.held(salon.guest(), "Marta", f"2026-11-27 {hour}:00")
        salon.advance(31)
        pay = partial(outcome, partial(salon.pay, held, f"pi_{hour}", session=f"cs_{hour}"))
        assert together([pay, partial(try_lapse, salon, held.booking_id)]) == ["PaidLate", "bool"]
        assert salon.booking(held.booking_id)["status"] == "confirmed"
    assert salon.breaches() == []


def test_paid_late_while_somebody_takes_the_slot(salon: Salon) -> None:
    for hour in range(10, 10 + ROUNDS):
        old, take_it = run_out(salon, hour)
        pay = partial(outcome, partial(salon.pay, old, f"pi_{hour}", session=f"cs_{hour}"))
        answers = together([pay, take_it])
        assert answers in (["PaidLate", "JustTaken"], ["RefundDue", "Held"])
        refunds = salon.effects().count(f"refund:pi_{hour}")
        assert refunds == (1 if answers[0] == "RefundDue" else 0)
    assert salon.breaches() == []


def test_the_same_payment_told_five_times_at_once(salon: Salon) -> None:
    held = salon.held(salon.guest(), "Marta", SLOT)
    answers = together([partial(outcome, partial(salon.pay, held))] * 5)
    assert sorted(answers) == ["AlreadyPaid"] * 4 + ["Paid"]
    assert salon.effects().count(f"confirmed:{held.booking_id}") == 1
    assert salon.row("SELECT sum(total_spent_cents) AS sum FROM customer")["sum"] == 524
