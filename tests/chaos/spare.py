"""Processes that have imported the product before they are needed: a process that was killed is back at once.

They are forked by a server that does nothing but import; what they become is a real process with its own command line.
"""

import multiprocessing
import os
import runpy
import signal
import sys
from collections.abc import Mapping, Sequence
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from gateways.lifeline import die_with

SPARES = multiprocessing.get_context("forkserver")
SPARES.set_forkserver_preload(
    [
        "app.main",
        "celery.__main__",
        "celery.apps.beat",
        "celery.apps.worker",
        "celery.bin.celery",
        "celery.concurrency.thread",
        "gateways.claude",
        "kombu.transport.redis",
        "tasks.sweeps",
        "tests.chaos.spare",
        "tests.chaos.tether",
        "uvicorn.main",
    ]
)
"""None of them reads the environment when it is imported."""


def begin(command: Sequence[str], environment: Mapping[str, str], log: Path) -> ForkServerProcess:
    """Starts `python -m COMMAND` with that environment and nothing else of ours. It dies with this process."""
    process = SPARES.Process(target=become, args=(list(command), dict(environment), log), daemon=True)
    process.start()
    return process


def become(command: list[str], environment: dict[str, str], log: Path) -> None:
    """In the spare: turns into the program."""
    # The server that forked us ends with the test process (`tether`), and we with the server.
    die_with(os.getppid(), signal.SIGKILL)
    with log.open("ab") as output:
        os.dup2(output.fileno(), 1)
        os.dup2(output.fileno(), 2)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv[:] = command
    runpy.run_module(command[0], run_name="__main__", alter_sys=True)
