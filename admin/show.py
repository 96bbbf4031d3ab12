"""How staff read money, moments and enums: in Spanish, on the salon's clock.

The formatters have SQLAdmin's signature: (row, column, request).
"""

import re
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from babel.dates import format_date, format_time
from babel.numbers import format_currency
from markupsafe import Markup, escape
from phonenumbers import NumberParseException, PhoneNumberFormat, format_number, parse
from starlette.requests import Request

from admin.context import current
from admin.words import word
from gateways.clock import machine_now
from models.moment import local
from models.money import Money

LOCALE = "es"
BOLD = re.compile(r"\*\*(.+?)\*\*")
NOTHING = Markup('<span class="nothing">–</span>')


def money(cents: int, currency: str = "EUR") -> str:
    """`62,50 €`."""
    return format_currency(Money(cents).decimal, currency, locale=LOCALE)


def clock(moment: datetime, timezone: str) -> str:
    """`9:30` on the salon's clock."""
    return format_time(local(moment, timezone).replace(tzinfo=None), "H:mm", locale=LOCALE)


def day(value: date) -> str:
    """`viernes 27 de noviembre`."""
    return format_date(value, "EEEE d 'de' MMMM", locale=LOCALE)


def short_moment(moment: datetime, timezone: str) -> str:
    """`vie 27 nov, 10:30` on the salon's clock, with the year when it is not this one."""
    there = local(moment, timezone)
    pattern = "EEE d MMM" if there.year == machine_now().year else "EEE d MMM y"
    return f"{format_date(there.date(), pattern, locale=LOCALE)}, {clock(moment, timezone)}"


def span(length: timedelta) -> str:
    """`3 s`, `12 min`, `2 h 5 min`, `4 días`; never negative."""
    seconds = max(0, int(length.total_seconds()))
    if seconds < 60:
        return f"{seconds} s"
    minutes = seconds // 60
    if minutes < 60:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    if hours < 48:
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    return f"{hours // 24} días"


def badge(value: StrEnum | str | None) -> Markup | str:
    """An enum's word in its tone."""
    if not isinstance(value, StrEnum):
        return NOTHING if value is None else str(value)
    text, tone = word(value)
    return Markup('<span class="badge {}">{}</span>').format(tone.value, text)


def as_money(row: Any, column: str, _request: Request) -> Markup | str:
    """Cents."""
    cents = getattr(row, column)
    return NOTHING if cents is None else money(cents, current.get().currency)


def as_moment(row: Any, column: str, _request: Request) -> Markup | str:
    """A moment."""
    moment = getattr(row, column)
    return NOTHING if moment is None else short_moment(moment, current.get().timezone)


def as_clock(row: Any, column: str, _request: Request) -> Markup | str:
    """A moment of which only the time matters."""
    moment = getattr(row, column)
    return NOTHING if moment is None else clock(moment, current.get().timezone)


def as_badge(row: Any, column: str, _request: Request) -> Markup | str:
    """An enum."""
    return badge(getattr(row, column))


def as_badges(row: Any, column: str, _request: Request) -> Markup | str:
    """Several enums."""
    found = getattr(row, column) or []
    return Markup(" ").join(badge(value) for value in found) or NOTHING


def as_minutes(row: Any, column: str, _request: Request) -> Markup | str:
    """Minutes of work."""
    minutes = getattr(row, column)
    return NOTHING if minutes is None else f"{minutes} min"


def as_span(row: Any, column: str, _request: Request) -> Markup | str:
    """A length of time."""
    length = getattr(row, column)
    return NOTHING if length is None else span(length)


def as_yes(row: Any, column: str, _request: Request) -> Markup | str:
    """Whether it is so."""
    return "Sí" if getattr(row, column) else NOTHING


def as_text(row: Any, column: str, _request: Request) -> Markup | str:
    """Anybody's words, with their lines. The template escapes them."""
    text = getattr(row, column)
    return NOTHING if text in (None, "") else str(text)


def as_phone(row: Any, column: str, _request: Request) -> Markup | str:
    """A phone number, in groups."""
    number = getattr(row, column)
    if not number:
        return NOTHING
    try:
        return format_number(parse(number), PhoneNumberFormat.INTERNATIONAL)
    except NumberParseException:
        return str(number)


def chat(text: str) -> Markup:
    """A message as WhatsApp shows it: `**bold**` is bold. Everything else is escaped."""
    pieces = BOLD.split(text)
    return Markup("").join(
        Markup("<strong>{}</strong>").format(piece) if n % 2 else escape(piece) for n, piece in enumerate(pieces)
    )
