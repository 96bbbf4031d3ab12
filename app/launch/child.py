"""One process of a start: forked from the launcher, which has imported what it needs, or executed.

A fork costs a few milliseconds and shares its memory; Celery and the vendors' clients are read once, not seven times
(docs/decisions/0013). What is no module, and every process where a fork without an exec is not safe (anywhere but on
Linux, or once threads run), is executed as usual. Either way it has a session of its own, so that Ctrl-C is the
launcher's to pass on, and dies with the launcher.
"""

import atexit
import gc
import os
import runpy
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn

from gateways.lifeline import Running, die_with

STOPPING = (signal.SIGINT, signal.SIGTERM)


class Forked:
    """A child by its pid, handled as `subprocess.Popen` is."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Its exit code (a signal's number, negative, when one ended it), or None while it runs."""
        return self._look(os.WNOHANG)

    def wait(self) -> int:
        """Its exit code, once it has ended."""
        code = self._look(0)
        assert code is not None
        return code

    def send_signal(self, number: int) -> None:
        """Nothing happens when it has ended: its pid may be another's by now."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """At once."""
        self.send_signal(signal.SIGKILL)

    def _look(self, how: int) -> int | None:
        if self.returncode is None:
            pid, status = os.waitpid(self.pid, how)
            if pid:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode


def begin(command: Sequence[str], environment: Mapping[str, str], log: Path | None) -> Running:
    """Starts it. What it says goes to a new file `log`; without one, to where ours goes."""
    if log is None:
        return _begin(command, environment, None)
    with log.open("wb") as output:
        return _begin(command, environment, output.fileno())


def may_fork() -> bool:
    """Nothing but this thread would be in the fork: a lock that another holds would stay locked in it for ever."""
    return sys.platform == "linux" and len(os.listdir("/proc/self/task")) == 1


def become(command: Sequence[str], environment: Mapping[str, str], output: int | None) -> None:
    """In a fresh process: is `python -m COMMAND` with that environment and nothing else of ours."""
    if output is not None:
        os.dup2(output, 1)
        os.dup2(output, 2)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    sys.argv[:] = command
    gc.enable()
    runpy.run_module(command[0], run_name="__main__", alter_sys=True)


def _begin(command: Sequence[str], environment: Mapping[str, str], output: int | None) -> Running:
    if list(command[:2]) == [sys.executable, "-m"] and may_fork():
        return _fork(command[2:], environment, output)
    return subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=None if output is None else subprocess.STDOUT,
        start_new_session=True,
        preexec_fn=partial(die_with, os.getpid(), signal.SIGKILL),
    )


def _fork(command: Sequence[str], environment: Mapping[str, str], output: int | None) -> Forked:
    _flush()
    gc.freeze()  # the collector leaves alone, and so unwritten and shared, what is there already
    launcher = os.getpid()
    # A signal that comes before the child has let go of our handlers would only be counted in it.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
    pid = os.fork()
    if pid == 0:
        _live(launcher, before, command, environment, output)
    signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return Forked(pid)


def _live(
    launcher: int,
    mask: set[int | signal.Signals],
    command: Sequence[str],
    environment: Mapping[str, str],
    output: int | None,
) -> NoReturn:
    """In the child, from beginning to end: what is below us on the stack is the launcher's and never comes back."""
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        die_with(launcher, signal.SIGKILL)
        os.setsid()
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        if output is not None:
            output = os.dup2(output, 1)
            os.dup2(output, 2)
        _speak_anew()
        os.closerange(3, os.sysconf("SC_OPEN_MAX"))  # the lock on the folder, above all, is not ours to hold
        code = _run(command, environment)
    finally:
        os._exit(code)


def _speak_anew() -> None:
    """Its words go to a file or a pipe now: without what the launcher's terminal or locale had asked for."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", line_buffering=stream is sys.stderr)


def _run(command: Sequence[str], environment: Mapping[str, str]) -> int:
    """As the interpreter runs its main module, and then what it does at its end."""
    code = 0
    try:
        become(command, environment, None)
    except SystemExit as end:
        code = _code(end.code)
    except BaseException:
        sys.excepthook(*sys.exc_info())
        code = 1
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    _flush()
    return code


def _flush() -> None:
    for stream in filter(None, (sys.stdout, sys.stderr)):  # a closed one is None
        with suppress(OSError):
            stream.flush()


def _code(said: object) -> int:
    if said is None or isinstance(said, int):
        return said or 0
    print(said, file=sys.stderr)
    return 1
