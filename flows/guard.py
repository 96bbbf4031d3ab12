"""The reply guard: what the model wrote may only repeat facts of this turn, each with what it belongs to.

A time goes with its stylist and its day, a price with its service, a deposit is the deposit. What the customer has said
may only be echoed to deny it. Nothing may be claimed done that no event has done.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flows.claims import claims, sentences
from flows.tokens import Amount, Day, Time, amounts, days, flat, lengths, links, percents, times
from flows.told import Told, told

NEGATED = re.compile(
    r"\b(no|ya no|tampoco|ningun\w*|lamentablemente|ocupad\w*|complet\w*|llen\w*|not|isn't|aren't|unfortunately|taken|full"
    r"|don't|nothing|no longer|can't|cannot)\b"
)
DEPOSIT = re.compile(r"\b(senal|deposito|adelant\w*|deposit|upfront|advance)\b")
FREE = re.compile(
    r"\b(gratis|gratuit\w+|sin coste|sin cargo|invita la casa|regal\w+|free of charge|for free|no charge|descuento|discount)\b"
)
PERSON = re.compile(r"\b(?:con|with) ([A-ZÁÉÍÓÚÑ][a-záéíóúñü]+)")
CHANGING = re.compile(r"\b(cancel\w*|anul\w*|cambi\w*|mover\w*|change|move)\b")
"""Cancelling in time costs nothing, and may be said."""


@dataclass(frozen=True, slots=True)
class Breach:
    """Something in the reply that is no fact: which kind, and what was written."""

    kind: str
    found: str


def breaches(reply: str, texts: Iterable[str]) -> list[Breach]:
    """What must not be sent; empty when the reply is sound. `texts`: everything the model was sent this turn."""
    facts = told(list(texts))
    found: list[Breach] = []
    found += [Breach("link", link) for link in links(reply) if link not in facts.links]
    day: Day | None = None
    heading = ""
    for sentence in sentences(reply):
        said = flat(sentence)
        found += _amounts(said, heading, facts)
        found += _slots(said, day, facts)
        found += _days(said, facts)
        found += [Breach("percent", text) for text, value in percents(said) if value not in facts.percents]
        found += [Breach("length", text) for text, value in lengths(said) if value not in facts.lengths]
        found += _free(said, facts)
        found += _people(sentence, facts)
        day = next(iter(reversed(days(said))), day)
        heading = said
    return list(dict.fromkeys(found)) + [Breach("claim", text) for _, text in claims(reply, facts)]


def _amounts(said: str, heading: str, facts: Told) -> Iterator[Breach]:
    for amount in amounts(said):
        if not (_owed(amount, said, facts) or _echoed(amount.text, amount.at, said, facts)):
            yield Breach("amount", amount.text)
            continue


def _owed(amount: Amount, said: str, facts: Told) -> bool:
    """An amount next to the word deposit is one; any other was quoted, or stands in the catalogue for what is named."""
    before = said[max(0, amount.at - 40) : amount.at]
    after = said[amount.at + len(amount.text) : amount.at + len(amount.text) + 18]
    near = DEPOSIT.search(before.rsplit("€", 1)[-1]) or re.match(r"\W*(de|of|as a)? ?(senal|deposito|deposit)\b", after)
    if near and facts.deposits:
        return amount.value in facts.deposits
    if amount.value in facts.money:
        return True
    names = facts.prices.get(amount.value, set())
    return any(_named(name, said) for name in names)


def _named(name: str, said: str) -> bool:
    words = [word for word in re.findall(r"\w{4,}", name)] or [name]
    return words[0][:5] in said


def _slots(said: str, day: Day | None, facts: Told) -> Iterator[Breach]:
    """Every time with the stylist and the day it is said with."""
    found, told_days = times(said), days(said)
    stylists = _stylists(said, found, facts)
    for n, time in enumerate(found):
        before = (one for one in reversed(told_days) if one.at <= time.at)
        when = next(before, day or next(iter(told_days), None))
        if not _fits(time, stylists.get(n), when, facts) and not _echoed(time.text, time.at, said, facts):
            yield Breach("time", time.text)


def _stylists(said: str, found: list[Time], facts: Told) -> dict[int, str]:
    """Which name goes with which time: the nearer one, and one name a time."""
    chosen: dict[int, str] = {}
    named = sorted((match.start(), name) for name in facts.stylists for match in re.finditer(rf"\b{name}\b", said))
    for at, name in named:
        before = max((n for n, time in enumerate(found) if time.at < at), default=None)
        after = min((n for n, time in enumerate(found) if time.at > at), default=None)
        if before is not None and (
            after is None or (before not in chosen and _gap(found[before], at) <= found[after].at - at - len(name))
        ):
            chosen.setdefault(before, name)
        elif after is not None:
            chosen.setdefault(after, name)
    return chosen


def _gap(time: Time, at: int) -> int:
    return at - time.at - len(time.text)


def _fits(time: Time, stylist: str | None, day: Day | None, facts: Told) -> bool:
    if stylist is None:
        return bool(time.minutes & facts.minutes)
    return any(
        slot.minute in time.minutes
        and slot.stylist == stylist
        and (day is None or slot.day is None or _is(day, slot.day))
        for slot in facts.slots
    )


def _days(said: str, facts: Told) -> Iterator[Breach]:
    for day in days(said):
        if not any(_is(day, known) for known in facts.days) and not _echoed(day.text, day.at, said, facts):
            yield Breach("date", f"{day.day}/{day.month}" if day.month else day.text)


def _is(day: Day, known: object) -> bool:
    return (
        getattr(known, "day", None) == day.day
        and day.month in (None, getattr(known, "month", None))
        and day.weekday in (None, known.weekday())  # type: ignore[attr-defined]
    )


def _echoed(text: str, at: int, said: str, facts: Told) -> bool:
    """The customer's own words, said only to deny them."""
    return text in facts.words and bool(NEGATED.search(said))


def _free(said: str, facts: Told) -> Iterator[Breach]:
    """Nothing is a present but what costs nothing."""
    match = FREE.search(said)
    if (
        match
        and not CHANGING.search(said)
        and not NEGATED.search(said[: match.start()])
        and not any(_named(name, said) for name in facts.free)
    ):
        yield Breach("free", match[0])


def _people(sentence: str, facts: Told) -> Iterator[Breach]:
    """Nobody works here whom the salon does not know."""
    for match in PERSON.finditer(sentence):
        name = flat(match[1])
        if name not in facts.stylists and name not in facts.people and f" {name}" not in f" {facts.words}":
            yield Breach("stylist", match[1])
