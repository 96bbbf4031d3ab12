"""What a person at the terminal reads while something starts."""

import os
import sys
import time
from collections.abc import Callable

from gateways.embedded import EmbeddedError
from gateways.interrupt import INTERRUPT
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
    """One line; nobody minds when the terminal, the pipe to another program or the room on the disk is gone."""
    try:
        print(line, flush=True)
    except UnicodeEncodeError:
        print(ascii(line)[1:-1], flush=True)
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def exit_code(launch: Callable[[], int]) -> int:
    """Runs a start to its end. Whatever can be foreseen ends it with one line and no traceback.

    Ctrl-C is heeded from here on at the latest; what takes long to import listens before that (`INTERRUPT.listen`).
    """
    INTERRUPT.listen()
    try:
        INTERRUPT.heed()
        return launch()
    except (LaunchError, SettingsError, EmbeddedError) as error:
        print(error, file=sys.stderr, flush=True)
        return 1
    except OSError as error:  # of a folder or a file: whose they are, no room, not there
        print(f"{error.filename}: {error.strerror}" if error.filename else error, file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        say("Stopped.")
        return 0
    finally:
        INTERRUPT.turn_deaf()
