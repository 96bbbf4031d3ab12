"""`make soak`: twenty thousand random days of bookings, beside the oracle. `MACHINE_SEED=N` repeats a run."""

import pytest

from tests.databases import Databases
from tests.machine.random_days import SEED, run
from tests.machine.world import open_world
from tests.soak.size import of

DAYS = 20_000
PARTS = 8
"""Each in a fresh database, with another time between two visits."""

pytestmark = [pytest.mark.soak, pytest.mark.timeout(4 * 3600)]


@pytest.mark.parametrize("part", range(PARTS))
def test_many_random_days(databases: Databases, part: int) -> None:
    with databases.fresh(seeded=True) as url, open_world(databases, url, buffer=15 * (part % 2)) as world:
        run(world, of(DAYS // PARTS), SEED + part)
