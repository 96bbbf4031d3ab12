"""The reply guard: what the model wrote may only repeat facts of this turn, each with what it belongs to.

A time goes with its stylist and its day, a price with its service, a deposit is the deposit. What the customer has said
may only be echoed to deny it. Nothing may be claimed done that no event has done.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from flows.claims import claims, settled
from flows.names_of_services import hinted
from flows.said import calm, denied, searched, sentences
from flows.said_money import false_amounts, false_lengths
from flows.said_slots import false_days, false_times
from flows.spoken_time import Day, days
from flows.tokens import flat, links, percents
from flows.told import Told, told

FREE = re.compile(
    r"\b(?:gratis|gratuit\w+|sin coste|sin cargo|invita la casa|te invito|regal\w+|no (?:te )?cuestan? nada|descuento"
    r"|rebaja"
    r"|free(?= \w)|for free|is free|no charge|on us|on the house|complimentary|throw in|discount)\b"
)
FREE_TIME = re.compile(
    r"\bfree (?:slot|at|on|time|then|that|until|from|to|day|hour|gap|spot|in|for you|if|and|with|before|after)\b"
)
PRICELESS = re.compile(r"\b(?:gratis|gratuit\w+|free)\b")
AT_NO_COST = re.compile(r"sin coste|sin cargo|no charge|for free|free of charge")
CHANGING = re.compile(r"\b(cancel\w*|anul\w*|cambi\w*|mover\w*|change|move)\b")
"""Cancelling in time costs nothing, and may be said."""
NAME = re.compile(r"(?<=[a-záéíóúñü,;)] )[A-ZÁÉÍÓÚÑ][a-záéíóúñü]{2,}")
"""A capital where no sentence begins: somebody's name."""
NO_NAMES = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "mondays",
        "tuesdays",
        "wednesdays",
        "thursdays",
        "fridays",
        "saturdays",
        "sundays",
        "whatsapp",
        "navidad",
        "christmas",
        "spanish",
        "english",
    ]
)


@dataclass(frozen=True, slots=True)
class Breach:
    """Something in the reply that is no fact: which kind, and what was written."""

    kind: str
    found: str


def breaches(reply: str, texts: Iterable[str]) -> list[Breach]:
    """What must not be sent; empty when the reply is sound. `texts`: everything the model was sent this turn."""
    facts = told(list(texts))
    found = [Breach("link", link) for link in links(reply) if link not in facts.links]
    day: Day | None = None
    before = ""
    for sentence in sentences(reply):
        said = searched(sentence)
        found += _in_sentence(said, before, day, facts)
        found += _strangers(sentence, facts)
        day = next((one for one in reversed(list(days(said)))), day)
        before = said
    found += [Breach("claim", text) for _, text in claims(reply, facts)]
    found += [Breach("claim", text) for text in settled(reply, facts)]
    return list(dict.fromkeys(found))


def _in_sentence(said: str, before: str, day: Day | None, facts: Told) -> Iterator[Breach]:
    yield from (Breach("amount", one.text) for one in false_amounts(said, before, facts))
    yield from (Breach("time", one.text) for one in false_times(said, day, facts))
    yield from (Breach("date", one.text) for one in false_days(said, facts))
    yield from (Breach("length", one.text) for one in false_lengths(said, before, facts))
    yield from (Breach("percent", one.text) for one in percents(said) if one.value not in facts.percents)
    yield from _presents(said, before, facts)


def _presents(said: str, before: str, facts: Told) -> Iterator[Breach]:
    """Nothing is a present but what costs nothing."""
    free = [one for one in facts.services if one.price == 0]
    named = PRICELESS.sub(" ", f"{before} {said}")  # "free" itself names no service that has it in its name
    for match in FREE.finditer(calm(said)):
        if FREE_TIME.match(said, match.start() + match[0].find("free")) or (
            denied(said, match.start()) and "cuesta" not in match[0]
        ):
            continue
        if AT_NO_COST.match(match[0]) and CHANGING.search(said):
            continue
        if not hinted(named, free) and Decimal(0) not in facts.totals:
            yield Breach("free", match[0])


def _strangers(sentence: str, facts: Told) -> Iterator[Breach]:
    """Nobody works here whom the salon does not know."""
    for match in NAME.finditer(sentence):
        if (name := flat(match[0])) not in facts.words and name not in NO_NAMES:
            yield Breach("stylist", match[0])
