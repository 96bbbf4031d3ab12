"""`make soak`: the oracles of availability on ten thousand calendars each. `--hypothesis-seed=N` repeats a run."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gateways.database import Database
from gateways.slots import search
from tests.calendars.compared import differences, misjudged
from tests.calendars.made import CALENDARS, made
from tests.calendars.stored import store
from tests.databases import Databases
from tests.flows import test_availability_oracle as oracle
from tests.flows.test_availability_oracle import NAMES, Case, cases
from tests.soak.size import of

shown = oracle.test_what_is_shown_is_what_is_possible.hypothesis.inner_test  # type: ignore[attr-defined]
ruled = oracle.test_the_rules_say_of_every_slot_whether_it_can_be_booked.hypothesis.inner_test  # type: ignore[attr-defined]

long = settings(max_examples=of(10_000), deadline=None, suppress_health_check=list(HealthCheck))
pytestmark = [pytest.mark.soak, pytest.mark.timeout(3600)]


@long
@given(cases())
def test_what_is_shown_is_possible_on_many_calendars(case: Case) -> None:
    shown(case)


@long
@given(cases(), st.integers(0, 25 * 60), st.sampled_from(NAMES))
def test_the_rules_hold_on_many_calendars(case: Case, minute: int, name: str) -> None:
    ruled(case, minute, name)


@pytest.fixture(scope="module")
def database(databases: Databases) -> Iterator[Database]:
    """One for all of them."""
    with databases.fresh() as url:
        opened = Database(url).open()
        yield opened
        opened.close()


def test_search_and_hold_on_many_calendars_in_postgresql(database: Database) -> None:
    for seed in range(1000, 1000 + of(10_000 // CALENDARS)):
        stored = store(database, made(seed))
        assert list(differences(database, stored, lambda *asked: search(*asked).options)) == []
        assert list(misjudged(database, stored)) == []
