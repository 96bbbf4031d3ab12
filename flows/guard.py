"""The reply guard: what the model wrote may only repeat facts of this turn, each with what it belongs to.

A time goes with its stylist and its day, a price with its service, a deposit is the deposit. What the customer has said
may only be echoed to deny it. Nothing may be claimed done that no event has done, free that no search has found, open
that is closed, ours that stands in no text of the salon's. A reply must do what its turn asks of it (`flows.demands`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flows.claims import claims
from flows.demands import unmet
from flows.facts import Told
from flows.said import searched, sentences
from flows.said_free import unsearched
from flows.said_health import advised
from flows.said_money import false_amounts, false_lengths
from flows.said_names import strangers
from flows.said_offered import strange_things
from flows.said_open import misopened
from flows.said_rules import bent, presents
from flows.said_slots import false_days, false_stylists, false_times
from flows.spoken_time import Day, days
from flows.tokens import links, percents, unlinked
from flows.told import told


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
    for sentence in sentences(unlinked(reply)):
        said = searched(sentence)
        found += _figures(said, before, day, facts)
        found += _affirmed(said, day, facts)
        found += [Breach("stylist", name) for name in strangers(sentence, facts)]
        day = next(reversed(days(said)), day)
        before = said
    found += [Breach("claim", text) for _, text in claims(reply, facts)]
    found += [Breach("claim", text) for text in unmet(reply, facts)]
    return list(dict.fromkeys(found))


def _figures(said: str, before: str, day: Day | None, facts: Told) -> Iterator[Breach]:
    """In questions too."""
    yield from (Breach("amount", one.text) for one in false_amounts(said, before, facts))
    yield from (Breach("time", one.text) for one in false_times(said, day, facts))
    yield from (Breach("date", one.text) for one in false_days(said, facts))
    yield from (Breach("length", one.text) for one in false_lengths(said, before, facts))
    yield from (Breach("percent", one.text) for one in percents(said) if one.value not in facts.percents)
    yield from (Breach("free", text) for text in presents(said, before, facts))
    yield from (Breach("rule", text) for text in bent(said, before, facts))
    yield from (Breach("advice", text) for text in advised(said))


def _affirmed(said: str, day: Day | None, facts: Told) -> Iterator[Breach]:
    if said.endswith("?"):
        return
    yield from (Breach("stylist", one.name) for one in false_stylists(said, facts))
    yield from (Breach("availability", text) for text in unsearched(said, day, facts))
    yield from (Breach("opening", text) for text in misopened(said, day, facts))
    yield from (Breach("service", text) for text in strange_things(said, facts))
