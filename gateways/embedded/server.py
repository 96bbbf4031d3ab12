"""Starting one server: after its predecessor, until it answers."""

import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from gateways.lifeline import Pause, end, end_leftover, nap, spawn

START_SECONDS = 60.0
STOP_SECONDS = 15.0
TRIES = 4
"""A port can be lost between picking and binding it, and the last processes of a killed PostgreSQL
hold its shared memory for a moment longer."""
BETWEEN_TRIES_SECONDS = 0.3


@dataclass(frozen=True)
class Waiting:
    """What happens while something is waited for."""

    say: Callable[[str], None] = lambda line: None
    """Hears of what takes over two seconds."""
    pause: Pause = nap
    """Called again and again; what it raises ends the start."""
    hurries: Callable[[], bool] = lambda: False
    """Whether a stop may be no clean one any more."""


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


def clear(server: Server, waiting: Waiting) -> None:
    """Ends the server that a killed predecessor left in this home. Raises `EmbeddedError`."""
    pid_file = server.home / server.pid_file
    if end_leftover(pid_file, server.ending, 2, waiting.pause):
        waiting.say(f"waiting for the {server.name} of a start that was killed to end")
        if left := end_leftover(pid_file, server.ending, STOP_SECONDS, waiting.pause):
            pids = ", ".join(map(str, sorted(left)))
            raise EmbeddedError(f"an old {server.name} in {server.home} does not end: pid {pids}")


def start(server: Server, log_file: Path, waiting: Waiting) -> subprocess.Popen[bytes]:
    """Starts it and waits until it answers. Raises `EmbeddedError`."""
    for _ in range(TRIES):
        server.choose_port()
        with log_file.open("ab") as log:
            process = spawn(server.command(), server.home, log, server.ending)
        try:
            tell(process, server.configuration())
            if _comes_up(server, process, waiting):
                return process
        except BaseException:
            end(process, server.ending, STOP_SECONDS, waiting.hurries)
            raise
        again = time.monotonic() + BETWEEN_TRIES_SECONDS
        while time.monotonic() < again:
            waiting.pause()
    lines = log_file.read_text(errors="replace").strip().splitlines() or ["it said nothing"]
    raise EmbeddedError(f"{server.name} does not start: {lines[-1]} (more in {log_file})")


def tell(process: subprocess.Popen[bytes], what: bytes) -> None:
    """All that it will ever read; one that has ended already says why elsewhere."""
    assert process.stdin is not None
    with suppress(BrokenPipeError), process.stdin as stdin:
        stdin.write(what)


def _comes_up(server: Server, process: subprocess.Popen[bytes], waiting: Waiting) -> bool:
    began = time.monotonic()
    told = 0.0
    while process.poll() is None:
        if server.answers():
            return True
        waited = time.monotonic() - began
        if waited > START_SECONDS:
            raise EmbeddedError(f"{server.name} does not answer after {START_SECONDS:.0f} s")
        if waited > told + 2:
            told = waited
            waiting.say(f"waiting for {server.name} ({waited:.0f} s)")
        waiting.pause()
    return False
