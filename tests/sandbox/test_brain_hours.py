"""Hours and parts of the day in ordinary Spanish and English."""

import pytest

from sandbox.claude.hours import Bound, Part, hours_in

pytestmark = pytest.mark.soak

TIMES = {
    "a las 12:30": "12:30",
    "12.30": "12:30",
    "12h30": "12:30",
    "a las 10:30h": "10:30",
    "la de las 12:30": "12:30",
    "las 12": "12:00",
    "a las 5": "17:00",
    "a las cinco": "17:00",
    "a las cinco y media": "17:30",
    "a las 5 y cuarto": "17:15",
    "a las 6 menos cuarto": "17:45",
    "las diez y media": "10:30",
    "a la una": "13:00",
    "a la 1": "13:00",
    "a las 2 de la tarde": "14:00",
    "sobre las 6 de la tarde": "18:00",
    "a las 10 de la mañana": "10:00",
    "a las 9": "09:00",
    "a las 8 de la tarde": "20:00",
    "el viernes a las 17h": "17:00",
    "20:30": "20:30",
    "entre las 4 y las 6": "16:00",
    "a las 5, mejor a las 6": "18:00",
    "al mediodía": "13:00",
    "5pm": "17:00",
    "at 5": "17:00",
    "at five": "17:00",
    "10.30am": "10:30",
    "half past five": "17:30",
    "quarter to six": "17:45",
    "3 o'clock": "15:00",
    "around 11": "11:00",
    "noon": "12:00",
}

PARTS: dict[str, Part] = {
    "por la mañana": "morning",
    "mañana por la mañana": "morning",
    "a primera hora": "morning",
    "el viernes por la tarde": "afternoon",
    "viernes tarde": "afternoon",
    "esta tarde": "afternoon",
    "la de la tarde": "afternoon",
    "después de comer": "afternoon",
    "por la noche": "evening",
    "a última hora": "evening",
    "por la mañana no puedo": "afternoon",
    "y por la tarde no hay nada?": "afternoon",
    "in the morning": "morning",
    "tomorrow afternoon": "afternoon",
    "in the evening": "evening",
    "mañana": "any",
    "buenas tardes": "any",
    "good morning": "any",
    "y más tarde?": "any",
    "a las 5 de la tarde": "any",
}

SOONEST = [
    "la primera disponible",
    "La primera hora que tengas",
    "el primer hueco",
    "cuando puedas",
    "cuanto antes",
    "el q antes podáis",
    "lo antes posible",
    "cualquier día",
    "first available",
    "the earliest slot",
    "as soon as possible",
]

NO_TIME = ["el 27", "la primera", "la 2", "son 16,00 €", "27/11", "en 2 horas", "quiero dos manicuras", "the first one"]

BOUNDS: dict[str, Bound] = {
    "a partir de las 5": "from",
    "salgo a las 5": "from",
    "after 5": "from",
    "antes de las 12": "until",
    "before 12": "until",
    "a las 5": None,
}


@pytest.mark.parametrize("text", TIMES)
def test_reads_times(text: str) -> None:
    assert hours_in(text).time == TIMES[text]


@pytest.mark.parametrize("text", PARTS)
def test_reads_parts_of_the_day(text: str) -> None:
    assert hours_in(text).part == PARTS[text]


@pytest.mark.parametrize("text", SOONEST)
def test_knows_that_the_first_will_do(text: str) -> None:
    assert hours_in(text).soonest


@pytest.mark.parametrize("text", NO_TIME)
def test_makes_no_time_up(text: str) -> None:
    assert hours_in(text).time is None


@pytest.mark.parametrize("text", BOUNDS)
def test_knows_limits_from_hours(text: str) -> None:
    assert hours_in(text).bound == BOUNDS[text]


def test_knows_later_and_earlier() -> None:
    assert hours_in("¿y más tarde?").later
    assert hours_in("something later").later
    assert hours_in("¿algo antes?").earlier
    assert hours_in("anything earlier?").earlier
    assert not hours_in("cuanto antes").earlier


def test_the_salons_hours_tell_morning_from_evening() -> None:
    assert hours_in("a las 8", opens=7 * 60).time == "08:00"
    assert hours_in("a las 8", opens=9 * 60).time == "20:00"
