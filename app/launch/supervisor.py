"""The processes of one start, under honcho: together they run, and together they end.

However the launcher ends, kill -9 too, nothing that it started is left behind.
"""

import os
import shlex
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from honcho.manager import Manager
from honcho.printer import Printer
from honcho.process import Popen, Process

from gateways.lifeline import die_with

Commands = dict[str, list[str]]
"""Command lines by process name."""


class Child(Process):
    """A process and honcho's own one that watches it; both die with the launcher."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._launcher = os.getpid()

    def run(self, events: Any = None, ignore_signals: bool = False) -> None:
        """In the watching process: starts the child and reports on it."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        die_with(self._launcher, signal.SIGKILL)
        self._child_ctor = partial(Popen, preexec_fn=partial(_begin, os.getpid()))
        super().run(events, ignore_signals)


def _begin(watcher: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    die_with(watcher, signal.SIGKILL)


class Supervisor(Manager):
    """Runs the processes until one of them ends or Ctrl-C is pressed, then ends the others.

    With a `log_folder` each writes to a file of its own there; without, all of it is shown.
    `started` is called when all have begun, `ending` when the end begins, with the exit codes of
    those that ended by themselves.
    """

    def __init__(
        self,
        commands: Commands,
        environment: dict[str, str],
        log_folder: Path | None,
        started: Callable[[], None],
        ending: Callable[[dict[str, int]], None],
    ) -> None:
        super().__init__(Printer())
        self._process_ctor = Child
        self._started = started
        self._ending = ending
        self._begun = False
        self._to_end = False
        for name, command in commands.items():
            line = f"exec {shlex.join(command)}"
            if log_folder is not None:
                line += f" >{shlex.quote(str(log_folder / name))}.log 2>&1"
            self.add_process(name, line, env=environment)

    def terminate(self) -> None:
        """Ends all, as soon as each has a pid to be ended by."""
        self._to_end = True
        if self._terminating or not self._all_started():
            return
        codes = {name: process.get("returncode") for name, process in self._processes.items()}
        self._ending({name: code for name, code in codes.items() if code is not None})
        super().terminate()

    def kill(self) -> None:
        """Kills all that has begun. Before each has said its pid, the processes that watch: theirs die too."""
        if self._all_started():
            super().kill()
            return
        for process in self._processes.values():
            if (watcher := process.get("process")) is not None:
                watcher.kill()

    def _system_print(self, data: str) -> None:
        # Honcho's own remarks ("api started") are nobody's news, but they come when a pid is known.
        if self._begun or not self._all_started():
            return
        self._begun = True
        self._started()
        if self._to_end:
            self.terminate()
