"""Letter by letter: what customers read and the reply guard compares."""

from datetime import UTC, date, datetime, time

import pytest

from flows import wording
from models.money import Money


@pytest.mark.parametrize(
    ("cents", "language", "text"),
    [
        (6250, "es", "62,50 €"),
        (6250, "en", "€62.50"),
        (0, "es", "0,00 €"),
        (5, "en", "€0.05"),
        (123450, "es", "1.234,50 €"),
        (1234500, "es", "12.345,00 €"),
    ],
)
def test_money(cents: int, language: str, text: str) -> None:
    assert wording.money(Money(cents), "EUR", language) == text


def test_days() -> None:
    friday = date(2026, 11, 27)
    assert wording.day(friday, "es") == "viernes 27 de noviembre"
    assert wording.day(friday, "en") == "Friday 27 November"
    assert wording.day_and_year(friday, "es") == "viernes 27 de noviembre de 2026"
    assert wording.day_and_year(friday, "en") == "Friday 27 November 2026"
    assert [wording.weekday(n, "es") for n in (0, 5)] == ["lunes", "sábado"]
    assert wording.weekday(6, "en") == "Sunday"


def test_times_are_the_salons() -> None:
    assert wording.clock(time(9, 30)) == "9:30"
    assert wording.clock(time(16, 5)) == "16:05"
    winter, summer = datetime(2026, 11, 27, 11, 30, tzinfo=UTC), datetime(2026, 7, 27, 23, 30, tzinfo=UTC)
    assert wording.clock_of(winter, "Europe/Madrid") == "12:30"
    assert wording.clock_of(summer, "Europe/Madrid") == "1:30"
    assert wording.day_of(summer, "Europe/Madrid", "es") == "martes 28 de julio"


def test_lists() -> None:
    assert wording.listed(["Cortar"], "es") == "Cortar"
    assert wording.listed(["Mechas", "Cortar"], "es") == "Mechas y Cortar"
    assert wording.listed(["Cut", "Colour", "Drying"], "en") == "Cut, Colour, and Drying"
