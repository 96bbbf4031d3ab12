"""The waiting list with everybody at once: nobody is passed over, no slot goes to two, nobody has two offers."""

from collections.abc import Callable
from datetime import date
from functools import partial
from threading import Barrier

import psycopg

from gateways.waitlist import line, lock_line, reserve
from models import WaitlistEntry
from models.enums import WaitStatus
from tasks.commands.hold import Held
from tasks.commands.passing import pass_on
from tasks.commands.waiting import leave, wait
from tests.at_once import outcome, together
from tests.databases import Databases
from tests.free_time import slot
from tests.line import FRIDAY, entry, free, offer_of, offered, reserved, sweep, waits
from tests.races.tries import ROUNDS, try_hold
from tests.salon import Guest, Salon

SATURDAY = date(2026, 11, 28)
TIMES = ("2026-11-27", "2026-11-28")


def full(salon: Salon, *days: str) -> list[Held]:
    """Those days have one slot each, and somebody holds it."""
    found = []
    for day in days:
        salon.only_free(day, Pilar="10:30-11:10")
        found.append(salon.held(salon.guest("Julia"), "Pilar", f"{day} 10:30"))
    return found


def try_pass(salon: Salon, entry_id: int) -> bool:
    """The sweep's command."""
    with salon.unit() as unit:
        return pass_on(unit, salon.catalogue, entry_id)


def careless(salon: Salon, number: int, day: str, looked: Barrier) -> None:
    """Looks at the line without its lock, then reserves: what two sweeps would do."""
    with salon.unit() as unit:
        wish = line(unit)[number]
        looked.wait()
        chosen = slot(day, "10:30-11:10")
        assert reserve(unit, wish.entry_id, salon.stylist("Pilar"), [chosen], chosen.start)
        found = unit.session.get_one(WaitlistEntry, wish.entry_id)
        found.status, found.offered_until = WaitStatus.OFFERED, chosen.start
        unit.session.add(found)
        unit.session.flush()


def test_without_the_lines_lock_two_sweeps_offer_her_two_slots(salon: Salon, databases: Databases) -> None:
    """The database refuses the second, so that a sweep fails; without its index she would have both."""
    laura = salon.guest()
    for index in (True, False):
        salon.rows("DELETE FROM occupancy")
        salon.rows("UPDATE waitlist_entry SET status = 'left'")
        free(salon, *full(salon, *TIMES))
        for day in (FRIDAY, SATURDAY):
            with salon.unit() as unit:
                ids = salon.services("Cortar")
                assert isinstance(
                    wait(unit, salon.catalogue, laura.conversation, laura.customer, ids, None, day, day), WaitlistEntry
                )
        if not index:
            with psycopg.connect(databases.owner(salon.database.url), autocommit=True) as owner:
                owner.execute("DROP INDEX uq_waitlist_entry_offered")
        looked = Barrier(2)
        tries = [partial(outcome, partial(careless, salon, n, day, looked)) for n, day in enumerate(TIMES)]
        assert sorted(together(tries)) == (["NoneType", "UniqueViolation"] if index else ["NoneType", "NoneType"])
        assert len(reserved(salon)) == (1 if index else 2)


def test_two_freed_slots_and_one_customer_with_two_wishes(salon: Salon) -> None:
    laura = salon.guest()
    held = full(salon, *TIMES)
    one, two = waits(salon, laura, first=FRIDAY), waits(salon, laura, first=SATURDAY)
    free(salon, *held)
    for _ in range(ROUNDS):
        _again(salon)
        assert sorted(together([partial(offered, salon)] * 3)) == [[], [], [one]]
        assert [kept["entry"] for kept in reserved(salon)] == [one]
        assert entry(salon, two)["status"] == "waiting"


def test_one_freed_slot_and_several_sweeps(salon: Salon) -> None:
    (held,) = full(salon, "2026-11-27")
    first, *_ = [waits(salon, salon.guest()) for _ in range(4)]
    free(salon, held)
    for _ in range(ROUNDS):
        _again(salon)
        assert sorted(together([partial(offered, salon)] * 4)) == [[], [], [], [first]]
        assert [kept["entry"] for kept in reserved(salon)] == [first]
        assert salon.effects().count(f"waitlist-offer:{first}") == 1


def test_two_freed_slots_go_to_the_first_two(salon: Salon) -> None:
    salon.only_free("2026-11-27", Pilar="10:30-11:10", Ana="10:30-11:10")
    held = [salon.held(salon.guest("Julia"), name, "2026-11-27 10:30") for name in ("Pilar", "Ana")]
    places = [waits(salon, salon.guest()) for _ in range(4)]
    free(salon, *held)
    for _ in range(ROUNDS):
        _again(salon)
        answers = together([partial(offered, salon)] * 3)
        assert sorted(id for answer in answers for id in answer) == places[:2]
        assert len(reserved(salon)) == 2
    assert salon.breaches() == []


def test_a_hold_by_somebody_else_or_the_offer(salon: Salon) -> None:
    offers = holds = 0
    for day in range(24, 24 + 4):
        name = f"2026-11-{day}"
        (held,) = full(salon, name)
        first = waits(salon, salon.guest(), first=date(2026, 11, day))
        free(salon, held)
        eva = salon.guest("Eva")
        wanted = salon.offer(eva, "Pilar", f"{name} 10:30")
        tries: list[Callable[[], object]] = [
            partial(offered, salon),
            partial(try_hold, salon, salon.catalogue, eva, wanted),
        ]
        answers = together(tries)
        assert answers in ([[first], "JustTaken"], [[], "Held"])
        offers, holds = offers + (answers[0] == [first]), holds + (answers[1] == "Held")
        assert len(reserved(salon)) == offers
    assert offers + holds == 4
    assert salon.breaches() == []


def test_accepted_in_the_moment_in_which_it_runs_out(salon: Salon) -> None:
    for day in range(24, 24 + 4):
        name = f"2026-11-{day}"
        (held,) = full(salon, name)
        laura, ana = salon.guest("Laura"), salon.guest("Ana")
        first, second = (waits(salon, guest, first=date(2026, 11, day)) for guest in (laura, ana))
        free(salon, held)
        assert sweep(salon) == [first]
        salon.advance(30)
        tries: list[Callable[[], object]] = [
            partial(try_hold, salon, salon.catalogue, laura, offer_of(salon, first)),
            partial(try_pass, salon, first),
            partial(offered, salon),
        ]
        accepted, passed, next_one = together(tries)
        sweep(salon)
        if accepted == "Held":
            assert entry(salon, first)["status"] == "booked"
            assert entry(salon, second)["status"] == "waiting"
            assert next_one == []
        else:
            assert (accepted, passed) == ("JustTaken", True)
            assert entry(salon, first)["status"] == "passed"
            assert [kept["entry"] for kept in reserved(salon)] == [second]
            with salon.unit() as unit:
                assert leave(unit, ana.customer, second)
        assert reserved(salon) == []
        with salon.unit() as unit:
            leave(unit, ana.customer, second)
    assert salon.breaches() == []


def test_accepted_twice_at_once(salon: Salon) -> None:
    (held,) = full(salon, "2026-11-27")
    laura = salon.guest()
    first = waits(salon, laura)
    free(salon, held)
    assert sweep(salon) == [first]
    offer = offer_of(salon, first)
    answers = together([partial(try_hold, salon, salon.catalogue, laura, offer)] * 4)
    assert answers == ["Held"] * 4
    assert salon.occupied() == 1
    assert reserved(salon) == []
    assert salon.breaches() == []


def test_leaving_while_it_is_offered(salon: Salon) -> None:
    for day in range(24, 24 + 4):
        (held,) = full(salon, f"2026-11-{day}")
        laura = salon.guest()
        first = waits(salon, laura, first=date(2026, 11, day))
        free(salon, held)
        tries: list[Callable[[], object]] = [partial(offered, salon), partial(try_leave, salon, laura, first)]
        assert together(tries)[1] is True
        assert entry(salon, first)["status"] == "left"
        assert reserved(salon) == []


def try_leave(salon: Salon, guest: Guest, entry_id: int) -> bool:
    """Her tool's command."""
    with salon.unit() as unit:
        return leave(unit, guest.customer, entry_id)


def test_the_same_wish_twice_at_once_is_one_place(salon: Salon) -> None:
    salon.only_free("2026-11-27")
    laura = salon.guest()
    places = together([partial(waits, salon, laura)] * 4)
    assert len(set(places)) == 1
    assert len(salon.rows("SELECT 1 FROM waitlist_entry")) == 1


def test_an_ordinary_hold_does_not_wait_for_the_line(salon: Salon) -> None:
    with salon.database.unit(salon.business_id) as unit:
        lock_line(unit)
        locked = salon.rows("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND classid = 4 AND granted")
        assert len(locked) == 1
        assert isinstance(salon.hold(salon.guest(), "Pilar", "2026-11-27 10:30"), Held)


def _again(salon: Salon) -> None:
    """Everything that was offered is forgotten."""
    salon.rows("DELETE FROM occupancy WHERE kind = 'waitlist'")
    salon.rows("DELETE FROM offer")
    salon.rows("DELETE FROM outbox WHERE dedupe_key LIKE 'waitlist-offer:%%'")
    salon.rows("UPDATE waitlist_entry SET status = 'waiting', offered_until = NULL")
