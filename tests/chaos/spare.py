"""Processes that have imported the product before they are needed: a process that was killed is back at once.

They are forked by a server that does nothing but import; what they become is a real process with its own command line.
"""

import multiprocessing
import os
import signal
from collections.abc import Mapping, Sequence
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from app.launch.child import become
from app.processes import MODULES
from gateways.lifeline import die_with

SPARES = multiprocessing.get_context("forkserver")
SPARES.set_forkserver_preload(
    [*MODULES["api"], *MODULES["work-1"], *MODULES["beat"], "tests.chaos.spare", "tests.chaos.tether"]
)


def begin(command: Sequence[str], environment: Mapping[str, str], log: Path) -> ForkServerProcess:
    """Starts `python -m COMMAND` with that environment and nothing else of ours. It dies with this process."""
    process = SPARES.Process(target=turn_into, args=(list(command), dict(environment), log), daemon=True)
    process.start()
    return process


def turn_into(command: list[str], environment: dict[str, str], log: Path) -> None:
    """In the spare: is the program from here on, as the product's launcher would have forked it."""
    # The server that forked us ends with the test process (`tether`), and we with the server.
    die_with(os.getppid(), signal.SIGKILL)
    with log.open("ab") as output:
        become(command, environment, output.fileno())
