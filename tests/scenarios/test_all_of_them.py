"""That all thirty-four scenarios are played, each also by customers who write badly."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from tests.scenarios.variants import Script

BADLY = {"typos", "burst", "second_thoughts"}
UNACCENTED = {"no_accents", "lower_case"}
"""English has no accents to leave out."""
HERE = Path(__file__).parent


def played() -> dict[int, set[str]]:
    """The scenarios, by the number in their tests' names, and the hands in which each is written."""
    found: dict[int, set[str]] = {}
    for path in sorted(HERE.glob("test_*.py")):
        for name, test in vars(import_module(f"{__package__}.{path.stem}")).items():
            if number := re.match(r"test_(\d+)_", name):
                hands = found.setdefault(int(number[1]), set())
                hands.update(script.name for script in scripts(test))
    return found


def scripts(test: object) -> list[Script]:
    """What `written` has given a test."""
    marks = [
        mark for mark in getattr(test, "pytestmark", []) if mark.name == "parametrize" and mark.args[0] == "script"
    ]
    return [case.values[0] for mark in marks for case in mark.args[1]]


@pytest.mark.parametrize("number", range(1, 35))
def test_it_is_played_also_badly_written(number: int) -> None:
    hands = played().get(number, set())
    assert "plain" in hands
    assert hands >= BADLY and hands & UNACCENTED, f"written only {sorted(hands)}"
