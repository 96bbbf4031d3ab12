"""What of a text could be false: amounts, times, days, lengths, percentages, links. Spanish and English, as people write.

Every token knows where it stands, so that those that belong together can be found.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from flows.safety import plain

UNITS = (
    "cero un dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete"
    " dieciocho diecinueve veinte veintiun veintidos veintitres veinticuatro veinticinco"
).split()
ENGLISH = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty"
).split()
NUMBERS = {word: n for words in (UNITS, ENGLISH) for n, word in enumerate(words)} | {
    "una": 1,
    "uno": 1,
    "treinta": 30,
    "cuarenta": 40,
    "cincuenta": 50,
    "sesenta": 60,
    "ochenta": 80,
    "cien": 100,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "eighty": 80,
    "hundred": 100,
}
WORD = "|".join(sorted(NUMBERS, key=len, reverse=True))
PAST = {"y media": 30, "y cuarto": 15, "y pico": 0, "menos cuarto": -15}
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("enero", "january", "ene", "jan"),
            ("febrero", "february", "feb"),
            ("marzo", "march", "mar"),
            ("abril", "april", "abr", "apr"),
            ("mayo", "may"),
            ("junio", "june", "jun"),
            ("julio", "july", "jul"),
            ("agosto", "august", "ago", "aug"),
            ("septiembre", "september", "setiembre", "sept", "sep"),
            ("octubre", "october", "oct"),
            ("noviembre", "november", "nov"),
            ("diciembre", "december", "dic", "dec"),
        ),
        start=1,
    )
    for name in names
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            ("lunes", "monday"),
            ("martes", "tuesday"),
            ("miercoles", "wednesday"),
            ("jueves", "thursday"),
            ("viernes", "friday"),
            ("sabado", "saturday"),
            ("domingo", "sunday"),
        )
    )
    for name in names
}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAY = "|".join(WEEKDAYS)

AMOUNT = re.compile(
    rf"€ ?(?P<a>\d{{1,5}}(?:[.,]\d{{1,2}})?)|(?P<b>\d{{1,5}}(?:[.,]\d{{1,2}})?) ?(?:€|euros?\b|eur\b|pavos\b)"
    rf"|\b(?P<w>{WORD}) euros?\b"
)
PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d+)?) ?(?:%|por ciento|percent)")
LENGTH = re.compile(r"(?<![\d:.,])(\d{1,3}) ?(?:min\b|minutos?\b|minutes?\b|mins\b)")
CLOCK = re.compile(
    r"(?<![\d.,:/€])(?<!€ )(?P<h>[01]?\d|2[0-3])(?:(?P<s>[:.h])(?P<m>[0-5]\d))(?: ?(?P<ap>[ap])\.?m\b\.?)?(?!\d|[.,:]\d| ?(?:€|eur))"
)
_AFTER = rf"(?![\w:.h€%]|[.,]\d| ?(?:€|eur|min|%|de (?:{_MONTH})))"
BARE = re.compile(
    rf"\b(?:a|sobre|hacia|desde|hasta) (?:las? (?P<hw>{WORD}|\d{{1,2}}){_AFTER})(?: (?P<past>{'|'.join(PAST)}))?"
    rf"|\b(?:at|around|from|until) (?P<h>\d{{1,2}}|{WORD}){_AFTER}"
    rf"|(?<![\d:.,])(?P<n>\d{{1,2}}) ?(?P<ap>[ap])\.?m\b"
    rf"|\bhalf past (?P<half>\d{{1,2}}|{WORD})\b|\bquarter (?P<q>past|to) (?P<quarter>\d{{1,2}}|{WORD})\b"
    rf"|\blas (?P<l>\d{{1,2}}|{WORD}) (?P<lp>{'|'.join(PAST)})"
)
"""An hour without its minutes, in figures or words."""
DAY = re.compile(
    rf"(?:\b(?P<wd>{_WEEKDAY})\b,? ?)?(?:(?:el |the )?(?P<d>\d{{1,2}})(?:st|nd|rd|th)? ?(?:de |of )?(?P<mo>{_MONTH})\b"
    rf"|\b(?P<mo2>{_MONTH})\.? (?P<d2>\d{{1,2}})\b)|\b(?P<wd3>{_WEEKDAY}),? (?:(?:dia |the )?(?P<d3>\d{{1,2}})(?![\d:.h]| ?(?:€|eur|min)))"
    rf"|(?<![\d/])(?P<d4>\d{{1,2}})/(?P<m4>\d{{1,2}})(?![\d/])|\b\d{{4}}-(?P<m5>\d{{2}})-(?P<d5>\d{{2}})\b"
)
LINK = re.compile(r"(?:https?://|www\.)[^\s)\]>*]+")


@dataclass(frozen=True, slots=True)
class Amount:
    """Euros."""

    at: int
    text: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day in minutes from midnight; several when the words leave it open (morning or evening)."""

    at: int
    text: str
    minutes: frozenset[int]


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a month; `month` and `weekday` (0 = Monday) only where they are said."""

    at: int
    text: str
    day: int
    month: int | None
    weekday: int | None


def flat(text: str) -> str:
    """The text as it is searched: plain, on one line, each character where it was as far as can be."""
    return plain(text.replace("\xa0", " ").replace("\u202f", " ").replace("*", ""))


def amounts(said: str) -> Iterator[Amount]:
    """Amounts in flat text."""
    for match in AMOUNT.finditer(said):
        figure = match["a"] or match["b"]
        value = Decimal(figure.replace(",", ".")) if figure else Decimal(NUMBERS[match["w"]])
        yield Amount(match.start(), match[0], value.quantize(Decimal("0.01")))


def percents(said: str) -> Iterator[tuple[str, Decimal]]:
    """Percentages in flat text."""
    for match in PERCENT.finditer(said):
        yield match[0], Decimal(match[1].replace(",", "."))


def lengths(said: str) -> Iterator[tuple[str, int]]:
    """Minutes in flat text."""
    for match in LENGTH.finditer(said):
        yield match[0], int(match[1])


def times(said: str) -> list[Time]:
    """Times of day in flat text, in order."""
    found = [_clock(match) for match in CLOCK.finditer(said)]
    taken = [(one.at, one.at + len(one.text)) for one in found]
    for match in BARE.finditer(said):
        if not any(start < match.end() and match.start() < end for start, end in taken) and (bare := _bare(match)):
            found.append(bare)
    return sorted(found, key=lambda one: one.at)


def days(said: str) -> list[Day]:
    """Days in flat text, in order."""
    found = []
    for match in DAY.finditer(said):
        parts = match.groupdict()
        day = next(int(parts[key]) for key in ("d", "d2", "d3", "d4", "d5") if parts[key])
        named = parts["mo"] or parts["mo2"]
        figures = parts["m4"] or parts["m5"]
        month = MONTHS[named] if named else int(figures) if figures else None
        weekday = parts["wd"] or parts["wd3"]
        if 1 <= day <= 31 and (month is None or 1 <= month <= 12):
            found.append(Day(match.start(), match[0], day, month, WEEKDAYS[weekday] if weekday else None))
    return found


def links(text: str) -> list[str]:
    """Addresses, without what ends the sentence."""
    return [found.rstrip(".,;:!?") for found in LINK.findall(text)]


def _clock(match: re.Match[str]) -> Time:
    hour, minute = int(match["h"]), int(match["m"])
    if match["ap"]:
        hour = hour % 12 + (12 if match["ap"] == "p" else 0)
    return Time(match.start(), match[0], frozenset({hour * 60 + minute}))


def _bare(match: re.Match[str]) -> Time | None:
    past = 0
    if match["half"]:
        hour, past = _number(match["half"]), 30
    elif match["quarter"]:
        hour, past = _number(match["quarter"]), 15 if match["q"] == "past" else -15
    elif match["l"]:
        hour, past = _number(match["l"]), PAST[match["lp"]]
    elif match["n"]:
        hour = int(match["n"]) % 12 + (12 if match["ap"] == "p" else 0)
        return Time(match.start(), match[0], frozenset({hour * 60}))
    else:
        hour, past = _number(match["hw"] or match["h"]), PAST.get(match["past"] or "", 0)
    if hour > 24:
        return None
    either = {hour, hour + 12} if hour <= 12 else {hour}
    return Time(match.start(), match[0], frozenset((each % 24) * 60 + past for each in either))


def _number(said: str) -> int:
    return int(said) if said.isdigit() else NUMBERS[said]
