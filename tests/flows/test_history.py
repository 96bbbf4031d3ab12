"""Whom a customer likes to go to, and what is her usual."""

import pytest

from flows.history import PastService, PastVisit, Usual, preferred
from models.enums import AppointmentStatus
from models.money import Money
from tests.free_time import slot


@pytest.mark.parametrize(
    ("newest_first", "expected"),
    [
        ([], None),
        ([1], 1),
        ([1, 2, 2], 2),
        ([1, 2, 2, 1], 1),
        ([2, 1, 1, 2], 2),
        ([3, 1, 2], 3),
        ([3, 1, 2, 1, 2, 2, 2, 2], 1),
    ],
)
def test_most_of_the_last_five_and_of_equals_the_latest(newest_first: list[int], expected: int | None) -> None:
    assert preferred(newest_first) == expected


def test_what_is_gone_is_named() -> None:
    when = slot("2026-11-19", "11:00-12:10")
    services = (PastService(1, "Cortar", True), PastService(2, "Baño de oro", False))
    visit = PastVisit(
        7, when.start, when.end, AppointmentStatus.COMPLETED, 1, "Pilar", True, services, None, Money(4710)
    )
    usual = Usual((visit,), 1)
    assert (usual.last, usual.service_ids, usual.gone) == (visit, (1,), ("Baño de oro",))
