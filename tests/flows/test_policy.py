"""What may be done with an appointment at a moment: every edge minute, in elapsed hours."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from flows.policy import (
    Reason,
    Ruling,
    on_cancel,
    on_cancel_by_staff,
    on_move,
    on_move_by_staff,
    refundable,
    to_go,
    why_staff,
)
from models import Policy
from tests.free_time import MADRID, moment

POLICY = Policy()
START = moment("2026-11-27 12:30")
EXACTLY_24, EXACTLY_6 = START - timedelta(hours=24), START - timedelta(hours=6)
MINUTE = timedelta(minutes=1)
LAST = timedelta.resolution

FREE, KEPT = Ruling.FREE, Ruling.KEPT
SHORT, BEGUN, OFTEN = Reason.SHORT_NOTICE, Reason.BEGUN, Reason.MOVED_OFTEN

EDGES = [
    (EXACTLY_24 - MINUTE, FREE, FREE),
    (EXACTLY_24, FREE, FREE),
    (EXACTLY_24 + LAST, KEPT, KEPT),
    (EXACTLY_24 + MINUTE, KEPT, KEPT),
    (EXACTLY_6 - MINUTE, KEPT, KEPT),
    (EXACTLY_6, KEPT, KEPT),
    (EXACTLY_6 + LAST, SHORT, SHORT),
    (EXACTLY_6 + MINUTE, SHORT, SHORT),
    (START - MINUTE, SHORT, SHORT),
    (START, BEGUN, BEGUN),
    (START + MINUTE, BEGUN, BEGUN),
]


@pytest.mark.parametrize(("now", "cancelled", "moved"), EDGES)
def test_every_edge_with_a_deposit(now: datetime, cancelled: Ruling | Reason, moved: Ruling | Reason) -> None:
    assert on_cancel(POLICY, START, True, 0, now) is cancelled
    assert on_move(POLICY, START, True, 0, now) is moved


@pytest.mark.parametrize(("now", "cancelled", "moved"), EDGES)
def test_with_nothing_at_stake_nothing_is_lost(
    now: datetime, cancelled: Ruling | Reason, moved: Ruling | Reason
) -> None:
    for ruled, with_deposit in (
        (on_cancel(POLICY, START, False, 2, now), cancelled),
        (on_move(POLICY, START, False, 2, now), moved),
    ):
        assert ruled is (FREE if isinstance(with_deposit, Ruling) else with_deposit)


@pytest.mark.parametrize("kept_moves", [1, 2])
def test_a_deposit_kept_once_never_comes_back(kept_moves: int) -> None:
    for now in (EXACTLY_24 - timedelta(days=30), EXACTLY_24, EXACTLY_6):
        assert on_cancel(POLICY, START, True, kept_moves, now) is KEPT
        assert not refundable(POLICY, START, kept_moves, now)
    assert refundable(POLICY, START, 0, EXACTLY_24)


@pytest.mark.parametrize(("kept_moves", "ruled"), [(0, KEPT), (1, KEPT), (2, OFTEN), (3, OFTEN)])
def test_two_late_moves_and_no_more(kept_moves: int, ruled: Ruling | Reason) -> None:
    assert on_move(POLICY, START, True, kept_moves, EXACTLY_6) is ruled
    assert on_move(POLICY, START, True, kept_moves, EXACTLY_24) is FREE


def test_staff_say_or_the_same_hours_do() -> None:
    for now, at_stake, kept_moves, by_policy in (
        (EXACTLY_24, True, 0, FREE),
        (EXACTLY_24, True, 1, KEPT),
        (EXACTLY_24 + LAST, True, 0, KEPT),
        (START + MINUTE, True, 0, KEPT),
        (START + MINUTE, False, 0, FREE),
    ):
        assert on_cancel_by_staff(POLICY, START, at_stake, kept_moves, now, None) is by_policy
        assert on_cancel_by_staff(POLICY, START, at_stake, kept_moves, now, True) is FREE
        assert on_cancel_by_staff(POLICY, START, at_stake, kept_moves, now, False) is (KEPT if at_stake else FREE)


def test_staff_move_at_any_time() -> None:
    for now, at_stake, by_policy in (
        (EXACTLY_24, True, FREE),
        (EXACTLY_24 + LAST, True, KEPT),
        (START + MINUTE, True, KEPT),
        (START + MINUTE, False, FREE),
    ):
        assert on_move_by_staff(POLICY, START, at_stake, now, None) is by_policy
        assert on_move_by_staff(POLICY, START, at_stake, now, True) is FREE
        assert on_move_by_staff(POLICY, START, at_stake, now, False) is (KEPT if at_stake else FREE)


@pytest.mark.parametrize(
    ("now", "start", "hours"),
    [
        ("2026-10-24 12:00", "2026-10-25 12:00", 25),  # summer time ends in between
        ("2027-03-27 12:00", "2027-03-28 12:00", 23),  # and begins
        ("2026-12-31 12:00", "2027-01-01 12:00", 24),
    ],
)
def test_hours_are_elapsed_ones_whatever_the_clock_shows(now: str, start: str, hours: int) -> None:
    asked, begins = moment(now), moment(start)
    assert to_go(begins, asked) == timedelta(hours=hours)
    zone = ZoneInfo(MADRID)
    assert to_go(begins.astimezone(zone), asked.astimezone(zone)) == timedelta(hours=hours)
    assert (on_cancel(POLICY, begins, True, 0, asked) is FREE) is (hours >= 24)


def test_the_hours_are_the_salons() -> None:
    strict = Policy(refund_hours=48, staff_handles_under_hours=0, kept_deposit_moves=0)
    assert on_cancel(strict, START, True, 0, EXACTLY_24) is KEPT
    assert on_move(strict, START, True, 0, EXACTLY_24) is OFTEN
    assert why_staff(strict, START, START - LAST) is None
    assert why_staff(strict, START, START) is BEGUN
