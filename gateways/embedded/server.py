"""Starting one server: after its predecessor, until it answers."""

import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from gateways.lifeline import end, end_leftover, spawn

START_SECONDS = 60.0
STOP_SECONDS = 15.0
TRIES = 4
"""A port can be lost between picking and binding it, and the last processes of a killed PostgreSQL
hold its shared memory for a moment longer."""

Say = Callable[[str], None]


class EmbeddedError(RuntimeError):
    """The servers did not start. One line."""


@dataclass(frozen=True)
class Server:
    """How one server is run. `home`: its data; `ending`: the signal on which it ends cleanly."""

    name: str
    home: Path
    pid_file: str
    ending: signal.Signals
    choose_port: Callable[[], None]
    command: Callable[[], list[str]]
    configuration: Callable[[], bytes]
    """What it reads from stdin."""
    answers: Callable[[], bool]


def clear(server: Server, say: Say) -> None:
    """Ends the server that a killed predecessor left in this home. Raises `EmbeddedError`."""
    pid_file = server.home / server.pid_file
    if end_leftover(pid_file, server.ending, seconds=2):
        say(f"waiting for the {server.name} of a start that was killed to end")
        if left := end_leftover(pid_file, server.ending, STOP_SECONDS):
            pids = ", ".join(map(str, sorted(left)))
            raise EmbeddedError(f"an old {server.name} in {server.home} does not end: pid {pids}")


def start(server: Server, log_file: Path, say: Say) -> subprocess.Popen[bytes]:
    """Starts it and waits until it answers. Raises `EmbeddedError`."""
    for _ in range(TRIES):
        server.choose_port()
        with log_file.open("ab") as log:
            process = spawn(server.command(), server.home, log, server.ending)
        assert process.stdin is not None
        with process.stdin as stdin:
            stdin.write(server.configuration())
        if _comes_up(server, process, say):
            return process
        time.sleep(0.3)
    lines = log_file.read_text(errors="replace").strip().splitlines() or ["it said nothing"]
    raise EmbeddedError(f"{server.name} does not start: {lines[-1]} (more in {log_file})")


def _comes_up(server: Server, process: subprocess.Popen[bytes], say: Say) -> bool:
    began = time.monotonic()
    told = 0.0
    while process.poll() is None:
        if server.answers():
            return True
        waited = time.monotonic() - began
        if waited > START_SECONDS:
            end(process, server.ending, STOP_SECONDS)
            raise EmbeddedError(f"{server.name} does not answer after {START_SECONDS:.0f} s")
        if waited > told + 2:
            told = waited
            say(f"waiting for {server.name} ({waited:.0f} s)")
        time.sleep(0.02)
    return False
