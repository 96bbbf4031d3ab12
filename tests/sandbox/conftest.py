"""A sandbox for each test: on a port of its own, with nothing remembered, at nine on a Monday."""

from collections.abc import Iterator

import pytest

from sandbox.clock import FixedClock
from sandbox.server import Standins
from tests.sandbox.given import NINE, parrot


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NINE)


@pytest.fixture
def standins(clock: FixedClock) -> Iterator[Standins]:
    with Standins(clock=clock, brain=parrot) as running:
        yield running
