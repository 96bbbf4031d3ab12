"""`make soak`: its tests as they are, on a thousandth of their calendars and days."""

import pytest

from tests.commands.recipe import made

pytestmark = pytest.mark.server


def test_the_long_tests_run_when_they_are_made_short() -> None:
    said = made("soak", environment={"SOAK_SHARE": "0.0005"}, TESTS="tests/soak")
    passed = said.splitlines()[-1]
    assert " passed in " in passed and "failed" not in passed, said
