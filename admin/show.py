"""How staff read money, moments and enums: in Spanish, on the salon's clock.

The formatters have SQLAdmin's signature: (row, column, request).
"""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from babel.dates import format_date, format_time
from babel.numbers import format_currency
from markupsafe import Markup, escape
from starlette.requests import Request

from admin.context import current
from admin.known import comes, number, person
from admin.words import ACTIONS, PARTS, TABLES, word
from gateways.clock import machine_now
from models.enums import PaymentStatus
from models.moment import local
from models.money import Money

LOCALE = "es"
BOLD = re.compile(r"\*\*(.+?)\*\*")
NOTHING = Markup('<span class="nothing">–</span>')


def money(cents: int, currency: str = "EUR") -> str:
    """`62,50 €`."""
    return format_currency(Money(cents).decimal, currency, locale=LOCALE)


def fine_money(micros: int, currency: str = "EUR") -> str:
    """`0,0123 €`: four decimals, as single calls cost less than a cent."""
    amount = (Decimal(micros) / 1_000_000).quantize(Decimal("0.0001"))
    text: str = format_currency(amount, currency, locale=LOCALE, decimal_quantization=False, format="#,##0.00##\xa0¤")
    return text


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


def written_moment(moment: str, timezone: str) -> str:
    """As `short_moment`, for one that is kept as ISO 8601 text."""
    return short_moment(datetime.fromisoformat(moment), timezone)


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


def _together(moment: str) -> str:
    """A narrow column may break it between day and time, nowhere else."""
    return moment.replace(" ", "\xa0").replace(",\xa0", ", ")


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
    return NOTHING if moment is None else _together(short_moment(moment, current.get().timezone))


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


def as_day(row: Any, column: str, _request: Request) -> Markup | str:
    """A day."""
    value = getattr(row, column)
    return NOTHING if value is None else _together(format_date(value, "EEE d MMM", locale=LOCALE))


def as_part(row: Any, column: str, _request: Request) -> Markup | str:
    """A part of the day."""
    return PARTS[getattr(row, column)]


def as_micros(row: Any, column: str, _request: Request) -> Markup | str:
    """Millionths of the salon's currency: as much as a turn of the assistant costs."""
    micros = getattr(row, column)
    return NOTHING if micros is None else fine_money(micros, current.get().currency)


def as_who(row: Any, column: str, _request: Request) -> Markup | str:
    """An actor of the audit."""
    actor: str = getattr(row, column) or ""
    return actor.removeprefix("staff:") or "Fuera del programa"


def as_action(row: Any, column: str, _request: Request) -> Markup | str:
    """What was done to a row."""
    return ACTIONS[getattr(row, column)]


def as_table(row: Any, column: str, _request: Request) -> Markup | str:
    """Which kind of row."""
    name: str = getattr(row, column)
    return TABLES.get(name, name)


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
    phone = getattr(row, column)
    return number(phone) if phone else NOTHING


def whose(row: Any) -> str:
    """Who comes to an appointment, of a row with `customer`, `booker` and `guest`."""
    return comes(row.booker, row.guest, row.customer if row.customer_id != row.booker_id else None)


def as_whose(row: Any, _column: str, _request: Request) -> Markup | str:
    """Who comes to an appointment."""
    return whose(row)


def as_payment(row: Any, column: str, request: Request) -> Markup | str:
    """The state of a deposit, and what a supplement of it lacks."""
    if not row.lacking_cents:
        return as_badge(row, column, request)
    deposit = getattr(row, column)
    paid = Markup('<span class="badge good">Señal pagada</span> ') if deposit is PaymentStatus.PAID else badge(deposit)
    lacking = money(row.lacking_cents, current.get().currency)
    return paid + Markup('<span class="badge waiting">faltan {}</span>').format(lacking)


def as_person(row: Any, column: str, _request: Request) -> Markup | str:
    """What staff call somebody."""
    name = getattr(row, column)
    return person(name) if name else NOTHING


def chat(text: str) -> Markup:
    """A message as WhatsApp shows it: `**bold**` is bold. Everything else is escaped."""
    pieces = BOLD.split(text)
    return Markup("").join(
        Markup("<strong>{}</strong>").format(piece) if n % 2 else escape(piece) for n, piece in enumerate(pieces)
    )
