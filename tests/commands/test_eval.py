"""`make eval`: one case against the stand-in, and the report."""

import json
from pathlib import Path

import pytest

from tests.commands.recipe import made

pytestmark = pytest.mark.server


def test_a_case_is_played_and_reported(tmp_path: Path) -> None:
    report = tmp_path / "eval"
    said = made("eval", ARGS=f"--stand-in --only 32 --runs 1 --report '{report}'")
    assert said.startswith("Against the STAND-IN for Claude")
    assert "  doing nothing  32 Laura writes in English: end state fails\n" in said
    assert "  run 1/1  32 Laura writes in English: passed\n" in said
    text = report.with_suffix(".md").read_text()
    assert said.endswith(f"\n{text}") and "| 32 | Laura writes in English | 1/1 | 1/1 | 1/1 |" in text
    assert json.loads(report.with_suffix(".json").read_text())
