"""Time that is free again is offered to whoever waits: to whom first, which time, and when."""

from datetime import date, timedelta

import pytest

from tasks.commands.hold import Confirmed, Held, JustTaken
from tasks.commands.lapse import lapse
from tests.free_time import moment
from tests.line import FULL, HALF_PAST_TEN, accept, entry, free, offer_of, reserved, sweep, waits
from tests.salon import Salon


def test_scenario_29_the_first_in_line_then_the_next(salon: Salon, last_slot: Held) -> None:
    laura, ana = salon.guest("Laura"), salon.guest("Ana")
    first, second = waits(salon, laura), waits(salon, ana)
    assert sweep(salon) == []
    free(salon, last_slot)
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


def test_who_needs_longer_is_passed_over_and_keeps_her_place(salon: Salon, last_slot: Held) -> None:
    longer = waits(salon, salon.guest(), "Cortar", "Cultura de color")
    shorter = waits(salon, salon.guest("Ana"))
    free(salon, last_slot)
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
    free(salon, *held)
    assert sweep(salon) == [one, three]
    assert {kept["entry"]: kept["stylist"] for kept in reserved(salon)} == {one: "Pilar", three: "Ana"}
    assert isinstance(accept(salon, laura, one), Held)
    assert sweep(salon) == [two]
    assert salon.breaches() == []


def test_none_inside_the_lead_time_and_none_that_outlives_it(salon: Salon, last_slot: Held) -> None:
    first = waits(salon, salon.guest())
    salon.at("2026-11-27 09:21")
    with salon.unit() as unit:
        assert lapse(unit, last_slot.booking_id)
    assert sweep(salon) == [first]
    assert entry(salon, first)["offered_until"] == moment("2026-11-27 09:30")
    (kept,) = reserved(salon)
    assert kept["lapses_at"] == moment("2026-11-27 09:30")
    second = waits(salon, salon.guest("Ana"))
    salon.at("2026-11-27 09:31")
    assert sweep(salon) == []
    assert entry(salon, first)["status"] == "passed"
    assert entry(salon, second)["status"] == "waiting"


def test_four_minutes_are_no_offer(salon: Salon, last_slot: Held) -> None:
    waits(salon, salon.guest())
    salon.at("2026-11-27 09:26")
    with salon.unit() as unit:
        assert lapse(unit, last_slot.booking_id)
    assert sweep(salon) == []
    assert reserved(salon) == []


def freed_in_the_night(salon: Salon, evening: str) -> int:
    """The place of somebody who waits when, late on that evening, the last slot of Friday is free."""
    salon.at(f"{evening} 20:40")
    salon.only_free("2026-11-27", **FULL)
    held = salon.held(salon.guest("Julia"), "Pilar", HALF_PAST_TEN)
    first = waits(salon, salon.guest())
    salon.at(f"{evening} 21:30")
    with salon.unit() as unit:
        assert lapse(unit, held.booking_id)
    return first


def test_in_the_night_nobody_is_asked_but_about_today(salon: Salon) -> None:
    first = freed_in_the_night(salon, "2026-11-26")
    assert sweep(salon) == []
    salon.at("2026-11-26 23:59")
    assert sweep(salon) == []
    salon.at("2026-11-27 00:01")
    assert sweep(salon) == [first]


def test_for_another_day_the_offer_waits_until_nine(salon: Salon) -> None:
    first = freed_in_the_night(salon, "2026-11-25")
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


def test_somebody_with_a_person_is_offered_it_all_the_same(salon: Salon, last_slot: Held) -> None:
    laura = salon.guest(language="en")
    first = waits(salon, laura)
    salon.rows(
        "UPDATE conversation SET mode = 'with_person', handed_over_at = now() WHERE id = %(id)s", id=laura.conversation
    )
    free(salon, last_slot)
    assert sweep(salon) == [first]
    assert salon.conversation(laura)["mode"] == "with_person"
    notice = salon.effect(f"waitlist-offer:{first}")["payload"]
    assert (notice["language"], notice["text"][:10]) == ("en", "Good news,")


def test_the_codes_go_on_from_what_the_conversation_has(salon: Salon, last_slot: Held) -> None:
    laura = salon.guest()
    shown = salon.offer(laura, "Ana", HALF_PAST_TEN)
    shown.code, shown.turn_id = "a7", None
    with salon.unit() as unit:
        unit.session.add(shown)
    first = waits(salon, laura)
    free(salon, last_slot)
    assert sweep(salon) == [first]
    assert offer_of(salon, first).code == "w8"


def test_a_service_that_is_gone_waits_in_vain(salon: Salon, last_slot: Held) -> None:
    gone = waits(salon, salon.guest(), "Peinado")
    second = waits(salon, salon.guest("Ana"))
    salon.rows("UPDATE service SET active = false WHERE name = 'Peinado'")
    free(salon, last_slot)
    assert sweep(salon) == [second]
    assert entry(salon, gone)["status"] == "waiting"
