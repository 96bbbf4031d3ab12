"""Processes of a start: forked or executed, they are processes of their own and end when they are told to."""

import json
import os
import signal
import sys
from pathlib import Path

from app.launch.preload import Preload
from app.launch.supervisor import Supervisor
from gateways.interrupt import Interrupt
from tests.app.conftest import Start


def supervisor(interrupt: Interrupt) -> Supervisor:
    return Supervisor(dict(os.environ), None, interrupt)


def test_before_anything_has_begun_there_is_nothing_to_kill() -> None:
    supervisor(Interrupt()).kill()


def test_what_ends_by_itself_is_named(tmp_path: Path) -> None:
    interrupt = Interrupt()
    begun = Supervisor(dict(os.environ), tmp_path, interrupt)
    commands = {"sleeper": ["sleep", "600"], "brief": [sys.executable, "-c", "print('bye'); raise SystemExit(4)"]}
    begun.start(commands, Preload({}, interrupt))
    assert begun.watch(lambda: None) == {"brief": 4}
    begun.end()
    assert {name: child.poll() for name, child in begun._running.items()} == {"sleeper": -signal.SIGTERM, "brief": 4}
    assert (tmp_path / "brief.log").read_text() == "bye\n"


def test_trouble_elsewhere_is_a_reason_to_end_too() -> None:
    interrupt = Interrupt()
    begun = supervisor(interrupt)
    begun.start({"sleeper": ["sleep", "600"]}, Preload({}, interrupt))
    assert begun.watch(lambda: "a server is gone") == {}
    begun.end()


def test_what_does_not_end_in_time_is_killed(tmp_path: Path) -> None:
    interrupt = Interrupt()
    begun = supervisor(interrupt)
    deaf = tmp_path / "deaf"
    command = [sys.executable, "-m", "tests.app.sleeper", "stubborn", str(deaf)]
    begun.start({"stubborn": command}, Preload({}, interrupt))
    begun.watch(deaf.exists)
    begun.end(grace=0.1)
    assert begun._running["stubborn"].poll() == -signal.SIGKILL


def test_a_fork_is_a_process_of_its_own(start: Start, tmp_path: Path) -> None:
    log = tmp_path / "facts.log"
    program = start("tests.app.forked", "self", str(log))
    said = program.stdout.read() if program.stdout else ""
    assert (program.wait(60), said) == (0, "7\n"), log.read_text()
    assert json.loads(log.read_text()) == {
        "name": "__main__",
        "argv": ["facts", "--of", "a child"],
        "environment": {"ONLY": "this"},
        "leads": True,
        "files": ["0", "1", "2"],
        "stdin": "",
        "default": [True],
        "blocked": 0,
    }


def test_a_fork_that_is_told_to_end_at_once_has_not_missed_it(start: Start) -> None:
    program = start("tests.app.forked", "many", "20")
    said = program.stdout.read() if program.stdout else ""
    assert (program.wait(60), json.loads(said)) == (0, [-signal.SIGTERM] * 20)
