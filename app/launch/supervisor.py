"""The processes of one start: together they run, and together they end.

However the launcher ends, kill -9 too, nothing that it started is left behind.
"""

import signal
import time
from collections.abc import Callable
from pathlib import Path

from app.launch.child import begin
from app.launch.preload import Preload
from gateways.interrupt import GLANCE_SECONDS, Interrupt
from gateways.lifeline import Running

Commands = dict[str, list[str]]
"""Command lines by process name."""

GRACE_SECONDS = 35.0
"""A worker that is told to end lets its turns come to an end first (`worker_soft_shutdown_timeout`, 30 s)."""


class Supervisor:
    """Runs the processes until one of them ends by itself, or somebody wants the end.

    With a `log_folder` each writes to a file of its own there; without, all of it is shown.
    """

    def __init__(self, environment: dict[str, str], log_folder: Path | None, interrupt: Interrupt) -> None:
        self._environment = environment
        self._log_folder = log_folder
        self._interrupt = interrupt
        self._running: dict[str, Running] = {}

    def start(self, commands: Commands, preload: Preload) -> None:
        """Starts all of them. Raises `KeyboardInterrupt`; those that have begun still run then."""
        for name, command in commands.items():
            preload.all_of(name)
            self._interrupt.heed()
            log = None if self._log_folder is None else self._log_folder / f"{name}.log"
            self._running[name] = begin(command, self._environment, log)
        preload.over()

    def watch(self, trouble: Callable[[], object]) -> dict[str, int]:
        """Waits for a reason to end; returns the exit codes of those that have ended by themselves."""
        while not (ended := self._ended()) and not self._interrupt.times and not trouble():
            time.sleep(GLANCE_SECONDS)
        self._interrupt.answer()
        return ended

    def end(self, grace: float = GRACE_SECONDS) -> None:
        """Tells all to end and waits; kills those that take too long, and all when somebody is in a hurry."""
        for process in self._running.values():
            process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + grace
        while len(self._ended()) < len(self._running):
            if self._interrupt.hurries() or time.monotonic() > deadline:
                self.kill()
            time.sleep(GLANCE_SECONDS)

    def kill(self) -> None:
        """At once, as far as any has begun."""
        for process in self._running.values():
            process.kill()
        for process in self._running.values():
            process.wait()

    def _ended(self) -> dict[str, int]:
        codes = {name: process.poll() for name, process in self._running.items()}
        return {name: code for name, code in codes.items() if code is not None}
