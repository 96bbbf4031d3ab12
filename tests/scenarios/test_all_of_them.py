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


def played(*, soak: bool = True) -> dict[int, set[str]]:
    """The scenarios, by the number in their tests' names, and the hands in which each is written."""
    found: dict[int, set[str]] = {}
    for path in sorted(HERE.glob("test_*.py")):
        for name, test in vars(import_module(f"{__package__}.{path.stem}")).items():
            if number := re.match(r"test_(\d+)_", name):
                hands = found.setdefault(int(number[1]), set())
                hands.update(script.name for script in scripts(test, soak=soak))
    return found


def scripts(test: object, *, soak: bool = True) -> list[Script]:
    """What `written` has given a test, with or without what `make soak` alone plays."""
    marks = [
        mark for mark in getattr(test, "pytestmark", []) if mark.name == "parametrize" and mark.args[0] == "script"
    ]
    return [case.values[0] for mark in marks for case in mark.args[1] if soak or not case.marks]


@pytest.mark.parametrize("number", range(1, 35))
def test_it_is_played_also_badly_written(number: int) -> None:
    hands = played().get(number, set())
    assert "plain" in hands
    assert hands >= BADLY and hands & UNACCENTED, f"written only {sorted(hands)}"


def test_without_the_soak_each_is_played_and_every_hand_somewhere() -> None:
    hands = played(soak=False)
    assert all("plain" in hands[number] for number in range(1, 35))
    assert set().union(*hands.values()) >= BADLY | UNACCENTED
