"""Ending what has hardly begun."""

import multiprocessing
import os
from pathlib import Path

from app.launch.supervisor import Supervisor


def supervisor(folder: Path) -> Supervisor:
    return Supervisor({"sleeper": ["sleep", "60"]}, dict(os.environ), folder, lambda: None, lambda codes: None)


def test_before_anything_has_begun_there_is_nothing_to_kill(tmp_path: Path) -> None:
    supervisor(tmp_path).kill()


def test_what_has_begun_without_having_said_its_pid_is_killed(tmp_path: Path) -> None:
    begun = supervisor(tmp_path)
    begun._start()
    (watcher,) = multiprocessing.active_children()
    begun.kill()
    watcher.join(timeout=20)
    assert watcher.exitcode is not None and watcher.exitcode != 0
