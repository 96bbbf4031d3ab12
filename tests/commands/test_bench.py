"""`make bench` from end to end, with a handful of requests, turns, customers, holds and searches."""

import re

import pytest

from tests.commands.recipe import made

pytestmark = pytest.mark.server


def test_every_contest_is_held_and_reported() -> None:
    """Each checks by itself that what it measures was done. What was measured means nothing here."""
    machine, *contests, took = made("bench", ARGS="--smoke").split("\n\n")
    assert machine.startswith("Turno's bench, seed 2026, smoke\n")
    for number, contest in enumerate(contests, 1):
        title, _, *lines = contest.splitlines()
        assert title.startswith(f"{number}. ")
        figures = [line for line in lines if not line.startswith("   (")]
        assert len(figures) >= 3 and all(re.search(r"\d", line[47:]) for line in figures), contest
    assert len(contests) == 5
    assert re.fullmatch(r"\d+ s in all\n", took)
