"""Times of day and days as people write them in Spanish and English: "a las diez y media", "10.30h", "viernes 27"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from flows.tokens import WORD, number

PAST = {"y media": 30, "y cuarto": 15, "y pico": 0, "menos cuarto": -15}
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "enero january ene jan",
            "febrero february feb",
            "marzo march mar",
            "abril april abr apr",
            "mayo may",
            "junio june jun",
            "julio july jul",
            "agosto august ago aug",
            "septiembre september setiembre sept sep",
            "octubre october oct",
            "noviembre november nov",
            "diciembre december dic dec",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "lunes monday mondays mon",
            "martes tuesday tuesdays tue",
            "miercoles wednesday wednesdays wed",
            "jueves thursday thursdays thu",
            "viernes friday fridays fri",
            "sabado saturday sabados saturdays sat",
            "domingo sunday domingos sundays sun",
        )
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAY = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
_PAST = "|".join(PAST)
_NO_HOUR = r" ?(?:€|eur|min|%|por ciento|percent|dias|days|semanas|weeks|personas|people|veces|times|servicios)"
_AFTER = rf"(?![\w:.€%]*\w|[.,]\d|{_NO_HOUR}| de (?:{_MONTH})\b)"
HALF_DAY = r"(?: (?:de|por) la (?P<{0}>manana|tarde|noche)| in the (?P<{0}e>morning|afternoon|evening))?"

CLOCK = re.compile(
    r"(?<![\d.,:/€])(?<!€ )(?P<h>[01]?\d|2[0-3])[:.h](?P<m>[0-5]\d)(?: ?(?P<ap>[ap])\.?m\b\.?)?(?!\d|[.,:]\d| ?(?:€"
    r"|eur))"
)
BARE = re.compile(
    rf"\b(?:a|sobre|hacia|desde|hasta|antes de) las? (?P<hour>{WORD}"
    rf"|\d{{1,2}}(?:h\b)?){_AFTER}(?: (?P<past>{_PAST}))?"
    + HALF_DAY.format("part")
    + rf"|\b(?:at|around|from|until|till|by) (?P<at>\d{{1,2}}|{WORD})(?! ?[ap]\.?m\b){_AFTER}"
    r"|(?<![\d:.,])(?P<n>\d{1,2}) ?(?P<ap>[ap])\.?m\b"
    rf"|\bhalf past (?P<half>\d{{1,2}}|{WORD})\b|\bquarter (?P<q>past|to) (?P<quarter>\d{{1,2}}|{WORD})\b"
    rf"|\blas (?P<l>\d{{1,2}}|{WORD}) (?P<lp>{_PAST})|(?<![\d:.,])(?P<hh>[01]?\d|2[0-3]) ?h\b"
)
"""An hour without its minutes, in figures or words."""
RANGE = re.compile(rf"\bde (?P<opens>{WORD}|\d{{1,2}}) a (?P<closes>{WORD}|\d{{1,2}}){_AFTER}")
DAY = re.compile(
    rf"(?:\b(?P<wd>{_WEEKDAY})\b,? ?)?(?:(?:el |the )?(?P<d>\d{{1,2}})(?:st|nd|rd|th)? ?(?:de "
    rf"|of )?(?P<mo>{_MONTH})\b"
    rf"|\b(?P<mo2>{_MONTH})\.? (?P<d2>\d{{1,2}})\b)"
    rf"|\b(?P<wd3>{_WEEKDAY}),? (?:dia |the )?(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?(?!\w|[:.]\d| ?(?:€|eur|min|h\b"
    rf"|[ap]\.?m\b))"
    r"|(?<![\d/])(?P<d4>\d{1,2})/(?P<m4>\d{1,2})(?![\d/])|\b\d{4}-(?P<m5>\d{2})-(?P<d5>\d{2})\b"
    rf"|\b(?:el|the|dia) (?P<d6>\d{{1,2}})(?:st|nd|rd|th)?(?!\w|[:.,]\d|{_NO_HOUR})"
    rf"|\b(?P<alone>{_WEEKDAY})\b|\b(?P<away>hoy|today|(?:pasado |(?<!la ))manana\b(?! por la manana a)|tomorrow)\b"
)
AWAY = {"hoy": 0, "today": 0, "manana": 1, "tomorrow": 1, "pasado manana": 2}


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day in minutes from midnight; several when the words leave it open (morning or evening)."""

    at: int
    text: str
    minutes: frozenset[int]

    @property
    def end(self) -> int:
        return self.at + len(self.text)


@dataclass(frozen=True, slots=True)
class Day:
    """A day as far as it is said: day of the month, month, weekday (0 = Monday), or days from today."""

    at: int
    text: str
    day: int | None = None
    month: int | None = None
    weekday: int | None = None
    away: int | None = None

    @property
    def end(self) -> int:
        return self.at + len(self.text)

    @property
    def dated(self) -> bool:
        """Whether it says more than a weekday."""
        return self.day is not None or self.away is not None

    def fits(self, known: date, today: date | None) -> bool:
        """Whether that date may be meant."""
        if self.away is not None and today is not None:
            return known == today + timedelta(days=self.away)
        return (
            self.day in (None, known.day)
            and self.month in (None, known.month)
            and self.weekday in (None, known.weekday())
        )


@lru_cache(maxsize=64)
def times(said: str) -> tuple[Time, ...]:
    """Times of day in flat text, in order. Kept for the many checks of one sentence."""
    found = [_clock(match) for match in CLOCK.finditer(said)]
    taken = [(one.at, one.end) for one in found]
    for match in BARE.finditer(said):
        if not any(start < match.end() and match.start() < end for start, end in taken) and (bare := _bare(match)):
            found.append(bare)
    for match in RANGE.finditer(said):
        found += [Time(match.start(key), match[key], _either(number(match[key]), None)) for key in ("opens", "closes")]
    return tuple(sorted(found, key=lambda one: one.at))


@lru_cache(maxsize=64)
def days(said: str) -> tuple[Day, ...]:
    """Days in flat text, in order. Kept as times are."""
    return tuple(_days(said))


def _days(said: str) -> Iterator[Day]:
    for match in DAY.finditer(said):
        parts = match.groupdict()
        if parts["away"]:
            yield Day(match.start(), match[0], away=AWAY[parts["away"]])
            continue
        named, figures = parts["mo"] or parts["mo2"], parts["m4"] or parts["m5"]
        month = MONTHS[named] if named else int(figures) if figures else None
        day = next((int(parts[key]) for key in ("d", "d2", "d3", "d4", "d5", "d6") if parts[key]), None)
        weekday = parts["wd"] or parts["wd3"] or parts["alone"]
        if day in range(1, 32) or day is None:
            yield Day(match.start(), match[0], day, month, WEEKDAYS[weekday] if weekday else None)


def _clock(match: re.Match[str]) -> Time:
    hour, minute = int(match["h"]), int(match["m"])
    if match["ap"]:
        hour = hour % 12 + (12 if match["ap"] == "p" else 0)
    return Time(match.start(), match[0], frozenset({hour * 60 + minute}))


def _bare(match: re.Match[str]) -> Time | None:
    said = match.groupdict()
    word = next(said[key] for key in ("hour", "at", "n", "half", "quarter", "l", "hh") if said[key])
    hour, past = number(word.removesuffix("h")), PAST.get(said["past"] or said["lp"] or "", 0)
    if hour >= 24:
        return None
    if said["half"]:
        past = 30
    elif said["q"]:
        past = 15 if said["q"] == "past" else -15
    late = {"p": True, "a": False, "tarde": True, "noche": True, "manana": False}.get(said["ap"] or said["part"] or "")
    late = {"morning": False, "afternoon": True, "evening": True}.get(said["parte"] or "", late)
    found = {hour * 60} if said["hh"] else _either(hour, late)
    return Time(match.start(), match[0], frozenset(each + past for each in found))


def _either(hour: int, late: bool | None) -> frozenset[int]:
    """The times on the 24 hour clock that may be meant; `late` for after noon."""
    hours = {hour} if hour > 12 else {hour, hour + 12} if late is None else {hour % 12 + (12 if late else 0)}
    return frozenset(each % 24 * 60 for each in hours)
