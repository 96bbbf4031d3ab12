"""Each rule of what may be booked, on both sides of its edge."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from flows.availability import SlotAsk, why_not, why_not_again
from flows.catalogue import Catalogue, Hours
from flows.hours import common, opening, working
from flows.spread import spread
from models.enums import Category
from models.slot import Slot
from tests.demo_catalogue import STYLISTS, demo, with_hours
from tests.free_time import free, moment, slot, span

NOW = moment("2026-11-23 09:00")
HAIR, BEAUTY = Category.HAIRDRESSING, Category.AESTHETICS


def why(
    wanted: Slot,
    stylist: str = "Pilar",
    category: Category = HAIR,
    catalogue: Catalogue | None = None,
    now: datetime = NOW,
    shown_at: datetime | None = None,
    taken: bool = False,
) -> str | None:
    """Why not, when nobody else has the stylist (unless `taken`)."""
    spans = [] if taken else [(int(wanted.start.timestamp()), int(wanted.end.timestamp()))]
    return why_not(catalogue or demo(), category, STYLISTS[stylist], [wanted], spans, now, shown_at)


@pytest.mark.parametrize(
    ("day", "clocks", "code"),
    [
        ("2026-11-27", "10:30-11:30", None),
        ("2026-11-27", "9:30-10:30", None),
        ("2026-11-27", "9:15-10:15", "outside_hours"),
        ("2026-11-27", "19:00-20:00", None),
        ("2026-11-27", "19:05-20:05", "outside_hours"),
        ("2026-11-28", "13:00-14:00", None),
        ("2026-11-28", "13:15-14:15", "outside_hours"),
        ("2026-11-29", "10:00-11:00", "closed"),
        ("2026-12-08", "10:00-11:00", "closed"),
        ("2026-11-20", "10:00-11:00", "past"),
        ("2026-11-23", "9:45-10:45", "too_soon"),
        ("2026-11-23", "10:00-11:00", None),
        ("2027-02-20", "10:00-11:00", None),
        ("2027-02-22", "10:00-11:00", "beyond_horizon"),
    ],
)
def test_when(day: str, clocks: str, code: str | None) -> None:
    clocks = "-".join(clock.zfill(5) for clock in clocks.split("-"))
    assert why(slot(day, clocks)) == code


def test_whom() -> None:
    friday = slot("2026-11-27", "10:30-11:30")
    assert why(friday, "Pilar", BEAUTY) == "no_skill"
    assert why(friday, "Rosa", HAIR) == "no_skill"
    assert [why(friday, "Marta", category) for category in (HAIR, BEAUTY)] == [None, None]
    assert why_not(demo(), HAIR, 999, [friday], [], NOW) == "no_skill"
    assert why(friday, taken=True) == "taken"


def test_a_slot_must_lie_in_one_free_stretch() -> None:
    wanted, catalogue = slot("2026-11-27", "10:30-11:30"), demo()
    split = [span("2026-11-27", "10:00-11:00"), span("2026-11-27", "11:00-12:00")]
    assert why_not(catalogue, HAIR, STYLISTS["Pilar"], [wanted], split, NOW) == "taken"
    whole = [span("2026-11-27", "10:00-12:00")]
    assert why_not(catalogue, HAIR, STYLISTS["Pilar"], [wanted], whole, NOW) is None


def test_own_hours_lie_within_the_salons() -> None:
    shift = (Hours(time(8), time(13)), Hours(time(16), time(22)))
    catalogue = with_hours(demo(), "Pilar", {4: shift})
    assert why(slot("2026-11-27", "09:30-10:30"), catalogue=catalogue) is None
    assert why(slot("2026-11-27", "12:30-13:30"), catalogue=catalogue) == "outside_hours"
    assert why(slot("2026-11-27", "16:00-17:00"), catalogue=catalogue) is None
    assert why(slot("2026-11-27", "19:30-20:30"), catalogue=catalogue) == "outside_hours"
    assert why(slot("2026-11-26", "10:30-11:30"), catalogue=catalogue) == "outside_hours"
    stylist = catalogue.stylists[STYLISTS["Pilar"]]
    hours = [span("2026-11-27", "09:30-13:00"), span("2026-11-27", "16:00-20:00")]
    assert working(catalogue, stylist, date(2026, 11, 27)) == hours


def test_an_offer_keeps_its_lead_time_for_ten_minutes() -> None:
    shown = moment("2026-11-23 09:00")
    wanted = slot("2026-11-23", "10:00-11:00")
    for minutes, code in [(0, None), (10, None), (10.1, "too_soon"), (55, "too_soon"), (60, "past")]:
        assert why(wanted, now=shown + timedelta(minutes=minutes), shown_at=shown) == code
    assert why(wanted, now=shown + timedelta(minutes=5)) == "too_soon"
    future = shown + timedelta(hours=3)
    assert why(wanted, now=shown + timedelta(minutes=5), shown_at=future) == "too_soon"


def test_what_was_paid_late_is_only_refused_for_what_came_between() -> None:
    tuesday = slot("2026-12-08", "10:00-11:00")
    assert why_not_again(demo(), tuesday, NOW, away=False) == "closed"
    friday = slot("2026-11-27", "03:00-04:00")
    assert why_not_again(demo(), friday, NOW, away=False) is None
    assert why_not_again(demo(), friday, NOW, away=True) == "away"
    assert why_not_again(demo(), friday, friday.start, away=False) == "past"
    assert why_not_again(demo(), friday, friday.start - timedelta(seconds=1), away=False) is None


def test_hours_that_touch_are_one_stretch() -> None:
    catalogue = demo()
    split = {4: (Hours(time(14), time(20)), Hours(time(9, 30), time(14)))}
    whole = with_hours(catalogue, "Pilar", split)
    stylist = whole.stylists[STYLISTS["Pilar"]]
    assert list(working(whole, stylist, date(2026, 11, 27))) == list(opening(catalogue, date(2026, 11, 27)))


def test_hours_in_the_skipped_hour_come_after_those_at_its_end() -> None:
    """On 28 March 2027 a clock that opens at 2:15 shows 3:15 then, later than one that opens at 3:00."""
    night = {6: (Hours(time(2, 15), time(4)), Hours(time(3), time(3, 30)))}
    catalogue = replace(demo(), opening=night)
    assert opening(catalogue, date(2027, 3, 28)) == (span("2027-03-28", "03:00-04:00"),)


def test_common() -> None:
    assert common([(0, 10), (20, 30)], [(5, 22), (25, 40)]) == [(5, 10), (20, 22), (25, 30)]
    assert common([(0, 10)], [(10, 20)]) == []


def test_nothing_is_shown_that_could_not_be_held() -> None:
    catalogue = demo(offers_shown=10)
    ask = SlotAsk(service_ids=(1,), pack_id=None, minutes=60, work=((0, 60),), category=HAIR)
    day = date(2026, 11, 23)
    stretches = free("2026-11-23", Pilar="00:00-23:00", Rosa="00:00-23:00", Ana="09:00-10:30 12:10-13:15")
    options = spread(catalogue, ask, [day], stretches, NOW)
    assert len(options) == 10
    for option in options:
        spans = stretches[option.stylist_id]
        assert why_not(catalogue, HAIR, option.stylist_id, [option.slot], spans, NOW) is None
