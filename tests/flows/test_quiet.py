"""Nobody is written to in the night; on days when the clocks change too."""

from datetime import UTC, datetime, time

import pytest

from flows.quiet import next_start
from models.business import Policy
from tests.free_time import MADRID, moment

POLICY = Policy()


@pytest.mark.parametrize(
    ("when", "wakes"),
    [
        ("2026-11-23 09:00", "2026-11-23 09:00"),
        ("2026-11-23 20:59", "2026-11-23 20:59"),
        ("2026-11-23 21:00", "2026-11-24 09:00"),
        ("2026-11-23 23:59", "2026-11-24 09:00"),
        ("2026-11-24 00:00", "2026-11-24 09:00"),
        ("2026-11-24 08:59", "2026-11-24 09:00"),
        ("2026-12-31 22:00", "2027-01-01 09:00"),
        ("2028-02-28 22:00", "2028-02-29 09:00"),
    ],
)
def test_a_notice_waits_for_the_morning(when: str, wakes: str) -> None:
    assert next_start(POLICY, MADRID, moment(when)) == moment(wakes)


@pytest.mark.parametrize(
    ("night", "wakes"),
    [
        ("2026-10-24 21:00", datetime(2026, 10, 25, 8, tzinfo=UTC)),  # 13 hours
        ("2027-03-27 21:00", datetime(2027, 3, 28, 7, tzinfo=UTC)),  # 11 hours
    ],
)
def test_nine_o_clock_is_nine_o_clock_when_the_clocks_change(night: str, wakes: datetime) -> None:
    assert next_start(POLICY, MADRID, moment(night)) == wakes == moment(f"{wakes.date()} 09:00")


def test_quiet_hours_within_a_day_and_none_at_all() -> None:
    siesta = Policy(quiet_hours_for_notices=(time(14), time(16)))
    assert next_start(siesta, MADRID, moment("2026-11-24 15:00")) == moment("2026-11-24 16:00")
    night = moment("2026-11-24 23:00")
    assert next_start(siesta, MADRID, night) == night
    never = Policy(quiet_hours_for_notices=(time(9), time(9)))
    assert next_start(never, MADRID, night) == night


def test_an_end_that_never_is_and_one_that_is_twice() -> None:
    early = Policy(quiet_hours_for_notices=(time(22), time(2, 30)))
    assert next_start(early, MADRID, datetime(2027, 3, 28, 0, 59, tzinfo=UTC)) == datetime(
        2027, 3, 28, 1, 30, tzinfo=UTC
    )
    first, second = (datetime(2026, 10, 25, hour, 15, tzinfo=UTC) for hour in (0, 1))  # 2:15, and 2:15 again
    assert next_start(early, MADRID, first) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert next_start(early, MADRID, second) == second
