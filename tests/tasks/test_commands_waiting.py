"""The waiting list: who gets a place, who is offered what, for how long, and who comes next."""

from datetime import date, timedelta

import pytest

from models import WaitlistEntry
from tasks.commands.hold import Confirmed, Held, JustTaken, NotAllowed
from tasks.commands.lapse import lapse
from tasks.commands.passing import pass_on
from tasks.commands.release import release
from tasks.commands.waiting import leave, leave_all
from tests.free_time import moment
from tests.line import FRIDAY, accept, asks, entry, offer_of, offered, reserved, sweep, waits
from tests.salon import Guest, Salon

HALF_PAST_TEN = "2026-11-27 10:30"
FULL = {"Pilar": "10:30-11:10"}
"""Friday has this one slot, and somebody holds it."""


@pytest.fixture
def taken(salon: Salon) -> Held:
    """Friday is full: the last slot is held by Julia."""
    salon.only_free("2026-11-27", **FULL)
    return salon.held(salon.guest("Julia"), "Pilar", HALF_PAST_TEN)


def free(salon: Salon, held: Held) -> None:
    """Julia gives it back."""
    with salon.unit() as unit:
        assert release(unit, held.booking_id, "customer")
        assert unit.freed


def test_scenario_29_the_first_in_line_then_the_next(salon: Salon, taken: Held) -> None:
    laura, ana = salon.guest("Laura"), salon.guest("Ana")
    first, second = waits(salon, laura), waits(salon, ana)
    assert sweep(salon) == []
    free(salon, taken)
    assert sweep(salon) == [first]
    until = salon.database.now() + timedelta(minutes=30)
    (kept,) = reserved(salon)
    assert (kept["entry"], kept["stylist"]) == (first, "Pilar")
    assert (kept["start"], kept["end"]) == (moment(HALF_PAST_TEN), moment("2026-11-27 11:10"))
    assert until - timedelta(seconds=5) < kept["lapses_at"] < until
    assert entry(salon, first)["offered_until"] == kept["lapses_at"]
    notice = salon.effect(f"waitlist-offer:{first}")
    assert (notice["kind"], notice["stream"]) == ("notice", f"chatwoot:{laura.conversation}")
    params = notice["payload"]["params"]
    assert params == {
        "name": "Laura",
        "services": "Cortar",
        "stylist": "Pilar",
        "day": "viernes 27 de noviembre",
        "time": "10:30",
        "ends": "11:10",
        "minutes": "40",
        "used": "",
        "total": "26,20 €",
        "deposit": "5,24 €",
        "until": "9:30",
    }
    offer = offer_of(salon, first)
    assert (offer.code, offer.turn_id, offer.shown_in) == ("w1", None, notice["id"])
    talk = salon.conversation(laura)
    assert (talk["mode"], talk["fact_seq"], talk["say_seq"]) == ("choosing", 1, 1)
    assert salon.hold(salon.guest("Eva"), "Pilar", HALF_PAST_TEN) == JustTaken()
    assert salon.breaches() == []

    salon.advance(29)
    assert sweep(salon) == []
    salon.advance(2)
    assert sweep(salon) == [second]
    assert entry(salon, first)["status"] == "passed"
    assert [kept["entry"] for kept in reserved(salon)] == [second]
    assert "10:30" in salon.effect(f"waitlist-passed:{first}")["payload"]["text"]
    assert salon.conversation(laura)["fact_seq"] == 2
    assert salon.effects()[-3:] == [f"waitlist-offer:{first}", f"waitlist-passed:{first}", f"waitlist-offer:{second}"]

    held = accept(salon, ana, second)
    assert isinstance(held, Held)
    assert reserved(salon) == []
    assert entry(salon, second)["status"] == "booked"
    assert sweep(salon) == []
    assert salon.breaches() == []


def test_an_offer_becomes_a_hold_that_can_lapse_and_goes_on_to_the_next(salon: Salon, taken: Held) -> None:
    laura, ana = salon.guest("Laura"), salon.guest("Ana")
    first, second = waits(salon, laura), waits(salon, ana)
    free(salon, taken)
    assert sweep(salon) == [first]
    held = accept(salon, laura, first)
    assert isinstance(held, Held)
    salon.advance(31)
    with salon.unit() as unit:
        assert lapse(unit, held.booking_id)
        assert unit.freed
    assert sweep(salon) == [second]
    assert entry(salon, first)["status"] == "booked", "she had her turn"


def test_a_free_service_is_confirmed_from_the_offer(salon: Salon) -> None:
    salon.only_free("2026-11-27")
    laura = salon.guest()
    first = waits(salon, laura, "Consulta gratuita")
    salon.rows("DELETE FROM occupancy WHERE stylist_id = %(id)s", id=salon.stylist("Marta"))
    assert sweep(salon) == [first]
    assert salon.effect(f"waitlist-offer:{first}")["payload"]["params"]["deposit"] == ""
    assert isinstance(accept(salon, laura, first), Confirmed)
    assert salon.breaches() == []


def test_a_block_and_a_google_event_that_go_free_time_too(salon: Salon) -> None:
    salon.only_free("2026-11-27")
    laura, ana = salon.guest("Laura"), salon.guest("Ana")
    first = waits(salon, laura, stylist="Pilar")
    salon.rows("DELETE FROM occupancy WHERE stylist_id = %(id)s", id=salon.stylist("Pilar"))
    assert sweep(salon) == [first]
    assert reserved(salon)[0]["start"] == moment("2026-11-27 09:30")
    values = {"business": salon.business_id, "stylist": salon.stylist("Sara")}
    salon.rows(
        "INSERT INTO busy_time (business_id, stylist_id, event, starts_at, ends_at)"
        " VALUES (%(business)s, %(stylist)s, 'e1', '2026-11-27 00:00Z', '2026-11-27 23:00Z')",
        **values,
    )
    salon.rows("DELETE FROM occupancy WHERE stylist_id = %(id)s", id=salon.stylist("Sara"))
    second = waits(salon, ana, stylist="Sara")
    assert sweep(salon) == []
    salon.rows("DELETE FROM busy_time")
    assert sweep(salon) == [second]


def test_what_was_free_when_she_began_to_wait_is_not_offered(salon: Salon) -> None:
    salon.only_free("2026-11-27", Pilar="10:30-11:10", Ana="17:00-17:40")
    held = salon.held(salon.guest("Julia"), "Pilar", HALF_PAST_TEN)
    laura = salon.guest()
    first = waits(salon, laura)
    assert sweep(salon) == [], "she has seen 17:00 and does not want it"
    free(salon, held)
    assert sweep(salon) == [first]
    assert reserved(salon)[0]["stylist"] == "Pilar"


def test_a_time_that_only_now_is_long_enough_is_new(salon: Salon) -> None:
    salon.only_free("2026-11-27", Pilar="10:30-11:45")
    held = salon.held(salon.guest("Julia"), "Pilar", "2026-11-27 11:00")
    first = waits(salon, salon.guest(), part="morning")
    assert sweep(salon) == [], "half an hour before and five minutes after are too little"
    free(salon, held)
    assert sweep(salon) == [first]
    assert reserved(salon)[0]["start"] == moment(HALF_PAST_TEN)


@pytest.mark.parametrize(
    ("wish", "fits"),
    [
        ({"part": "morning"}, True),
        ({"part": "afternoon"}, False),
        ({"stylist": "Pilar"}, True),
        ({"stylist": "Ana"}, False),
        ({"first": date(2026, 11, 24), "last": date(2026, 11, 28)}, True),
        ({"first": date(2026, 11, 28)}, False),
    ],
)
def test_only_what_fits_the_wish(salon: Salon, wish: dict[str, object], fits: bool) -> None:
    for day in range(24, 29):
        salon.only_free(f"2026-11-{day}", **(FULL if day == 27 else {}))
    held = salon.held(salon.guest("Julia"), "Pilar", HALF_PAST_TEN)
    first = waits(salon, salon.guest(), **wish)  # type: ignore[arg-type]
    free(salon, held)
    assert sweep(salon) == ([first] if fits else [])


def test_who_needs_longer_is_passed_over_and_keeps_her_place(salon: Salon, taken: Held) -> None:
    longer = waits(salon, salon.guest(), "Cortar", "Cultura de color")
    shorter = waits(salon, salon.guest("Ana"))
    free(salon, taken)
    assert sweep(salon) == [shorter]
    assert entry(salon, longer)["status"] == "waiting"


def test_two_slots_at_once_go_to_two_and_nobody_has_two_offers(salon: Salon) -> None:
    salon.only_free("2026-11-27", Pilar="10:30-11:10", Ana="10:30-11:10")
    salon.only_free("2026-11-28", Pilar="10:30-11:10")
    held = [
        salon.held(salon.guest("Julia"), *slot)
        for slot in (("Pilar", HALF_PAST_TEN), ("Ana", HALF_PAST_TEN), ("Pilar", "2026-11-28 10:30"))
    ]
    laura, ana = salon.guest("Laura"), salon.guest("Ana")
    one, two = waits(salon, laura), waits(salon, laura, first=date(2026, 11, 28))
    three = waits(salon, ana)
    for each in held:
        free(salon, each)
    assert sweep(salon) == [one, three]
    assert {kept["entry"]: kept["stylist"] for kept in reserved(salon)} == {one: "Pilar", three: "Ana"}
    assert isinstance(accept(salon, laura, one), Held)
    assert sweep(salon) == [two]
    assert salon.breaches() == []


def test_none_inside_the_lead_time_and_none_that_outlives_it(salon: Salon, taken: Held) -> None:
    first = waits(salon, salon.guest())
    salon.at("2026-11-27 09:21")
    with salon.unit() as unit:
        assert lapse(unit, taken.booking_id)
    assert sweep(salon) == [first]
    assert entry(salon, first)["offered_until"] == moment("2026-11-27 09:30")
    (kept,) = reserved(salon)
    assert kept["lapses_at"] == moment("2026-11-27 09:30")
    second = waits(salon, salon.guest("Ana"))
    salon.at("2026-11-27 09:31")
    assert sweep(salon) == []
    assert entry(salon, first)["status"] == "passed"
    assert entry(salon, second)["status"] == "waiting"


def test_four_minutes_are_no_offer(salon: Salon, taken: Held) -> None:
    waits(salon, salon.guest())
    salon.at("2026-11-27 09:26")
    with salon.unit() as unit:
        assert lapse(unit, taken.booking_id)
    assert sweep(salon) == []
    assert reserved(salon) == []


def test_in_the_night_nobody_is_asked_but_about_today(salon: Salon) -> None:
    salon.at("2026-11-26 20:40")
    salon.only_free("2026-11-27", **FULL)
    held = salon.held(salon.guest("Julia"), "Pilar", HALF_PAST_TEN)
    first = waits(salon, salon.guest())
    salon.at("2026-11-26 21:30")
    with salon.unit() as unit:
        assert lapse(unit, held.booking_id)
    assert sweep(salon) == []
    salon.at("2026-11-26 23:59")
    assert sweep(salon) == []
    salon.at("2026-11-27 00:01")
    assert sweep(salon) == [first]


def test_for_another_day_the_offer_waits_until_nine(salon: Salon) -> None:
    salon.at("2026-11-25 20:40")
    salon.only_free("2026-11-27", **FULL)
    held = salon.held(salon.guest("Julia"), "Pilar", HALF_PAST_TEN)
    first = waits(salon, salon.guest())
    salon.at("2026-11-25 21:30")
    with salon.unit() as unit:
        assert lapse(unit, held.booking_id)
    salon.at("2026-11-26 08:59")
    assert sweep(salon) == []
    salon.at("2026-11-26 09:00")
    assert sweep(salon) == [first]


def test_a_wish_made_in_the_night_knows_what_was_free(salon: Salon) -> None:
    salon.only_free("2026-11-27", **FULL)
    salon.at("2026-11-25 22:00")
    waits(salon, salon.guest())
    salon.at("2026-11-26 09:00")
    assert sweep(salon) == []


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


def test_who_leaves_gives_her_reservation_to_the_next(salon: Salon, taken: Held) -> None:
    laura, ana = salon.guest("Laura"), salon.guest("Ana")
    first, second = waits(salon, laura), waits(salon, ana)
    free(salon, taken)
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


def test_somebody_with_a_person_is_offered_it_all_the_same(salon: Salon, taken: Held) -> None:
    laura = salon.guest(language="en")
    first = waits(salon, laura)
    salon.rows(
        "UPDATE conversation SET mode = 'with_person', handed_over_at = now() WHERE id = %(id)s", id=laura.conversation
    )
    free(salon, taken)
    assert sweep(salon) == [first]
    assert salon.conversation(laura)["mode"] == "with_person"
    notice = salon.effect(f"waitlist-offer:{first}")["payload"]
    assert (notice["language"], notice["text"][:10]) == ("en", "Good news,")


def test_the_codes_go_on_from_what_the_conversation_has(salon: Salon, taken: Held) -> None:
    laura = salon.guest()
    shown = salon.offer(laura, "Ana", HALF_PAST_TEN)
    shown.code, shown.turn_id = "a7", None
    with salon.unit() as unit:
        unit.session.add(shown)
    first = waits(salon, laura)
    free(salon, taken)
    assert sweep(salon) == [first]
    assert offer_of(salon, first).code == "w8"


def test_an_offer_that_never_reached_her_is_passed_on_at_once_and_in_silence(salon: Salon, taken: Held) -> None:
    first, second = waits(salon, salon.guest()), waits(salon, salon.guest("Ana"))
    free(salon, taken)
    assert sweep(salon) == [first]
    salon.rows(
        "UPDATE outbox SET status = 'failed', reason = '404' WHERE dedupe_key = %(key)s", key=f"waitlist-offer:{first}"
    )
    assert sweep(salon) == [second]
    assert entry(salon, first)["status"] == "passed"
    assert f"waitlist-passed:{first}" not in salon.effects()
    assert salon.breaches() == []


def test_whoever_takes_the_slot_after_the_end_clears_what_was_reserved(salon: Salon, taken: Held) -> None:
    first = waits(salon, salon.guest())
    free(salon, taken)
    assert sweep(salon) == [first]
    salon.advance(30)
    held = salon.hold(salon.guest("Eva"), "Pilar", HALF_PAST_TEN)
    assert isinstance(held, Held)
    assert reserved(salon) == []
    assert sweep(salon) == []
    assert entry(salon, first)["status"] == "passed"
    assert salon.breaches() == []


def test_she_may_take_it_late_while_nobody_else_has(salon: Salon, taken: Held) -> None:
    laura = salon.guest()
    first = waits(salon, laura)
    free(salon, taken)
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


def test_a_service_that_is_gone_waits_in_vain(salon: Salon, taken: Held) -> None:
    gone = waits(salon, salon.guest(), "Peinado")
    second = waits(salon, salon.guest("Ana"))
    salon.rows("UPDATE service SET active = false WHERE name = 'Peinado'")
    free(salon, taken)
    assert sweep(salon) == [second]
    assert entry(salon, gone)["status"] == "waiting"


def test_nothing_is_passed_on_that_is_not_over(salon: Salon, taken: Held) -> None:
    first = waits(salon, salon.guest())
    for known in (first, 999):
        with salon.unit() as unit:
            assert not pass_on(unit, salon.catalogue, known)
    free(salon, taken)
    assert sweep(salon) == [first]
    effects = salon.effects()
    with salon.unit() as unit:
        assert not pass_on(unit, salon.catalogue, first)
    assert salon.effects() == effects
    assert len(reserved(salon)) == 1


def test_somebody_elses_wish_in_another_business_is_not_ours(salon: Salon, taken: Held) -> None:
    first = waits(salon, Guest(*salon.guest()))
    free(salon, taken)
    salon.rows(
        "INSERT INTO business (id, name, assistant, timezone, currency, default_language, languages, policy)"
        " VALUES (99, 'B', 'B', 'UTC', 'EUR', 'es', '{es}', '{}')"
    )
    with salon.database.unit(type(salon.business_id)(99)) as unit:
        assert not leave(unit, 1, first)
        assert not pass_on(unit, salon.catalogue, first)
    assert sweep(salon) == [first]
