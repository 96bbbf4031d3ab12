"""A random salon on two days: rules, hours, and everything that can take a stylist's time. No database here."""

import datetime as dt
import random
from dataclasses import dataclass
from zoneinfo import ZoneInfo

STYLISTS, DAYS = 5, 2
CALENDARS = STYLISTS * DAYS
"""A calendar: one stylist's day."""
MADRID = ZoneInfo("Europe/Madrid")
FIRST_DAYS = [
    dt.date(2026, 10, 24),  # before the day of 25 hours
    dt.date(2026, 10, 25),
    dt.date(2027, 3, 27),  # before the day of 23 hours
    dt.date(2027, 3, 28),
    dt.date(2026, 12, 31),  # before New Year's Day
    dt.date(2027, 12, 31),
    dt.date(2028, 2, 28),  # before the 29th of February
    dt.date(2028, 2, 29),
    dt.date(2026, 10, 11),  # before the holiday of scenario 17
    dt.date(2026, 11, 26),
]
HOLIDAYS = {
    dt.date(2026, 10, 12),
    dt.date(2026, 11, 2),
    dt.date(2026, 12, 7),
    dt.date(2026, 12, 8),
    dt.date(2026, 12, 25),
    dt.date(2027, 1, 1),
    dt.date(2027, 1, 6),
    dt.date(2027, 3, 25),
    dt.date(2027, 3, 26),
    dt.date(2028, 1, 1),
    dt.date(2028, 1, 6),
}
"""Of Madrid, as its government publishes them, around those days."""

Clocks = tuple[dt.time, dt.time]
Stretches = tuple[tuple[int, int], ...]
"""In minutes since 1970, half open."""


@dataclass(frozen=True)
class Taken:
    """Something that takes a stylist's time: `appointment`, `block`, `waitlist`, `time_off` or `busy_time`."""

    stylist: int
    kind: str
    stretches: Stretches
    lapses_at: int | None = None


@dataclass(frozen=True)
class Salon:
    """All about it; stylists are counted from 0. `own` without any hours: the stylist works the salon's."""

    seed: int
    days: tuple[dt.date, ...]
    now: dt.datetime
    step: int
    lead: int
    horizon: int
    buffer: int
    opening: dict[int, list[Clocks]]
    own: tuple[dict[int, list[Clocks]], ...]
    skilled: tuple[bool, ...]
    closures: frozenset[dt.date]
    keeps_holidays: bool
    taken: tuple[Taken, ...]

    def closed(self, day: dt.date) -> bool:
        """Whether nobody works on that day, whatever the weekday."""
        return day in self.closures or (self.keeps_holidays and day in HOLIDAYS)


def made(seed: int) -> Salon:
    """The salon of that number, always the same."""
    dice = random.Random(seed)
    first = FIRST_DAYS[seed % len(FIRST_DAYS)]
    days = tuple(first + dt.timedelta(days=n) for n in range(DAYS))
    zero = minute(dt.datetime.combine(first, dt.time(), MADRID))
    ago = dice.choice([dice.randrange(0, 3 * 1440), dice.randrange(-1300, 0), 20 * 1440])
    now = dt.datetime.fromtimestamp(60 * (zero - ago) + dice.choice([0, 0, 17]), dt.UTC)
    taken = [one for n in range(STYLISTS) for one in _taken(dice, n, zero, minute(now))]
    return Salon(
        seed=seed,
        days=days,
        now=now,
        step=dice.choice([5, 10, 15, 20, 30, 45]),
        lead=dice.choice([0, 60, 180]),
        horizon=dice.choice([1, 2, 30, 60]),
        buffer=dice.choice([0, 0, 5, 10, 20]),
        opening={day.weekday(): _hours(dice, dice.choice([1, 1, 2, 3])) for day in days if dice.random() < 0.95},
        own=tuple(
            {day.weekday(): _hours(dice, dice.choice([1, 2])) for day in days if dice.random() < 0.7}
            if dice.random() < 0.5
            else {}
            for _ in range(STYLISTS)
        ),
        skilled=tuple(dice.random() < 0.9 for _ in range(STYLISTS)),
        closures=frozenset(day for day in days if dice.random() < 0.1),
        keeps_holidays=dice.random() < 0.6,
        taken=tuple(taken),
    )


def minute(moment: dt.datetime) -> int:
    """Since 1970, rounded down."""
    return int(moment.timestamp()) // 60


def _hours(dice: random.Random, count: int) -> list[Clocks]:
    found: dict[dt.time, dt.time] = {}
    for _ in range(count):
        opens, closes = sorted(dice.sample(range(0, 288), 2))
        if dice.random() < 0.7:
            opens, closes = opens // 3, 192 + closes // 3
        found[_clock(opens)] = _clock(closes)
    return list(found.items())


def _clock(number: int) -> dt.time:
    return dt.time(*divmod(5 * number, 60))


def _taken(dice: random.Random, stylist: int, zero: int, now: int) -> list[Taken]:
    """Up to an hour before the first day and after the last. Occupancy never overlaps; the rest lies anywhere."""
    found: list[Taken] = []
    unit = dice.choice([1, 5, 5])  # on the clock's fives, things begin and end together more often
    begin, last = zero - 60, zero + 1440 * DAYS + 120
    while (begin := begin + dice.choice([0, 0, dice.randrange(0, 90, unit), dice.randrange(0, 400, unit)])) < last:
        kind = dice.choice(["appointment", "appointment", "appointment", "block", "waitlist"])
        before, after = dice.randrange(5, 120, unit), dice.randrange(5, 60, unit)
        gap = dice.choice([0, dice.randrange(5, 120, unit)])
        end = begin + before + gap + after
        whole = ((begin, begin + before), (begin + before + gap, end)) if gap else ((begin, end),)
        lapses = None if kind == "block" or dice.random() < 0.6 else now + dice.choice([-30, -1, 1, 20])
        found.append(Taken(stylist, kind, whole, lapses))
        if gap > 20 and dice.random() < 0.3:  # somebody else's, in the gap
            found.append(Taken(stylist, "block", ((begin + before, begin + before + gap // 2),)))
        begin = end
    for kind in ("time_off", "busy_time"):
        for _ in range(dice.choice([0, 1, 2])):
            begin = dice.randrange(zero - 600, zero + 1440 * DAYS)
            length = dice.choice([dice.randrange(5, 240), 1440])
            found.append(Taken(stylist, kind, ((begin, begin + length),)))
    return found
