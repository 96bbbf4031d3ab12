"""What a person at the terminal reads while something starts."""

import os
import signal
import sys
import time
from collections.abc import Callable
from threading import Event

from gateways.embedded import EmbeddedError
from gateways.settings import SettingsError

PATIENCE_SECONDS = 2.0


class LaunchError(RuntimeError):
    """The start cannot go on. One line that says why and what to do."""


class Progress:
    """Tells that something still goes on, every two seconds."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._told = 0.0

    def tell(self, what: str) -> None:
        """Says so, when it is time to."""
        seconds = time.monotonic() - self._began
        if seconds >= self._told + PATIENCE_SECONDS:
            self._told = seconds
            say(f"  {what} ({seconds:.0f} s)")


def say(line: str) -> None:
    """One line; nobody minds when the terminal, or the pipe to another program, is gone."""
    try:
        print(line, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


_asked = Event()


def heed() -> None:
    """Ends the start if somebody has asked for that: an interrupt that meets a callback of Python's own is lost."""
    if _asked.is_set():
        raise KeyboardInterrupt


def _stop(_number: int, _frame: object) -> None:
    _asked.set()
    raise KeyboardInterrupt


def exit_code(launch: Callable[[], int]) -> int:
    """Runs a start to its end. Whatever can be foreseen ends it with one line and no traceback."""
    signal.signal(signal.SIGINT, _stop)
    signal.signal(signal.SIGTERM, _stop)
    try:
        return launch()
    except (LaunchError, SettingsError, EmbeddedError) as error:
        print(error, file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        say("Stopped.")
        return 0
