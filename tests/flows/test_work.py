"""Processing gaps: what is done while the colour works, and when something with a gap can begin."""

import datetime as dt
from dataclasses import replace

from flows.availability import SlotAsk, why_not
from flows.catalogue import Hours
from flows.hours import Span
from flows.spread import spread
from flows.work import beginnings, stretches
from models.enums import Category
from models.moment import local
from tests.demo_catalogue import STYLISTS, demo, with_hours
from tests.free_time import MADRID, free, moment

FRIDAY = dt.date(2026, 11, 27)
NOW = moment("2026-11-23 09:00")
COLOUR = ((0, 30), (75, 100))
"""Applied in half an hour, left alone for 45 minutes, washed out in 25."""
ASK = SlotAsk(service_ids=(1,), pack_id=None, minutes=100, work=COLOUR, category=Category.HAIRDRESSING, date=FRIDAY)


def shown(stretches: dict[int, list[Span]], ask: SlotAsk = ASK) -> list[str]:
    """`Pilar 10:00`, all there are."""
    catalogue = demo(offers_shown=10)
    names = {number: name for name, number in STYLISTS.items()}
    found = spread(catalogue, replace(ask, time=dt.time(0)), [FRIDAY], stretches, NOW)
    return [f"{names[one.stylist_id]} {local(one.slot.start, MADRID):%H:%M}" for one in found]


def test_only_the_stretches_need_her() -> None:
    assert shown(free("2026-11-27", Marta="10:00-10:30 11:15-11:40")) == ["Marta 10:00"]
    assert shown(free("2026-11-27", Marta="10:00-10:30 11:15-11:39")) == []
    assert shown(free("2026-11-27", Marta="10:00-10:29 11:15-11:40")) == []
    assert shown(free("2026-11-27", Marta="10:00-10:45 11:15-12:00")) == ["Marta 10:00", "Marta 10:15"]


def test_another_service_fits_into_her_gap() -> None:
    """Colour from 10:00 to 11:40: she is free from 10:30 to 11:15."""
    rest = free("2026-11-27", Marta="10:30-11:15")
    cut = replace(ASK, minutes=40, work=((0, 40),))
    assert shown(rest, cut) == ["Marta 10:30"]
    assert shown(rest, replace(ASK, minutes=50, work=((0, 50),))) == []


def test_the_gap_too_lies_within_her_hours() -> None:
    lunch = {4: (Hours(dt.time(9, 30), dt.time(14)), Hours(dt.time(14, 30), dt.time(20)))}
    catalogue = with_hours(demo(offers_shown=10), "Marta", lunch)
    everything = free("2026-11-27", Marta="09:30-20:00")
    found = spread(catalogue, replace(ASK, time=dt.time(13)), [FRIDAY], everything, NOW)
    starts = [f"{local(one.slot.start, MADRID):%H:%M}" for one in found]
    assert starts[:5] == ["12:15", "12:00", "11:45", "11:30", "14:30"]
    begin = moment("2026-11-27 13:30")
    spans = everything[STYLISTS["Marta"]]
    worked = stretches(begin, COLOUR)
    assert why_not(catalogue, Category.HAIRDRESSING, STYLISTS["Marta"], worked, spans, NOW) == "outside_hours"


def test_beginnings_are_half_open() -> None:
    assert beginnings(((0, 10),), 0, [(0, 3600)], [(0, 600), (1200, 1860)]) == [(0, 1), (1200, 1261)]
    assert beginnings(((0, 10),), 5, [(0, 3600)], [(1200, 1860)]) == [(900, 961)]
    assert beginnings(((0, 10), (20, 30)), 0, [(0, 1800)], [(0, 600), (1200, 1800)]) == [(0, 1)]
    assert beginnings(((0, 10), (20, 30)), 0, [(0, 1799)], [(0, 600), (1200, 1800)]) == []
