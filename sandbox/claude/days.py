"""Finds the days in what a customer writes. Never a day that was not said."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from .words import fold, whole_words

Span = tuple[int, int]

_WEEKDAYS = (
    r"lunes|monday",
    r"martes|tuesday",
    r"miercoles|mierc|wednesday",
    r"jue[vb]es|thursday",
    r"[vb]iernes|friday",
    r"sa[vb]ados?|saturday",
    r"domingos?|sunday",
)
_MONTHS = (
    "enero january jan", "febrero february feb", "marzo march", "abril april apr", "mayo may",
    "junio june jun", "julio july jul", "agosto august aug", "septiembre setiembre september sept sep",
    "octubre october oct", "noviembre november nov", "diciembre december dec",
)  # fmt: skip
_MONTH_NUMBER = {name: n for n, names in enumerate(_MONTHS, 1) for name in names.split()}
_NUMBERS = {
    "un": 1, "una": 1, "a": 1, "one": 1, "dos": 2, "two": 2, "tres": 3, "three": 3, "cuatro": 4,
    "four": 4, "cinco": 5, "five": 5, "diez": 10, "ten": 10, "quince": 15,
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTH_NUMBER, key=len, reverse=True))
_WEEKDAY = "|".join(_WEEKDAYS)
_COUNT = "|".join(_NUMBERS)
# A number that is a day and no hour: "el 5", not "las 5", "5:30", "5 de la tarde" or "5 €".
_NO_HOUR = r"(?!\s*(?::\d|[.,]\d|hs?\b|[ap]m\b|de\sla\s|y\smedia|y\scuarto|menos|o'clock|€|euro|min|%))"
_DAY_NUMBER = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|º)?(?!\d)"

_KINDS = re.compile(
    rf"""
      (?P<after>\bpasado\ ma[ñn]ana\b|\bday\ after\ tomorrow\b
        |(?:(?<!\w\ )|(?<=mejor\ )|(?<=\bo\ ))\bpasado\b(?!\ (?:un|el|las)\b))
    | (?P<today>\bhoy\b|\btoday\b|\btonight\b|\besta\ misma\ (?:tarde|mañana|noche)\b
        |\besta\ (?:tarde|noche|mañana|manana)\b|\bthis\ (?:morning|afternoon|evening)\b)
    | (?P<tomorrow>(?<!\bla\ )(?<!hasta\ )\bma[ñn]ana\b|\btomorrow\b)
    | \b(?P<weekday>{_WEEKDAY})\b
        (?:,?\s+(?:el\ |the\ )?(?:dia\ )?(?P<wnumber>{_DAY_NUMBER}){_NO_HOUR}
           (?:\s+(?:de\ |of\ )?(?P<wmonth>{_MONTH})\b)?)?
    | \b(?P<dday>{_DAY_NUMBER})\s*[/-]\s*(?P<dmonth>1[0-2]|0?[1-9])(?!\d)(?:\s*[/-]\s*(?P<dyear>\d{{4}}|\d\d))?
    | \b(?P<mday>{_DAY_NUMBER})\s+(?:de\ |of\ )?(?P<month>{_MONTH})\b(?:\s+(?:de[l]?\s+)?(?P<year>20\d\d))?
    | \b(?P<emonth>{_MONTH})\s+(?:the\ )?(?P<eday>{_DAY_NUMBER}){_NO_HOUR}
    | \b(?:el|dia|the)\ (?:dia\ )?(?P<number>{_DAY_NUMBER})(?!\s*[/-]\s*\d|\s+(?:de\ |of\ )?(?:{_MONTH})\b){_NO_HOUR}
    | \b(?:en|dentro\ de|in)\ (?P<count>\d{{1,2}}|{_COUNT})\ (?P<unit>dias?|days?|semanas?|weeks?)\b
    | (?P<nextweek>\b(?:la\ )?(?:semana\ que\ viene|proxima\ semana|semana\ proxima)\b|\bnext\ week\b)
    | (?P<weekend>\b(?:fin\ de\ semana|finde|weekend)\b)
    """,
    re.VERBOSE,
)
_NEXT_BEFORE = re.compile(r"(?:proximo|next)\s*$")
_NEXT_AFTER = re.compile(r"\s*(?:que viene|proximo)\b")
_REFUSED_BEFORE = whole_words(
    r"no (?:puedo|podria|me (?:va|viene) bien|quiero|es|tengo)(?: ir| venir)?(?: para)?"
    r"|ni|imposible|can't(?: do| make)?|cannot(?: do| make)?|not|menos|excepto|except"
)
_REFUSED_AFTER = re.compile(
    r"\s*(?:ya )?(?:no(?: puedo| podria| me | quiero| tengo| mejor|\s*(?:[,.;!\n]|$))"
    r"|imposible|doesn't|won't|is no good|no good)"
)
_EITHER = re.compile(r"\s*(?:,|o|u|y|and|or|/)\s*(?:si no,? )?(?:el|la|on|the|this|este)?\s*$")
_OTHER = whole_words("otro dia", "otra fecha", "otro momento", "another day", "a different day")
_NO_DAY = whole_words(r"(?:can't|cannot|couldn't|don't|not) (?:\w+ ){0,3}any day")
_ANY = whole_words(
    "cualquier dia", "el dia (?:que sea|me da igual)", "me da igual el dia", "any day",
    "cuando sea", "da igual (?:el dia|cuando)",
)  # fmt: skip


def is_weekday(name: str, day: date) -> bool:
    """Whether that is what the day of the week is called."""
    return bool(re.fullmatch(_WEEKDAYS[day.weekday()], fold(name)))


@dataclass(frozen=True)
class DayTalk:
    days: tuple[date, ...] = ()  # the last wish; several when either would do
    refused: tuple[date, ...] = ()
    doubt: tuple[date, date] | None = None  # "viernes 28" when the 28th is a Saturday
    any_day: bool = False
    other_day: bool = False
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True)
class _Said:
    day: date
    span: Span
    doubt: date | None = None


def days_in(text: str, now: datetime, hour_left_today: Callable[[], bool] = lambda: True) -> DayTalk:
    """The days named in the text, seen from `now`. `hour_left_today`: can one still come today?"""
    folded = fold(text)
    matches = list(_KINDS.finditer(folded))
    next_week = any(match["nextweek"] for match in matches)
    named = any(match["weekday"] for match in matches)
    said: list[_Said] = []
    for match in matches:
        if match["nextweek"] and named:
            continue
        found = _day(match, folded, now.date(), next_week, hour_left_today)
        if found:
            said.append(found)
    refused = [one for one in said if _is_refused(folded, one.span)]
    wanted = [one for one in said if one not in refused]
    last = _last_wish(folded, wanted)
    doubt = next(((one.day, one.doubt) for one in last if one.doubt), None)
    return DayTalk(
        days=tuple(dict.fromkeys(one.day for one in last)),
        refused=tuple(one.day for one in refused),
        doubt=doubt,
        any_day=bool(_ANY.search(_NO_DAY.sub(" ", folded))),
        other_day=bool(_OTHER.search(folded)),
        spans=tuple(match.span() for match in matches),
    )


def _day(
    match: re.Match[str], folded: str, today: date, next_week: bool, hour_left: Callable[[], bool]
) -> _Said | None:
    span = match.span()
    monday = today + timedelta(days=7 - today.weekday())
    if match["today"]:
        return _Said(today, span)
    if match["tomorrow"]:
        return _Said(today + timedelta(days=1), span)
    if match["after"]:
        return _Said(today + timedelta(days=2), span)
    if match["weekday"]:
        weekday = next(i for i, p in enumerate(_WEEKDAYS) if re.fullmatch(p, match["weekday"]))
        return _weekday(match, folded, today, weekday, monday if next_week else None, hour_left)
    if match["dday"]:
        found = _dated(today, match["dday"], int(match["dmonth"]), match["dyear"])
    elif match["mday"]:
        found = _dated(today, match["mday"], _MONTH_NUMBER[match["month"]], match["year"])
    elif match["emonth"]:
        found = _dated(today, match["eday"], _MONTH_NUMBER[match["emonth"]], None)
    elif match["number"]:
        found = _numbered(today, match["number"])
    elif match["count"]:
        count = _NUMBERS.get(match["count"]) or int(match["count"])
        found = today + timedelta(days=count * (7 if match["unit"][0] in "sw" else 1))
    elif match["nextweek"]:
        found = monday
    else:
        found = today + timedelta(days=(5 - today.weekday()) % 7 + (7 if next_week else 0))
    return _Said(found, span) if found else None


def _weekday(
    match: re.Match[str],
    folded: str,
    today: date,
    weekday: int,
    next_monday: date | None,
    hour_left: Callable[[], bool],
) -> _Said:
    """A bare weekday that is today means today while an hour of it is left, else next week."""
    ahead = (weekday - today.weekday()) % 7
    start, end = match.span()
    after_next = _NEXT_BEFORE.search(folded[:start]) or _NEXT_AFTER.match(folded[end:])
    if ahead == 0 and (after_next or not hour_left()):
        ahead = 7
    day = next_monday + timedelta(days=weekday) if next_monday else today + timedelta(days=ahead)
    number = match["wnumber"]
    if not number:
        return _Said(day, match.span())
    month = match["wmonth"]
    exact = _dated(today, number, _MONTH_NUMBER[month], None) if month else _numbered(today, number)
    if exact is None:
        return _Said(day, match.span())
    return _Said(exact, match.span(), doubt=None if exact.weekday() == weekday else day)


def _dated(today: date, number: str, month: int, year: str | None) -> date | None:
    """A day of a month: this year's, or next year's when it is long past."""
    day = int(re.sub(r"\D", "", number))
    if year:
        return _date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    this_year = _date(today.year, month, day)
    if this_year and this_year < today - timedelta(days=60):
        return _date(today.year + 1, month, day)
    return this_year


def _numbered(today: date, number: str) -> date | None:
    """The next day with that number: of this month, or of one of the next."""
    day = int(re.sub(r"\D", "", number))
    year, month = today.year, today.month
    for _ in range(3):
        found = _date(year, month, day)
        if found and found >= today:
            return found
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _is_refused(folded: str, span: Span) -> bool:
    before = re.sub(r"\b(?:el|la|on|the|this|este)\s*$", "", folded[: span[0]]).rstrip()
    last = list(_REFUSED_BEFORE.finditer(before[-40:]))
    if last and last[-1].end() == len(before[-40:]):
        return True
    return bool(_REFUSED_AFTER.match(folded[span[1] :]))


def _last_wish(folded: str, said: list[_Said]) -> list[_Said]:
    """Corrections win ("el jueves... mejor el viernes"); "jueves o viernes" keeps both."""
    group: list[_Said] = []
    for one in said:
        between = folded[group[-1].span[1] : one.span[0]] if group else ""
        if group and not _EITHER.match(between):
            group = []
        group.append(one)
    return group
