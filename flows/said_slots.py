"""Whether the times and days of a sentence are facts together: a time goes with its stylist and its day."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flows.facts import Told
from flows.mood import IF
from flows.said import CLAUSE, echoed
from flows.spoken_time import Day, Time, days, times
from flows.standing import starts, stylists
from flows.tokens import WORD

NEXT_DAY = re.compile(r"(?:h| h| horas)? ?(?:del|el|de este|de|on|this|on the) ?")
"""Between a time and the day it belongs to, where the day comes after it."""
APART = re.compile(r"[,;/]| [yo] | or | and |\bsi\b|\bif\b")
FAR = re.compile(r"[;.!?]|\bsi (?!no)|\bif\b|\bcambiar\w*")
NOT_THEM = re.compile(r"\b(no|not)( \w+)? (?:con|with)? ?$")
OPENING = re.compile(
    r"\b(abr\w+|abiert\w+|cerr\w+|cierr\w+|horario\w*|open\w*|clos\w+|hours)\b|\bde (lunes"
    r"|martes)\b"
)
RANGE = re.compile(rf"^ ?(?:–|-|a|to|hasta las?|y|and) ?\d|^ ?(?:–|-|a|to) (?:{WORD})\b")
WAITING = re.compile(r"\b(?:lista|wait\w* ?list|espera)\b")
"""For a day and a stylist one can wait without any slot."""
CLOSING = re.compile(r"\b(?:cerr|cierr|clos)\w*[^,;]*$")
UNTIL = re.compile(r"\b(?:hasta|antes de|until|till|by|before)(?: las?)? ?$")


@dataclass(frozen=True, slots=True)
class Name:
    """A stylist's name in a sentence."""

    at: int
    name: str

    @property
    def end(self) -> int:
        return self.at + len(self.name)


def false_times(said: str, carried: Day | None, facts: Told) -> Iterator[Time]:
    """Times of the sentence that are no fact; `carried` is the last day said before it."""
    found, named = times(said), days(said)
    with_whom = _stylists(said, found, facts)
    for n, time in enumerate(found):
        day = _day(said, time, named, carried)
        name = with_whom.get(n)
        whom = [name, *_beside(said, time, name, facts)] if name else [None]
        if not all(_known(said, time, one, day, facts) for one in whom) and not (
            time.minutes & facts.her_minutes and echoed(said, time.at)
        ):
            yield time


def false_stylists(said: str, facts: Told) -> Iterator[Name]:
    """Stylists whom a sentence without times puts on a day on which nothing was told of them."""
    named = days(said)
    if starts(said) or not named or WAITING.search(said):
        return
    for name in sorted(stylists(said, facts)):
        at = said.index(name)
        day = min(named, key=lambda one: (one.at > at, abs(one.at - at)))
        known = any(
            slot.stylist == name and (slot.day is None or day.fits(slot.day, facts.today)) for slot in facts.slots
        )
        if not known and not IF.search(CLAUSE.split(said[:at])[-1]) and not echoed(said, at):
            yield Name(at, name)


def false_days(said: str, facts: Told) -> Iterator[Day]:
    """Dated days that the model was not told of."""
    for day in days(said):
        known = not day.dated or any(day.fits(one, facts.today) for one in facts.days)
        if not known and not (any(day.day == one.day for one in facts.her_days) and echoed(said, day.at)):
            yield day


def _day(said: str, time: Time, named: Sequence[Day], carried: Day | None) -> Day | None:
    """The day right after the time ("a las 11 del sábado"), else the last one before it, else the next."""
    after = next((day for day in named if day.at >= time.end), None)
    if after and NEXT_DAY.fullmatch(said[time.end : after.at]):
        return after
    before = [day for day in named if day.at < time.at]
    if before:
        return _whole(before)
    return carried or after


def _whole(before: list[Day]) -> Day:
    """ "Mañana martes 24": the one that says most of those that stand together."""
    last = before[-1]
    near = [day for day in before if last.at - day.end <= 2]
    return max(near, key=lambda day: (day.day is not None, day.dated))


def _stylists(said: str, found: Sequence[Time], facts: Told) -> dict[int, str]:
    """Which stylist goes with which time: the nearest pairs first, each name and each time once."""
    names = [Name(match.start(), name) for name in facts.stylists for match in re.finditer(rf"\b{name}\b", said)]
    names = sorted((one for one in names if not NOT_THEM.search(said[: one.at])), key=lambda one: one.at)
    pairs = sorted(
        (_gap(said, time, one), n, k)
        for n, time in enumerate(found)
        for k, one in enumerate(names)
        if not _between(time, one, found, names) and not FAR.search(_space(said, time, one))
    )
    chosen: dict[int, str] = {}
    taken: set[int] = set()
    for _, n, k in pairs:
        if n not in chosen and k not in taken:
            chosen[n] = names[k].name
            taken.add(k)
    return _shared(found, names, chosen)


def _shared(found: Sequence[Time], names: list[Name], chosen: dict[int, str]) -> dict[int, str]:
    """ "Con Pilar a las 10:30 o a las 12:30": a name ahead of several times goes with each of them."""
    if len(names) == 1 and found and names[0].at < found[0].at:
        return dict.fromkeys(range(len(found)), names[0].name) if chosen else {}
    return chosen


def _space(said: str, time: Time, one: Name) -> str:
    return said[time.end : one.at] if time.at < one.at else said[one.end : time.at]


def _gap(said: str, time: Time, one: Name) -> int:
    space = _space(said, time, one)
    return len(space) + (20 if APART.search(space) else 0)


def _between(time: Time, one: Name, found: Sequence[Time], names: list[Name]) -> bool:
    start, end = sorted((time.at, one.at))
    places = [each.at for each in found] + [each.at for each in names]
    return any(start < at < end for at in places)


def _beside(said: str, time: Time, name: str, facts: Told) -> Iterator[str]:
    """Those named in one breath with her ("con Marta o con Lucas"), where the sentence has no other time."""
    for match in re.finditer(rf"\b{name}\b(?: (?:o|y|or|and|u|e)|,) (?:con |with )?(\w+)\b", said):
        if match[1] in facts.stylists and len(times(said)) == 1:
            yield match[1]


def _known(said: str, time: Time, stylist: str | None, day: Day | None, facts: Told) -> bool:
    bounded = bool(UNTIL.search(said[: time.at]) or re.match(r"hasta|antes|until|till|by\b|before", time.text))
    if not bounded and any(
        slot.minute in time.minutes
        and stylist in (None, slot.stylist)
        and (day is None or slot.day is None or day.fits(slot.day, facts.today))
        for slot in facts.slots
    ):
        return True
    hours = {minute for _, minute in facts.opens | facts.closes}
    if time.minutes & (facts.standing - hours) and OPENING.search(said):
        return True
    if (bounded or stylist is None) and time.minutes & facts.clocks:
        return True
    return stylist is None and _open(said, time, day, facts)


def _open(said: str, time: Time, day: Day | None, facts: Told) -> bool:
    """An opening or closing time, said as one, of that day of the week."""
    if (
        not OPENING.search(said)
        and not RANGE.match(said[time.end :])
        and not re.search(r"\d ?[–-] ?$", said[: time.at])
    ):
        return False
    meant = {day.weekday} if day and day.weekday is not None else set()
    if day and day.dated:
        meant = {one.weekday() for one in facts.days if day.fits(one, facts.today)} or meant
    closing = bool(UNTIL.search(said[: time.at]) or CLOSING.search(said[: time.at]))
    known = facts.closes if closing else facts.opens | facts.closes
    return any(minute in time.minutes and (not meant or weekday in meant) for weekday, minute in known)
