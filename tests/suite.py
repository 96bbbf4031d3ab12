"""`python -m tests.suite [--quick] [--only PART] [PATH ...]`: lint, types and tests side by side, with one summary.

What fails does not keep the others from being finished. `--quick` is for after every change: what needs no server.
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

from gateways.lifeline import die_with

SLOWEST = 10
QUICK = ("tests/flows", "tests/sandbox", "tests/commands")
"""Where nearly nothing needs a server. To look through the other folders takes longer than what they would add."""
PYTHON = sys.executable
LINT = (
    f"{PYTHON} -m ruff check . && {PYTHON} -m ruff format --check ."
    f" && {Path(PYTHON).parent / 'lint-imports'} --no-logo --cache-dir .import_linter_cache"
)


@dataclass
class Part:
    """One of the things that must be green. What it says is kept for the summary, but for the tests' own dots."""

    name: str
    command: Sequence[str]
    said: Path | None = None
    began: float = field(default_factory=time.monotonic)
    seconds: float = 0.0
    code: int | None = None

    def start(self) -> "subprocess.Popen[bytes]":
        """Runs it; nothing waits for it yet."""
        gone_with_us = partial(die_with, os.getpid(), signal.SIGTERM)
        if self.said is None:
            return subprocess.Popen(self.command, preexec_fn=gone_with_us)
        with self.said.open("wb") as output:
            return subprocess.Popen(self.command, stdout=output, stderr=subprocess.STDOUT, preexec_fn=gone_with_us)


@dataclass(frozen=True)
class Case:
    """One test, as pytest's report has it."""

    name: str
    seconds: float
    failed: bool


def main() -> int:
    """0 when everything is green, else 1."""
    given = _parser().parse_args()
    if lost := [path for path in given.paths if not Path(path.partition("::")[0]).exists()]:
        print(f"There is no {', '.join(lost)}: name files or folders of tests", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="suite-") as folder:
        report = Path(folder) / "report.xml"
        parts = [
            Part("lint", ("sh", "-c", LINT), Path(folder) / "lint"),
            Part("types", (PYTHON, "-m", "mypy"), Path(folder) / "types"),
            Part("tests", _pytest(report, given)),
        ]
        parts = [part for part in parts if given.only in (None, part.name)]
        _run(parts)
        print(summary(parts, cases(report)), flush=True)
    return 1 if any(part.code for part in parts) else 0


def cases(report: Path) -> list[Case]:
    """The tests of a report; none when pytest did not come to write it."""
    if not report.exists():
        return []
    found = []
    for case in ElementTree.parse(report).iter("testcase"):
        name = f"{case.get('classname', '').replace('.', '/')}.py::{case.get('name')}"
        failed = any(child.tag in ("failure", "error") for child in case)
        found.append(Case(name, float(case.get("time", "0")), failed))
    return found


def summary(parts: Sequence[Part], tests: Sequence[Case]) -> str:
    """What failed and what it said, the slowest tests, and how long it took."""
    lines = []
    for part in parts:
        if part.code and part.said is not None:
            lines += ["", f"{part.name} said:", part.said.read_text(errors="replace").rstrip()]
    slowest = sorted(tests, key=lambda case: -case.seconds)[:SLOWEST]
    lines += ["", "The slowest:", *(f"  {case.seconds:6.1f} s  {case.name}" for case in slowest)] if slowest else []
    if failed := sorted({case.name for case in tests if case.failed}):
        lines += ["", "Failed:", *(f"  {name}" for name in failed)]
    lines.append("")
    lines += [f"  {part.name:6} {'FAILED' if part.code else 'green':6} {part.seconds:4.0f} s" for part in parts]
    green = not any(part.code for part in parts)
    took = max(part.seconds for part in parts)
    counted = f"{len(tests)} tests, " if tests else ""
    lines.append(f"{'All green' if green else 'Not green'}: {counted}{took:.0f} s in all")
    return "\n".join(lines)


def _pytest(report: Path, given: argparse.Namespace) -> list[str]:
    command = [PYTHON, "-m", "pytest", "-n", str(given.processes), "--dist", "worksteal", f"--junitxml={report}"]
    if given.quick:
        return [*command, "-m", "not soak and not server", *(given.paths or QUICK)]
    return [*command, *given.paths]


def _run(parts: Sequence[Part]) -> None:
    running: Mapping[str, subprocess.Popen[bytes]] = {part.name: part.start() for part in parts}
    while any(part.code is None for part in parts):
        time.sleep(0.05)
        for part in parts:
            if part.code is None and (code := running[part.name].poll()) is not None:
                part.code, part.seconds = code, time.monotonic() - part.began


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.suite")
    parser.add_argument("--quick", action="store_true", help="only what needs no server")
    parser.add_argument("--only", choices=("lint", "types", "tests"), help="one part only")
    # One more than there are cores: tests wait for leases and time-outs as well.
    wanted = min((os.cpu_count() or 1) + 1, 8)
    parser.add_argument("--processes", type=int, default=wanted, help="that share the tests; 0: this one alone")
    parser.add_argument("paths", nargs="*", help="of tests; all of them when none is given")
    return parser


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        print("\nStopped.")
        sys.exit(130)
