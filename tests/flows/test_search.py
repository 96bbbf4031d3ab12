"""Which slots are shown, on the scenarios' own days, and what is said when there are none."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from flows.availability import SlotAnswer, SlotAsk
from flows.catalogue import Catalogue, Hours
from flows.hours import Span, opening
from flows.quotes import quote
from flows.reasons import WORDS, why
from flows.search import looks, on_day, on_days, refusal
from models.enums import Category
from models.moment import local
from tests.demo_catalogue import PACK, STYLISTS, demo, ids, with_hours
from tests.free_time import MADRID, free, moment

NOW = moment("2026-11-23 09:00")
FRIDAY = dt.date(2026, 11, 27)


def ask(catalogue: Catalogue, *services: str, pack: int | None = None, **wish: Any) -> SlotAsk:
    """Asks for a slot for those services."""
    return SlotAsk.of(quote(catalogue, ids(*services), pack), **wish)


def told(catalogue: Catalogue, answer: SlotAnswer) -> list[str]:
    """The options as `Pilar 10:30-11:30`."""
    return [
        f"{catalogue.stylists[one.stylist_id].name} "
        + "-".join(local(end, MADRID).strftime("%H:%M") for end in (one.slot.start, one.slot.end))
        for one in answer.options
    ]


def everybody(catalogue: Catalogue, day: dt.date) -> dict[int, list[Span]]:
    """Nobody is taken on that day."""
    return {stylist: list(opening(catalogue, day)) for stylist in catalogue.stylists}


def test_scenario_1_the_first_free_one_gives_these_two() -> None:
    catalogue = demo()
    wanted = ask(catalogue, "Mechas", "Cortar", pack=PACK, date=FRIDAY)
    answer = on_day(catalogue, wanted, free("2026-11-27", Pilar="10:30-11:30", Marta="12:30-13:30"), NOW)
    assert told(catalogue, answer) == ["Pilar 10:30-11:30", "Marta 12:30-13:30"]
    assert (answer.date_status, answer.why_code) == ("ok", None)


def test_scenario_10_110_minutes_with_marta() -> None:
    catalogue = demo()
    wanted = ask(catalogue, "Barro gold", "Agua lluvia", "Peinado largo", date=FRIDAY, part="morning")
    answer = on_day(catalogue, wanted, free("2026-11-27", Marta="09:30-11:20", Ana="09:30-11:15"), NOW)
    assert told(catalogue, answer) == ["Marta 09:30-11:20"]


def test_scenario_13_105_minutes_of_beauty_with_rosa() -> None:
    catalogue = demo()
    wanted = ask(catalogue, "Cejas", "Manicura permanente + bioterapia", date=dt.date(2026, 11, 26))
    stretches = free("2026-11-26", Rosa="11:00-12:45", Pilar="09:30-20:00")
    assert told(catalogue, on_day(catalogue, wanted, stretches, NOW)) == ["Rosa 11:00-12:45"]


def test_scenario_15_95_minutes_with_marta() -> None:
    catalogue = demo()
    wanted = ask(catalogue, "Cortar", "Cultura de color", "Secado", date=dt.date(2026, 11, 24))
    stretches = free("2026-11-24", Marta="10:00-11:35")
    assert told(catalogue, on_day(catalogue, wanted, stretches, NOW)) == ["Marta 10:00-11:35"]


def test_scenario_16_the_usual_stylist() -> None:
    catalogue = demo()
    thursday = dt.date(2026, 11, 26)
    pilar = STYLISTS["Pilar"]
    wanted = ask(catalogue, "Cortar", "Infoactivo sensitivo", date=thursday, preferred_stylist_id=pilar)
    stretches = free("2026-11-26", Ana="09:30-20:00", Pilar="11:00-12:10")
    assert told(catalogue, on_day(catalogue, wanted, stretches, NOW)) == ["Pilar 11:00-12:10", "Ana 14:00-15:10"]


def test_scenario_17_closed_on_the_holiday() -> None:
    october = demo(closures={dt.date(2026, 10, 12): "Fiesta Nacional de España"})
    wanted = ask(october, "Cortar", date=dt.date(2026, 10, 12))
    answer = refusal(october, wanted, moment("2026-10-08 09:00"))
    assert answer == SlotAnswer((), "closed", "closure")
    assert why(october, wanted, answer, "es") == "El lunes 12 de octubre cerramos: Fiesta Nacional de España."
    (first, *_), *_ = looks(october, wanted, moment("2026-10-08 09:00"), after=dt.date(2026, 10, 12))
    assert first == dt.date(2026, 10, 13)


def test_scenario_18_today_after_the_lead_time() -> None:
    catalogue = demo()
    wanted = ask(catalogue, "Cortar", date=dt.date(2026, 11, 23))
    stretches = free("2026-11-23", Ana="13:00-13:59 16:30-17:10", Víctor="13:30-14:09 18:00-18:40")
    now = moment("2026-11-23 13:00")
    assert told(catalogue, on_day(catalogue, wanted, stretches, now)) == ["Ana 16:30-17:10", "Víctor 18:00-18:40"]


def test_options_are_spread_over_stylists_and_parts_of_the_day() -> None:
    catalogue = demo(offers_shown=3)
    answer = on_day(catalogue, ask(catalogue, "Cortar", date=FRIDAY), everybody(catalogue, FRIDAY), NOW)
    assert told(catalogue, answer) == ["Pilar 09:30-10:10", "Marta 14:00-14:40", "Harol 18:00-18:40"]


def test_one_stylist_is_shown_at_different_times_that_do_not_overlap() -> None:
    catalogue = demo(offers_shown=3)
    wanted = ask(catalogue, "Cortar", date=FRIDAY, part="morning")
    answer = on_day(catalogue, wanted, free("2026-11-27", Pilar="09:30-14:00"), NOW)
    assert told(catalogue, answer) == ["Pilar 09:30-10:10", "Pilar 10:15-10:55", "Pilar 11:00-11:40"]


def test_two_are_shown_where_two_exist_even_if_they_overlap() -> None:
    catalogue = demo()
    answer = on_day(catalogue, ask(catalogue, "Cortar", date=FRIDAY), free("2026-11-27", Pilar="10:00-11:00"), NOW)
    assert told(catalogue, answer) == ["Pilar 10:00-10:40", "Pilar 10:15-10:55"]


def test_the_time_asked_for_comes_first_then_the_nearest() -> None:
    catalogue = demo()
    wanted = ask(catalogue, "Cortar", date=FRIDAY, time=dt.time(12, 30))
    answer = on_day(catalogue, wanted, free("2026-11-27", Pilar="09:30-13:10", Ana="13:00-15:00"), NOW)
    assert told(catalogue, answer) == ["Pilar 12:30-13:10", "Pilar 12:15-12:55"]
    assert answer.why_code is None
    answer = on_day(catalogue, wanted, free("2026-11-27", Pilar="09:30-12:30", Ana="13:00-15:00"), NOW)
    assert told(catalogue, answer) == ["Ana 13:00-13:40", "Pilar 11:45-12:25"]
    assert why(catalogue, wanted, answer, "es") == "A las 12:30 no hay hueco; estos son los más cercanos."


def test_on_any_day_the_right_hour_counts_more_than_the_first_day() -> None:
    catalogue = demo()
    wanted = ask(catalogue, "Cortar", time=dt.time(18, 0))
    stretches = free("2026-11-24", Pilar="10:00-11:00")
    stretches[STYLISTS["Pilar"]] += free("2026-11-26", Pilar="18:00-19:00")[STYLISTS["Pilar"]]
    days = tuple(dt.date(2026, 11, n) for n in (23, 24, 25, 26))
    answer = on_days(catalogue, wanted, days, stretches, NOW)
    assert told(catalogue, answer) == ["Pilar 18:00-18:40", "Pilar 18:15-18:55"]
    assert next(looks(catalogue, wanted, NOW, after=dt.date(2026, 11, 22)))[-1] == dt.date(2026, 11, 30)


def test_a_day_with_one_slot_is_filled_up_from_the_next() -> None:
    catalogue = demo()
    stretches = free("2026-11-23", Pilar="19:00-19:40")
    stretches[STYLISTS["Pilar"]] += free("2026-11-24", Pilar="10:00-10:40")[STYLISTS["Pilar"]]
    days = (dt.date(2026, 11, 23), dt.date(2026, 11, 24))
    answer = on_days(catalogue, ask(catalogue, "Cortar"), days, stretches, NOW)
    assert told(catalogue, answer) == ["Pilar 19:00-19:40", "Pilar 10:00-10:40"]


WISHES = [
    ({"part": "evening"}, "part_full", "Pilar 10:00-10:40"),
    ({"part": "afternoon", "stylist_id": STYLISTS["Pilar"]}, "part_full", "Pilar 10:00-10:40"),
    ({"stylist_id": STYLISTS["Ana"]}, "stylist_full", "Pilar 10:00-10:40"),
    ({"stylist_id": STYLISTS["Rosa"]}, "stylist_no_skill", "Pilar 10:00-10:40"),
    ({"stylist_id": 999}, "stylist_no_skill", "Pilar 10:00-10:40"),
    ({"part": "morning"}, None, "Pilar 10:00-10:40"),
]


@pytest.mark.parametrize(("wish", "code", "first"), WISHES)
def test_a_wish_that_cannot_be_met_is_dropped_and_named(wish: dict[str, Any], code: str | None, first: str) -> None:
    catalogue = demo(offers_shown=1)
    wanted = ask(catalogue, "Cortar", date=FRIDAY, **wish)
    answer = on_day(catalogue, wanted, free("2026-11-27", Pilar="10:00-11:00"), NOW)
    assert (told(catalogue, answer), answer.date_status, answer.why_code) == ([first], "ok", code)
    for language in ("es", "en"):
        assert (why(catalogue, wanted, answer, language) is None) is (code is None)


def test_a_stylist_who_does_not_work_that_day() -> None:
    catalogue = with_hours(demo(), "Ana", {0: (Hours(dt.time(9, 30), dt.time(14)),)})
    wanted = ask(catalogue, "Cortar", date=FRIDAY, stylist_id=STYLISTS["Ana"])
    answer = on_day(catalogue, wanted, everybody(catalogue, FRIDAY), NOW)
    assert answer.why_code == "stylist_away"
    assert STYLISTS["Ana"] not in {option.stylist_id for option in answer.options}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (dt.date(2026, 11, 22), SlotAnswer((), "past", "past")),
        (dt.date(2026, 11, 29), SlotAnswer((), "closed", "closed_weekday")),
        (dt.date(2026, 12, 8), SlotAnswer((), "closed", "closure")),
        (dt.date(2027, 2, 21), SlotAnswer((), "closed", "closed_weekday")),
        (dt.date(2027, 2, 22), SlotAnswer((), "beyond_horizon", "beyond_horizon")),
        (dt.date(2026, 11, 23), None),
        (None, None),
    ],
)
def test_days_on_which_nothing_can_be_free(day: dt.date | None, expected: SlotAnswer | None) -> None:
    catalogue = demo()
    wanted = ask(catalogue, "Cortar", date=day)
    assert refusal(catalogue, wanted, NOW) == expected
    if expected:
        assert why(catalogue, wanted, expected, "es")


def test_nobody_with_that_skill() -> None:
    catalogue = demo()
    hair = {id: one for id, one in catalogue.stylists.items() if one.name in ("Pilar", "Ana")}
    bare = replace(catalogue, stylists=hair)
    answer = refusal(bare, ask(bare, "Cejas", date=FRIDAY), NOW)
    assert answer == SlotAnswer((), "no_skill", "no_skill")


def test_nobody_with_that_skill_works_on_that_day() -> None:
    catalogue = demo()
    beauty = [one.name for one in catalogue.skilled(Category.AESTHETICS)]
    for name in beauty:
        catalogue = with_hours(catalogue, name, {0: (Hours(dt.time(9, 30), dt.time(14)),)})
    wanted = ask(catalogue, "Cejas", date=FRIDAY)
    answer = refusal(catalogue, wanted, NOW)
    assert answer == SlotAnswer((), "no_skill", "nobody_in")
    assert why(catalogue, wanted, answer, "es") == "El viernes 27 de noviembre no trabaja nadie que haga ese servicio."
    assert refusal(catalogue, ask(catalogue, "Cejas", date=dt.date(2026, 11, 30)), NOW) is None


def test_a_full_day_and_a_day_that_is_nearly_over() -> None:
    catalogue = demo()
    assert on_day(catalogue, ask(catalogue, "Cortar", date=FRIDAY), {}, NOW) == SlotAnswer((), "full", "full")
    today = ask(catalogue, "Cortar", date=dt.date(2026, 11, 23))
    assert on_day(catalogue, today, {}, NOW).why_code == "full"
    late = moment("2026-11-23 18:30")
    assert on_day(catalogue, today, everybody(catalogue, dt.date(2026, 11, 23)), late).why_code == "too_late"


def test_looking_ahead_skips_closed_days_and_ends_with_the_horizon() -> None:
    catalogue = demo()
    groups = list(looks(catalogue, ask(catalogue, "Cortar"), NOW, after=dt.date(2026, 11, 22)))
    days = [day for group in groups for day in group]
    assert [len(group) for group in groups] == [1, 2, 4, 7, 14, 28, 19]
    assert days == sorted(set(days))
    assert dt.date(2026, 11, 29) not in days
    assert dt.date(2026, 12, 8) not in days
    assert days[-1] == dt.date(2027, 2, 20)


def test_every_reason_is_told_in_every_language() -> None:
    assert WORDS["es"].keys() == WORDS["en"].keys()
