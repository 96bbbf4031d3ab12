"""What `make test` says at its end, and that it goes on to the others when one fails."""

import subprocess
import sys
from pathlib import Path

from tests.databases import ROOT
from tests.suite import Case, Part, cases, summary

REPORT = """
<testsuites><testsuite>
<testcase classname="tests.flows.test_a" name="test_one" time="0.5"/>
<testcase classname="tests.flows.test_a" name="test_two[es]" time="2.25"><failure message="no">why</failure></testcase>
<testcase classname="tests.app.test_b" name="test_three" time="1.0"><error message="no">why</error></testcase>
</testsuite></testsuites>
"""


def test_a_report_is_read(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(REPORT)
    assert cases(report) == [
        Case("tests/flows/test_a.py::test_one", 0.5, failed=False),
        Case("tests/flows/test_a.py::test_two[es]", 2.25, failed=True),
        Case("tests/app/test_b.py::test_three", 1.0, failed=True),
    ]
    assert cases(tmp_path / "never-written.xml") == []


def test_the_summary_says_what_failed_what_was_slow_and_how_long_it_took(tmp_path: Path) -> None:
    said = tmp_path / "lint"
    said.write_text("a line too long\n")
    parts = [
        Part("lint", ["ruff"], said, seconds=1.2, code=1),
        Part("types", ["mypy"], tmp_path / "types", seconds=19.4, code=0),
        Part("tests", ["pytest"], seconds=240.6, code=1),
    ]
    tests = [Case(f"test_{n}", n / 10, failed=n == 3) for n in range(20)]
    assert summary(parts, tests).splitlines() == [
        "",
        "lint said:",
        "a line too long",
        "",
        "The slowest:",
        *(f"     {n / 10:.1f} s  test_{n}" for n in range(19, 9, -1)),
        "",
        "Failed:",
        "  test_3",
        "",
        "  lint   FAILED    1 s",
        "  types  green    19 s",
        "  tests  FAILED  241 s",
        "Not green: 20 tests, 241 s in all",
    ]


def test_a_part_that_fails_fails_the_whole(tmp_path: Path) -> None:
    failing = tmp_path / "test_failing.py"
    failing.write_text("def test_no():\n    assert False\n")
    command = [sys.executable, "-m", "tests.suite", "--only", "tests", "--processes", "0", str(failing)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert "test_failing.py::test_no" in ended.stdout.partition("Failed:")[2]
    assert "Not green: 1 tests" in ended.stdout
