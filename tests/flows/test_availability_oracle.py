"""Availability against plain Python that looks at every minute, on days of 23, 24 and 25 hours."""

import datetime as dt
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from flows import work
from flows.availability import SlotAsk, why_not
from flows.catalogue import Catalogue, Hours
from flows.grid import ASKED, part_of
from flows.spread import Free, spread
from models.enums import Category
from tests.demo_catalogue import STYLISTS, demo

HAIR = Category.HAIRDRESSING
MINUTE = 60
DAYS = [
    dt.date(2026, 10, 25),  # 25 hours in Madrid
    dt.date(2027, 3, 28),  # 23 hours
    dt.date(2026, 12, 31),
    dt.date(2027, 1, 1),
    dt.date(2028, 2, 29),
    dt.date(2026, 11, 27),
]
ZONES = ["Europe/Madrid", "Atlantic/Azores", "Australia/Lord_Howe", "America/New_York"]
NAMES = ["Pilar", "Ana", "Marta"]
WORKS = [((0, n),) for n in (5, 15, 40, 60, 110)] + [((0, 20), (50, 75)), ((0, 10), (30, 45), (80, 95))]
"""With and without time in which what is done works alone."""

clocks = st.integers(0, 24 * 12 - 1).map(lambda n: dt.time(*divmod(n * 5, 60)))
hours = st.lists(st.tuples(clocks, clocks), max_size=3).map(
    lambda pairs: tuple(Hours(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1])
)
minutes = st.lists(st.tuples(st.integers(0, 25 * 60), st.integers(5, 300)), max_size=6)


@dataclass(frozen=True)
class Case:
    """A day, what is asked, and when three stylists are taken (minutes from the day's first moment)."""

    catalogue: Catalogue
    ask: SlotAsk
    day: dt.date
    now: dt.datetime
    taken: dict[str, list[tuple[int, int]]]

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.catalogue.business.timezone)

    @property
    def first(self) -> dt.datetime:
        return dt.datetime.combine(self.day, dt.time(), self.zone).astimezone(dt.UTC)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A random salon, mostly open, on a random day."""
    day, timezone = draw(st.sampled_from(DAYS)), draw(st.sampled_from(ZONES))
    policy = {
        "slot_step_minutes": draw(st.sampled_from([5, 10, 15, 20, 30, 45])),
        "lead_minutes": draw(st.sampled_from([0, 60, 180])),
        "offers_shown": draw(st.integers(1, 4)),
    }
    catalogue = demo(closures={}, **policy)
    own = draw(st.dictionaries(st.sampled_from(NAMES), hours))
    stylists = {
        STYLISTS[name]: replace(
            catalogue.stylists[STYLISTS[name]], hours={day.weekday(): own[name]} if name in own else None
        )
        for name in NAMES
    }
    catalogue = replace(
        catalogue,
        business=replace(catalogue.business, timezone=timezone),
        opening={day.weekday(): draw(hours.filter(bool))},
        stylists=stylists,
    )
    wanted = draw(st.sampled_from(WORKS))
    ask = SlotAsk(
        service_ids=(1,),
        pack_id=None,
        minutes=wanted[-1][1],
        work=wanted,
        category=HAIR,
        date=day,
        part=draw(st.sampled_from(["any", "any", "morning", "afternoon", "evening"])),
        time=draw(st.none() | clocks),
        stylist_id=draw(st.none() | st.sampled_from([STYLISTS[name] for name in NAMES])),
        preferred_stylist_id=draw(st.none() | st.sampled_from([STYLISTS[name] for name in NAMES])),
    )
    midnight = dt.datetime.combine(day, dt.time(), ZoneInfo(timezone)).astimezone(dt.UTC)
    now = midnight + dt.timedelta(minutes=draw(st.integers(-3 * 24 * 60, 20 * 60)))
    taken = draw(st.dictionaries(st.sampled_from(NAMES), minutes))
    return Case(catalogue, ask, day, now, taken)


LONGEST_DAY = 26 * 60


def inside(case: Case, stretches: tuple[Hours, ...]) -> set[int]:
    """Minutes (from the day's first moment) between opening and closing, each the first such moment of the day."""
    found: set[int] = set()
    for one in stretches:
        opens, closes = (
            int((dt.datetime.combine(case.day, clock, case.zone).astimezone(dt.UTC) - case.first).total_seconds())
            for clock in (one.opens, one.closes)
        )
        found |= set(range(opens // MINUTE, closes // MINUTE))
    return found


def taken_minutes(case: Case, name: str) -> set[int]:
    """Minutes in which somebody has the stylist."""
    return {n for start, length in case.taken.get(name, ()) for n in range(start, start + length)}


def worked_minutes(case: Case, name: str) -> set[int]:
    """Minutes in which the stylist works."""
    stylist, weekday = case.catalogue.stylists[STYLISTS[name]], case.day.weekday()
    found = inside(case, case.catalogue.opening[weekday])
    return found if stylist.hours is None else found & inside(case, stylist.hours.get(weekday, ()))


def fits(case: Case, minute: int, worked: set[int], taken: set[int]) -> bool:
    """Whether what is asked, begun at that minute, lies in her hours, and what of it needs her in free ones."""
    return all(minute + k in worked for k in range(case.ask.minutes)) and not any(
        minute + k in taken for start, end in case.ask.work for k in range(start, end)
    )


def beginnings(case: Case) -> list[int]:
    """Minutes at which the wall clock shows a time of the grid for the first time, and it is not too soon."""
    step = case.catalogue.policy.slot_step_minutes
    soonest = case.now + dt.timedelta(minutes=case.catalogue.policy.lead_minutes)
    seen: set[dt.time] = set()
    found = []
    for n in range(LONGEST_DAY):
        moment = case.first + dt.timedelta(minutes=n)
        local = moment.astimezone(case.zone)
        if local.date() != case.day or (local.hour * 60 + local.minute) % step or local.time() in seen:
            continue
        seen.add(local.time())
        if moment > case.now and moment >= soonest:
            found.append(n)
    return found


def possible(case: Case, names: list[str]) -> set[tuple[int, dt.datetime]]:
    """Every stylist and start that the rules allow, found by trying them all."""
    starts = beginnings(case)
    return {
        (STYLISTS[name], case.first + dt.timedelta(minutes=n))
        for name in names
        for worked, taken in ((worked_minutes(case, name), taken_minutes(case, name)),)
        for n in starts
        if fits(case, n, worked, taken)
    }


def stretches(case: Case, minutes: set[int]) -> list[tuple[int, int]]:
    """Minutes as the statement in `gateways.free_time` tells them: stretches in UTC seconds."""
    zero, found = int(case.first.timestamp()), []
    for n in sorted(minutes):
        if n - 1 not in minutes:
            end = n
            while end in minutes:
                end += 1
            found.append((zero + n * MINUTE, zero + end * MINUTE))
    return found


def as_free(case: Case) -> Free:
    """What that statement would answer: whoever works when, within the salon's hours, long enough for what is asked."""
    salon = inside(case, case.catalogue.opening[case.day.weekday()])
    return {
        STYLISTS[name]: [
            span
            for span in stretches(case, salon - taken_minutes(case, name))
            if span[1] - span[0] >= min(end - start for start, end in case.ask.work) * MINUTE
        ]
        for name in NAMES
    }


@settings(max_examples=200, deadline=None)
@given(cases())
def test_what_is_shown_is_what_is_possible(case: Case) -> None:
    free = as_free(case)
    shown = spread(case.catalogue, case.ask, [case.day], free, case.now)
    names = [n for n in NAMES if case.ask.stylist_id in (None, STYLISTS[n])]
    starts = possible(case, names)
    if case.ask.time is None:
        parts = ASKED[case.ask.part]
        starts = {pair for pair in starts if part_of(pair[1].astimezone(case.zone).time()) in parts}
    pairs = [(one.stylist_id, one.slot.start) for one in shown]
    assert set(pairs) <= starts
    assert len(pairs) == len(set(pairs)) == min(case.catalogue.policy.offers_shown, len(starts))
    if starts:
        assert_first(case, pairs, starts)
    for one in shown:
        assert one.slot.length == dt.timedelta(minutes=case.ask.minutes)
        worked = work.stretches(one.slot.start, case.ask.work)
        assert why_not(case.catalogue, HAIR, one.stylist_id, worked, free[one.stylist_id], case.now) is None


def assert_first(case: Case, shown: list[tuple[int, dt.datetime]], starts: set[tuple[int, dt.datetime]]) -> None:
    """The first free one is among those shown (the preferred stylist's, if she has any); or the nearest."""
    if case.ask.time is not None:
        target = dt.datetime.combine(case.day, case.ask.time, case.zone).astimezone(dt.UTC)
        distances = sorted(abs(start - target) for _, start in starts)
        assert [abs(start - target) for _, start in shown] == distances[: len(shown)]
        return
    preferred = {pair for pair in starts if pair[0] == case.ask.preferred_stylist_id}
    assert min(start for _, start in preferred or starts) == shown[0][1]
    if len(shown) > 1 and len({stylist for stylist, _ in starts}) > 1:
        assert len({stylist for stylist, _ in shown}) > 1


@settings(max_examples=200, deadline=None)
@given(cases(), st.integers(0, 25 * 60), st.sampled_from(NAMES))
def test_the_rules_say_of_every_slot_whether_it_can_be_booked(case: Case, minute: int, name: str) -> None:
    start = case.first + dt.timedelta(minutes=minute)
    worked = work.stretches(start, case.ask.work)
    untaken = set(range(LONGEST_DAY + 120)) - taken_minutes(case, name)
    code = why_not(case.catalogue, HAIR, STYLISTS[name], worked, stretches(case, untaken), case.now)
    allowed = (
        start > case.now
        and start >= case.now + dt.timedelta(minutes=case.catalogue.policy.lead_minutes)
        and start.astimezone(case.zone).date() == case.day
        and fits(case, minute, worked_minutes(case, name), taken_minutes(case, name))
    )
    assert (code is None) == allowed


def test_the_skipped_hour_is_never_shown_and_the_doubled_one_once() -> None:
    ask = SlotAsk(service_ids=(1,), pack_id=None, minutes=15, work=((0, 15),), category=HAIR)
    night = {6: (Hours(dt.time(0), dt.time(5)),)}
    for day, clocks in [
        (dt.date(2027, 3, 28), ["01:00", "01:30", "03:00", "03:30"]),
        (dt.date(2026, 10, 25), ["01:00", "01:30", "02:00", "02:30", "03:00", "03:30"]),
    ]:
        catalogue = replace(demo(closures={}, slot_step_minutes=30, offers_shown=10), opening=night)
        zone = ZoneInfo("Europe/Madrid")
        first, last = (dt.datetime.combine(day, dt.time(hour), zone).timestamp() for hour in (1, 4))
        free = {STYLISTS["Pilar"]: [(int(first), int(last))]}
        now = dt.datetime.combine(day, dt.time(), zone) - dt.timedelta(days=1)
        shown = spread(catalogue, ask, [day], free, now)
        assert [one.slot.start.astimezone(zone).strftime("%H:%M") for one in shown] == clocks
        assert [one.slot.start for one in shown] == sorted({one.slot.start for one in shown})
