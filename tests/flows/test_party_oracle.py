"""Groups against plain Python that tries every time with every combination of stylists, minute by minute."""

import datetime as dt
import random
from dataclasses import dataclass, replace
from itertools import permutations, product

import pytest

from flows.availability import SlotAsk, why_not
from flows.catalogue import Catalogue, Hours
from flows.grid import ASKED, part_of
from flows.party import party_on_days, ways
from flows.party_spread import Option, Way, spread_party
from flows.spread import Free
from flows.work import stretches
from models.enums import Category
from models.moment import local
from models.state import PartOfDay
from tests.demo_catalogue import demo
from tests.free_time import MADRID, moment

DAY = dt.date(2026, 11, 27)
ZERO = moment("2026-11-27 00:00")
OPENS, CLOSES = 9 * 60 + 30, 20 * 60
HAIR, BEAUTY = Category.HAIRDRESSING, Category.AESTHETICS
WORKS = [((0, 15),), ((0, 40),), ((0, 90),), ((0, 20), (50, 75)), ((0, 10), (30, 45), (80, 95))]
EVERYTHING = 100_000

Found = set[tuple[int, tuple[int, ...]]]
"""Beginnings in minutes of the day, each with the stylists who are needed, sorted."""


@dataclass(frozen=True)
class Case:
    """Four stylists on one day, in minutes of it; `works` are hers to work in, `free` those nobody has."""

    catalogue: Catalogue
    asks: tuple[SlotAsk, ...]
    together: bool
    works: dict[int, set[int]]
    free: dict[int, set[int]]
    now: int

    def spans(self) -> Free:
        """As the statement tells them."""
        zero = int(ZERO.timestamp())
        found: dict[int, list[tuple[int, int]]] = {}
        for stylist, minutes in self.free.items():
            edges = sorted(n for n in range(24 * 60 + 1) if (n in minutes) != (n - 1 in minutes))
            pairs = zip(edges[::2], edges[1::2], strict=True)
            found[stylist] = [(zero + 60 * start, zero + 60 * end) for start, end in pairs]
        return found

    def able(self, ask: SlotAsk, stylist: int, begin: int) -> bool:
        """Whether that stylist could do it from that minute on."""
        return (
            ask.stylist_id in (None, stylist)
            and ask.category in self.catalogue.stylists[stylist].categories
            and self.works[stylist].issuperset(range(begin, begin + ask.minutes))
            and all(self.free[stylist].issuperset(range(begin + start, begin + end)) for start, end in ask.work)
        )

    def possible(self, after: tuple[int, ...]) -> Found:
        """Everything, by trying all."""
        found: Found = set()
        for begin in range(0, 24 * 60, 15):
            if begin < self.now + 60:
                continue
            for who in product(self.free, repeat=len(self.asks)):
                if self.together and len(set(who)) < len(who):
                    continue
                parts = zip(self.asks, who, after, strict=True)
                if all(self.able(ask, stylist, begin + later) for ask, stylist, later in parts):
                    found.add((begin, tuple(sorted(who))))
        return found


def made(seed: int) -> Case:
    """The case of that number, always the same."""
    dice = random.Random(seed)
    salon = demo(closures={}, offers_shown=dice.randint(1, 4))
    stylists = list(salon.stylists.values())[:4]
    works, free, own = {}, {}, {}
    for n, one in enumerate(stylists):
        hours = (
            {4: (Hours(dt.time(9, 30), dt.time(13)), Hours(dt.time(14), dt.time(18)))} if dice.random() < 0.3 else None
        )
        skills = frozenset([BEAUTY] if n == 3 else [HAIR, BEAUTY] if n == 2 else [HAIR])
        own[one.id] = replace(one, hours=hours, categories=skills)
        works[one.id] = set(range(570, 780)) | set(range(840, 1080)) if hours else set(range(OPENS, CLOSES))
        minutes = set(range(OPENS, CLOSES))
        for _ in range(dice.choice([1, 4, 10])):
            begin, length = dice.randrange(OPENS, CLOSES, 5), dice.randrange(5, 240, 5)
            minutes -= set(range(begin, begin + length))
        free[one.id] = minutes
    parts: list[PartOfDay] = ["any", "any", "morning", "afternoon", "evening"]
    part = dice.choice(parts)
    asks = []
    for _ in range(dice.choice([2, 2, 3])):
        work = dice.choice(WORKS)
        asks.append(
            SlotAsk(
                service_ids=(1,),
                pack_id=None,
                minutes=work[-1][1],
                work=work,
                category=dice.choice([HAIR, HAIR, BEAUTY]),
                date=DAY,
                part=part,
                stylist_id=dice.choice(list(free)) if dice.random() < 0.2 else None,
                preferred_stylist_id=dice.choice([None, *free]),
            )
        )
    catalogue = replace(salon, stylists=own)
    return Case(catalogue, tuple(asks), dice.random() < 0.5, works, free, dice.choice([0, 0, 600, 900]))


def told(options: tuple[Option, ...]) -> list[tuple[int, tuple[int, ...]]]:
    """As the oracle says it."""
    return [
        (
            min(int((one.slot.start - ZERO).total_seconds()) // 60 for one in option),
            tuple(sorted(one.stylist_id for one in option)),
        )
        for option in options
    ]


def first_way(case: Case) -> Way:
    """All at once, or in the order of the wishes."""
    return next(ways(case.asks, together=case.together))


def within_part(case: Case, found: Found) -> Found:
    """Those that begin in the part of the day asked for."""
    parts = ASKED[case.asks[0].part]
    return {one for one in found if part_of(dt.time(*divmod(one[0], 60))) in parts}


CASES = range(150)


@pytest.mark.parametrize("seeds", [CASES[n : n + 30] for n in range(0, len(CASES), 30)])
def test_all_that_is_shown_is_all_that_is_possible(seeds: range) -> None:
    for case in map(made, seeds):
        way = first_way(case)
        everything = replace(
            case.catalogue, policy=case.catalogue.policy.model_copy(update={"offers_shown": EVERYTHING})
        )
        timed = way._replace(asks=tuple(replace(ask, time=dt.time(12)) for ask in way.asks))
        now = ZERO + dt.timedelta(minutes=case.now)
        shown = told(spread_party(everything, timed, [DAY], case.spans(), now))
        assert len(shown) == len(set(shown))
        assert set(shown) == case.possible(way.after)
        distances = [abs(begin - 720) for begin, _ in shown]
        assert distances == sorted(distances)


@pytest.mark.parametrize("seeds", [CASES[n : n + 30] for n in range(0, len(CASES), 30)])
def test_a_few_are_chosen_and_each_can_be_held(seeds: range) -> None:
    for case in map(made, seeds):
        way, now = first_way(case), ZERO + dt.timedelta(minutes=case.now)
        options = spread_party(case.catalogue, way, [DAY], case.spans(), now)
        possible = within_part(case, case.possible(way.after))
        shown = told(options)
        assert set(shown) <= possible
        assert len(set(shown)) == len(shown) == min(case.catalogue.policy.offers_shown, len(possible))
        for option in options:
            assert_held(case, option, way, now)
        if options:
            assert_first(case, options[0], way)


def assert_held(case: Case, option: Option, way: Way, now: dt.datetime) -> None:
    """Each part passes hold's own look, and they lie beside each other as they should."""
    begins = min(one.slot.start for one in option)
    for ask, one, after in zip(way.asks, option, way.after, strict=True):
        assert one.slot.start == begins + dt.timedelta(minutes=after)
        assert one.slot.length == dt.timedelta(minutes=ask.minutes)
        free = case.spans()[one.stylist_id]
        worked = stretches(one.slot.start, ask.work)
        assert why_not(case.catalogue, ask.category, one.stylist_id, worked, free, now) is None
    if case.together:
        assert len({one.stylist_id for one in option}) == len(option)


def assert_first(case: Case, option: Option, way: Way) -> None:
    """Nothing has more of the stylists they like best; nothing that has as many begins sooner."""
    best: list[tuple[int, int]] = []
    for begin in range(case.now + 60, 24 * 60):
        if begin % 15 or part_of(dt.time(*divmod(begin, 60))) not in ASKED[case.asks[0].part]:
            continue
        for who in product(case.free, repeat=len(case.asks)):
            parts = list(zip(case.asks, who, way.after, strict=True))
            if (len(set(who)) == len(who) or not case.together) and all(
                case.able(ask, stylist, begin + after) for ask, stylist, after in parts
            ):
                best.append((sum(ask.preferred_stylist_id != stylist for ask, stylist, _ in parts), begin))
    begins = local(min(one.slot.start for one in option), MADRID)
    unwanted = sum(ask.preferred_stylist_id != one.stylist_id for ask, one in zip(way.asks, option, strict=True))
    assert (unwanted, begins.hour * 60 + begins.minute) == min(best)


def test_one_after_the_other_in_another_order_if_need_be() -> None:
    turned = 0
    for case in map(made, CASES[:80]):
        if case.together:
            continue
        now = ZERO + dt.timedelta(minutes=case.now)
        answer = party_on_days(case.catalogue, case.asks, [DAY], case.spans(), now, together=False)
        orders = []
        for order in permutations(range(len(case.asks))):
            after = {n: sum(case.asks[m].minutes for m in order[: order.index(n)]) for n in order}
            orders.append(within_part(case, case.possible(tuple(after[n] for n in range(len(order))))))
        expected = next((found for found in orders if found), set())
        assert set(told(answer.options)) <= expected
        assert bool(answer.options) == bool(expected)
        turned += bool(expected) and not orders[0]
    assert turned >= 3
