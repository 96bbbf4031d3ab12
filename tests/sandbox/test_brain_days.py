"""Days in ordinary Spanish and English, seen from Monday 23 November 2026, nine in the morning."""

from datetime import date, datetime

import pytest

from sandbox.claude.days import days_in

pytestmark = pytest.mark.soak

MONDAY = datetime.fromisoformat("2026-11-23T09:00+01:00")

SAID = {
    "hoy": "11-23",
    "esta tarde": "11-23",
    "¿puede ser esta mañana?": "11-23",
    "mañana": "11-24",
    "manana a las 10": "11-24",
    "mañana por la mañana": "11-24",
    "mañana tarde": "11-24",
    "pasado mañana": "11-25",
    "mañana no, pasado": "11-25",
    "el viernes": "11-27",
    "viernes": "11-27",
    "el biernes": "11-27",
    "este viernes": "11-27",
    "el viernes que viene": "11-27",
    "el lunes": "11-23",
    "el lunes que viene": "11-30",
    "el próximo lunes": "11-30",
    "el miercoles por la tarde": "11-25",
    "el sabado": "11-28",
    "el 27": "11-27",
    "el día 27": "11-27",
    "27 de noviembre": "11-27",
    "el 27 de diciembre": "12-27",
    "el 5 de diciembre": "12-05",
    "el 2 a las 10": "12-02",
    "viernes 27": "11-27",
    "el viernes 27 de noviembre a las 10 y media": "11-27",
    "27/11": "11-27",
    "el 27/11/2026": "11-27",
    "27-11-26": "11-27",
    "en dos días": "11-25",
    "dentro de una semana": "11-30",
    "la semana que viene": "11-30",
    "el viernes de la semana que viene": "12-04",
    "la semana que viene, el jueves": "12-03",
    "este finde": "11-28",
    "el viernes no puedo, mejor el jueves": "11-26",
    "el jueves... no, mejor el sábado": "11-28",
    "viernes 5 de la tarde": "11-27",
    "today": "11-23",
    "tomorrow": "11-24",
    "the day after tomorrow": "11-25",
    "this Friday": "11-27",
    "on Friday": "11-27",
    "Friday 27 November": "11-27",
    "November 27th": "11-27",
    "the 27th": "11-27",
    "27th of November": "11-27",
    "Friday the 27th at 10.30am": "11-27",
    "in 3 days": "11-26",
    "next week": "11-30",
    "next Monday": "11-30",
    "this weekend": "11-28",
}

NO_DAY = [
    "por la mañana",
    "a las 5",
    "las 12:30",
    "son 16,00 €",
    "hasta mañana",
    "buenos días",
    "para 2 personas",
    "tengo 2 hijos",
    "cuando puedas",
    "in the morning",
    "at 5",
    "no puedo el viernes",
    "el mes pasado estuve con vosotras",
]


@pytest.mark.parametrize("text", SAID)
def test_resolves_days(text: str) -> None:
    assert [f"{day:%m-%d}" for day in days_in(text, MONDAY).days] == [SAID[text]]


@pytest.mark.parametrize("text", NO_DAY)
def test_makes_no_day_up(text: str) -> None:
    assert days_in(text, MONDAY).days == ()


def test_keeps_both_days_when_either_would_do() -> None:
    assert days_in("el jueves o el viernes", MONDAY).days == (date(2026, 11, 26), date(2026, 11, 27))
    assert days_in("Thursday or Friday", MONDAY).days == (date(2026, 11, 26), date(2026, 11, 27))


def test_asking_whether_a_day_has_nothing_is_no_refusal() -> None:
    assert days_in("¿y el viernes no hay nada?", MONDAY).days == (date(2026, 11, 27),)


def test_hears_the_day_that_is_refused() -> None:
    assert days_in("el viernes no puedo", MONDAY).refused == (date(2026, 11, 27),)


def test_a_weekday_that_is_today_is_today_only_while_an_hour_is_left() -> None:
    assert days_in("el lunes", MONDAY, lambda: False).days == (date(2026, 11, 30),)


def test_doubts_a_weekday_that_does_not_fit_its_number() -> None:
    assert days_in("el viernes 28", MONDAY).doubt == (date(2026, 11, 28), date(2026, 11, 27))


def test_a_number_that_is_past_means_next_month() -> None:
    assert days_in("el 20", MONDAY).days == (date(2026, 12, 20),)


def test_a_month_long_past_means_next_year() -> None:
    assert days_in("el 10 de julio", MONDAY).days == (date(2027, 7, 10),)


def test_a_day_of_last_week_stays_past() -> None:
    assert days_in("el 20 de noviembre", MONDAY).days == (date(2026, 11, 20),)


def test_knows_that_any_or_another_day_is_meant() -> None:
    assert days_in("me da igual el día", MONDAY).any_day
    assert days_in("otro día", MONDAY).other_day
