"""The product beside the oracle: what a search shows, and what the look before a hold lets through."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from flows.availability import SlotAsk, SlotOption, why_not
from flows.catalogue import Catalogue
from flows.work import stretches
from gateways.database import Database
from gateways.slots import free_for
from models.enums import Category
from tests.calendars.made import DAYS, STYLISTS, minute
from tests.calendars.oracle import Oracle, Start, Work
from tests.calendars.stored import Stored

Search = Callable[[Database, Catalogue, SlotAsk, datetime], tuple[SlotOption, ...]]
"""What is shown of a day, with a time asked for, so that all there is can be shown."""

WORKS: list[Work] = [
    ((0, 15),),
    ((0, 40),),
    ((0, 110),),
    ((0, 20), (50, 75)),
    ((0, 5), (65, 80)),
    ((0, 10), (30, 45), (80, 95)),
]
ALL = 10_000


@dataclass(frozen=True)
class Difference:
    """What the product shows and the oracle does not, and the other way round."""

    seed: int
    day: date
    work: Work
    too_much: set[Start]
    missing: set[Start]


@dataclass(frozen=True)
class Misjudged:
    """A stylist and a minute; `code` is what hold says."""

    seed: int
    stylist: int
    begin: int
    work: Work
    code: str | None


def differences(database: Database, stored: Stored, search: Search) -> Iterator[Difference]:
    """On each day, for two kinds of work, one of them with a gap and an appointment that would be given back."""
    dice = random.Random(stored.salon.seed)
    policy = stored.catalogue.policy.model_copy(update={"offers_shown": ALL})
    catalogue = replace(stored.catalogue, policy=policy)
    for day in stored.salon.days:
        for work, back in ((dice.choice(WORKS[:3]), 0), (dice.choice(WORKS[3:]), 2)):
            numbers = [n for n, one in enumerate(stored.salon.taken) if one.kind == "appointment"]
            given_back = dice.sample(numbers, min(back, len(numbers)))
            ask = asked(work, day, tuple(stored.appointments[n] for n in given_back))
            shown = {
                (stored.stylists.index(one.stylist_id), minute(one.slot.start))
                for one in search(database, catalogue, ask, stored.salon.now)
            }
            oracle = Oracle(stored.salon, [stored.salon.taken[n] for n in given_back])
            possible = oracle.possible(day, work)
            if shown != possible:
                yield Difference(stored.salon.seed, day, work, shown - possible, possible - shown)


def asked(work: Work, day: date, replaces: tuple[int, ...] = ()) -> SlotAsk:
    """A wish for that work on that day, around noon."""
    return SlotAsk(
        service_ids=(1,),
        pack_id=None,
        minutes=work[-1][1],
        work=work,
        category=Category.HAIRDRESSING,
        date=day,
        time=time(12),
        replaces=replaces,
    )


def misjudged(database: Database, stored: Stored) -> Iterator[Misjudged]:
    """Where the look before a hold says something else than the oracle, at two minutes of each calendar.

    One that is possible, if there is any, or the first after it that is not; and any at all. Sometimes it is asked by
    whom a place on the waiting list is reserved for.
    """
    dice = random.Random(stored.salon.seed)
    waiting = [n for n, one in enumerate(stored.salon.taken) if one.kind == "waitlist"]
    category = Category.HAIRDRESSING
    with database.unit(stored.business_id) as opened:
        unit = replace(opened, now=stored.salon.now)
        for n, stylist_id in enumerate(stored.stylists * DAYS):
            work, day, stylist = dice.choice(WORKS), stored.salon.days[n % DAYS], n % STYLISTS
            mine = dice.choice(waiting) if waiting and dice.random() < 0.3 else None
            oracle = Oracle(stored.salon, [] if mine is None else [stored.salon.taken[mine]])
            entry = None if mine is None else stored.entries[mine]
            works = sorted(oracle.works(stylist, day)) or [minute(stored.salon.now)]
            for begin in (dice.choice(works), _telling(dice, oracle, stylist, works, work)):
                worked = stretches(datetime.fromtimestamp(60 * begin, UTC), work)
                spans = free_for(unit, stored.catalogue, stylist_id, worked, (), entry)
                code = why_not(stored.catalogue, category, stylist_id, worked, spans, unit.now)
                if (code is None) != oracle.allowed(stylist, begin, work):
                    yield Misjudged(stored.salon.seed, stylist, begin, work, code)


def _telling(dice: random.Random, oracle: Oracle, stylist: int, works: list[int], work: Work) -> int:
    """A minute that is possible, or the first after such a one that is not."""
    some = dice.sample(works, min(len(works), 50))
    begin = next((n for n in some if oracle.allowed(stylist, n, work)), some[0])
    if dice.random() < 0.5:
        while oracle.allowed(stylist, begin, work):
            begin += 1
    return begin
