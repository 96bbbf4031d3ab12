"""A place on the waiting list: who gets one, how it ends, and what becomes of what was offered for it."""

from datetime import date

import pytest

from models import WaitlistEntry
from tasks.commands.hold import Held, NotAllowed
from tasks.commands.lapse import lapse
from tasks.commands.passing import pass_on
from tasks.commands.waiting import leave, leave_all
from tests.line import FRIDAY, FULL, HALF_PAST_TEN, accept, asks, entry, free, offered, reserved, sweep, waits
from tests.salon import Guest, Salon


def test_an_offer_becomes_a_hold_that_can_lapse_and_goes_on_to_the_next(salon: Salon, last_slot: Held) -> None:
    laura, ana = salon.guest("Laura"), salon.guest("Ana")
    first, second = waits(salon, laura), waits(salon, ana)
    free(salon, last_slot)
    assert sweep(salon) == [first]
    held = accept(salon, laura, first)
    assert isinstance(held, Held)
    salon.advance(31)
    with salon.unit() as unit:
        assert lapse(unit, held.booking_id)
        assert unit.freed
    assert sweep(salon) == [second]
    assert entry(salon, first)["status"] == "booked", "she had her turn"


def test_the_same_wish_again_keeps_the_place_and_three_are_enough(salon: Salon) -> None:
    laura = salon.guest()
    salon.only_free("2026-11-27")
    places = [waits(salon, laura, part=part) for part in ("any", "morning", "afternoon")]
    assert waits(salon, laura, part="morning") == places[1]
    assert asks(salon, laura, part="evening") == NotAllowed("too_many_waits")
    with salon.unit() as unit:
        assert leave(unit, laura.customer, places[0])
    assert isinstance(asks(salon, laura, part="evening"), WaitlistEntry)
    waits(salon, salon.guest("Ana"))
    assert len(salon.rows("SELECT 1 FROM waitlist_entry WHERE status = 'waiting'")) == 4


@pytest.mark.parametrize(
    ("services", "first", "last", "stylist", "code"),
    [
        (("Cortar",), date(2026, 11, 22), FRIDAY, None, "past"),
        (("Cortar",), FRIDAY, date(2027, 2, 22), None, "beyond_horizon"),
        (("Cortar",), FRIDAY, date(2026, 11, 26), None, "bad_days"),
        (("Cortar",), date(2026, 11, 29), date(2026, 11, 29), None, "closed"),
        (("Cortar",), FRIDAY, FRIDAY, "Rosa", "no_skill"),
        (("Cortar", "Cejas"), FRIDAY, FRIDAY, None, "mixed_categories"),
    ],
)
def test_what_cannot_be_waited_for(
    salon: Salon, services: tuple[str, ...], first: date, last: date, stylist: str | None, code: str
) -> None:
    assert asks(salon, salon.guest(), *services, first=first, last=last, stylist=stylist) == NotAllowed(code)
    assert salon.rows("SELECT 1 FROM waitlist_entry") == []


def test_who_leaves_gives_her_reservation_to_the_next(salon: Salon, last_slot: Held) -> None:
    laura, ana = salon.guest("Laura"), salon.guest("Ana")
    first, second = waits(salon, laura), waits(salon, ana)
    free(salon, last_slot)
    assert sweep(salon) == [first]
    with salon.unit() as unit:
        assert not leave(unit, ana.customer, first), "not hers"
        assert leave_all(unit, laura.customer) == 1
        assert unit.freed
        assert leave_all(unit, laura.customer) == 0
    assert entry(salon, first)["status"] == "left"
    assert reserved(salon) == []
    assert sweep(salon) == [second]
    assert salon.breaches() == []


def test_days_that_have_gone_by_end_the_wish(salon: Salon) -> None:
    salon.only_free("2026-11-27")
    first = waits(salon, salon.guest())
    salon.at("2026-11-27 23:59")
    assert sweep(salon) == []
    assert entry(salon, first)["status"] == "waiting"
    salon.at("2026-11-28 00:00")
    effects = salon.effects()
    assert sweep(salon) == []
    assert entry(salon, first)["status"] == "over"
    assert salon.effects() == effects


def test_an_offer_that_never_reached_her_is_passed_on_at_once_and_in_silence(salon: Salon, last_slot: Held) -> None:
    first, second = waits(salon, salon.guest()), waits(salon, salon.guest("Ana"))
    free(salon, last_slot)
    assert sweep(salon) == [first]
    salon.rows(
        "UPDATE outbox SET status = 'failed', reason = '404' WHERE dedupe_key = %(key)s", key=f"waitlist-offer:{first}"
    )
    assert sweep(salon) == [second]
    assert entry(salon, first)["status"] == "passed"
    assert f"waitlist-passed:{first}" not in salon.effects()
    assert salon.breaches() == []


def test_whoever_takes_the_slot_after_the_end_clears_what_was_reserved(salon: Salon, last_slot: Held) -> None:
    first = waits(salon, salon.guest())
    free(salon, last_slot)
    assert sweep(salon) == [first]
    salon.advance(30)
    held = salon.hold(salon.guest("Eva"), "Pilar", HALF_PAST_TEN)
    assert isinstance(held, Held)
    assert reserved(salon) == []
    assert sweep(salon) == []
    assert entry(salon, first)["status"] == "passed"
    assert salon.breaches() == []


def test_she_may_take_it_late_while_nobody_else_has(salon: Salon, last_slot: Held) -> None:
    laura = salon.guest()
    first = waits(salon, laura)
    free(salon, last_slot)
    assert sweep(salon) == [first]
    salon.advance(31)
    assert sweep(salon) == []
    assert isinstance(accept(salon, laura, first), Held)
    assert entry(salon, first)["status"] == "booked"


def test_paid_late_in_the_time_of_a_reservation(salon: Salon) -> None:
    for minutes, refunded in ((40, True), (65, False)):
        day = "2026-11-27" if refunded else "2026-11-26"
        salon.only_free(day, **FULL)
        held = salon.held(salon.guest("Julia"), "Pilar", f"{day} 10:30")
        first = waits(salon, salon.guest(), first=date.fromisoformat(day))
        salon.advance(31)
        with salon.unit() as unit:
            assert lapse(unit, held.booking_id)
        assert offered(salon) == [first]
        salon.advance(minutes - 31)
        salon.pay(held, f"pi_{minutes}", session=f"cs_{minutes}")
        assert (f"refund:pi_{minutes}" in salon.effects()) == refunded
        assert salon.booking(held.booking_id)["status"] == ("lapsed" if refunded else "confirmed")


def test_nothing_is_passed_on_that_is_not_over(salon: Salon, last_slot: Held) -> None:
    first = waits(salon, salon.guest())
    for known in (first, 999):
        with salon.unit() as unit:
            assert not pass_on(unit, salon.catalogue, known)
    free(salon, last_slot)
    assert sweep(salon) == [first]
    effects = salon.effects()
    with salon.unit() as unit:
        assert not pass_on(unit, salon.catalogue, first)
    assert salon.effects() == effects
    assert len(reserved(salon)) == 1


def test_somebody_elses_wish_in_another_business_is_not_ours(salon: Salon, last_slot: Held) -> None:
    first = waits(salon, Guest(*salon.guest()))
    free(salon, last_slot)
    salon.rows(
        "INSERT INTO business (id, name, assistant, timezone, currency, default_language, languages, policy)"
        " VALUES (99, 'B', 'B', 'UTC', 'EUR', 'es', '{es}', '{}')"
    )
    with salon.database.unit(type(salon.business_id)(99)) as unit:
        assert not leave(unit, 1, first)
        assert not pass_on(unit, salon.catalogue, first)
    assert sweep(salon) == [first]
