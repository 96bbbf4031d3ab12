"""Amounts, days and times as people write them, in each language the house speaks.

The same words are used in prompts, notices and the check of what the model says, so that they can be
compared letter by letter.
"""

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_currency

from models.moment import local
from models.money import Money

DAY = {"es": "EEEE d 'de' MMMM", "en": "EEEE d MMMM"}
DAY_AND_YEAR = {"es": "EEEE d 'de' MMMM 'de' y", "en": "EEEE d MMMM y"}


def money(amount: Money, currency: str, language: str) -> str:
    """`62,50 €` or `€62.50`, with an ordinary space."""
    text: str = format_currency(Decimal(amount.decimal), currency, locale=language)
    return text.replace("\xa0", " ").replace("\u202f", " ")


def day(value: date, language: str) -> str:
    """`viernes 27 de noviembre` or `Friday 27 November`."""
    return format_date(value, DAY[language], locale=language)


def short_day(value: date, language: str) -> str:
    """`vie 27` or `Fri 27`."""
    return format_date(value, "EEE d", locale=language)


def day_and_year(value: date, language: str) -> str:
    """`viernes 27 de noviembre de 2026` or `Friday 27 November 2026`."""
    return format_date(value, DAY_AND_YEAR[language], locale=language)


def weekday(number: int, language: str) -> str:
    """`lunes` or `Monday` for 0."""
    return format_date(date(2024, 1, 1 + number), "EEEE", locale=language)


def weekdays(number: int, language: str) -> str:
    """Every one of them: `domingos`, `lunes` or `Sundays`."""
    name = weekday(number, language)
    return name if language == "es" and name.endswith("s") else f"{name}s"


def clock(value: time) -> str:
    """`9:30`, on the 24 hour clock in every language."""
    return f"{value.hour}:{value.minute:02}"


def clock_of(moment: datetime, timezone: str) -> str:
    """What the salon's wall clock shows at that moment: `9:30`."""
    return clock(local(moment, timezone).time())


def day_of(moment: datetime, timezone: str, language: str) -> str:
    """The salon's day at that moment, in words."""
    return day(local(moment, timezone).date(), language)


def listed(words: Sequence[str], language: str) -> str:
    """`Cortar, Secado y Peinado`."""
    return format_list(list(words), locale=language)
