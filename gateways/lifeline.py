"""Child processes that never outlive us, and what is left of a predecessor that was killed.

Linux tells a child when its parent is gone, however it went (kill -9 too). Elsewhere nothing does,
and the next start is the one that clears up.
"""

import ctypes
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import IO, Protocol

PR_SET_PDEATHSIG = 1  # linux/prctl.h
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None

NOBODY = 65534
"""The uid and gid of nobody in particular, wherever there is one."""


Pause = Callable[[], None]
"""One short step of a wait. What it raises ends the wait."""


class Running(Protocol):
    """A child process, by its parent: a `subprocess.Popen` or what can be handled like one."""

    pid: int

    def poll(self) -> int | None:
        """Its exit code once it has ended."""

    def wait(self) -> int:
        """Its exit code."""

    def send_signal(self, number: int, /) -> None:
        """Unless it has ended."""

    def kill(self) -> None:
        """Unless it has ended."""


class CannotStepDown(RuntimeError):
    """We are root, the server refuses to be, and there is no way to another uid."""


def die_with(parent: int, ending: signal.Signals) -> None:
    """In a fresh child of the process `parent`: be sent `ending` when that is gone."""
    if _libc is None:
        return
    _libc.prctl(PR_SET_PDEATHSIG, int(ending))
    if os.getppid() != parent:  # it went before we had asked
        os.kill(os.getpid(), ending)


def spawn(command: list[str], home: Path, log: IO[bytes], ending: signal.Signals) -> subprocess.Popen[bytes]:
    """Starts a server in the folder `home`, in a session of its own, never as root.

    `ending` is the signal that it gets when we are gone. As root, `home` is made over to the uid
    that the server runs as. Its stdin is a pipe. Raises `CannotStepDown`.
    """
    if os.geteuid() == 0:
        os.chown(home, NOBODY, NOBODY)
        command = _as_nobody(ending) + command
    return subprocess.Popen(
        command,
        cwd=home,
        stdin=subprocess.PIPE,
        stdout=log,
        stderr=subprocess.STDOUT,
        env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"},
        start_new_session=True,  # Ctrl-C is ours to pass on, once nobody needs the server
        preexec_fn=partial(die_with, os.getpid(), ending),
    )


def _as_nobody(ending: signal.Signals) -> list[str]:
    # The one right that is kept lets nobody pass through closed parent folders (a checkout under
    # /root), so that none of them need be opened. A change of uid clears the wish to die with the
    # parent: it is made again.
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        raise CannotStepDown(
            "PostgreSQL refuses to run as root, and `setpriv` (package util-linux) is not there to"
            " step down; install it, be another user, or set DATABASE_URL and REDIS_URL"
        )
    return [
        setpriv,
        f"--reuid={NOBODY}",
        f"--regid={NOBODY}",
        "--clear-groups",
        "--inh-caps=+dac_override",
        "--ambient-caps=+dac_override",
        f"--pdeathsig={ending.name}",
    ]


def nap() -> None:
    """A pause that only waits."""
    time.sleep(0.02)


def end(process: Running, ending: signal.Signals, seconds: float, hurries: Callable[[], bool] = lambda: False) -> None:
    """Asks a child to end and waits; kills it when it has not ended after `seconds`, or when somebody hurries."""
    process.send_signal(ending)
    deadline = time.monotonic() + seconds
    while process.poll() is None:
        if hurries() or time.monotonic() > deadline:
            process.kill()
            process.wait()
            return
        nap()


def residents(home: Path) -> set[int]:
    """The pids of all processes at work in this folder (their working directory); Linux only."""
    found = set()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "cwd").readlink() == home:
                found.add(int(process.name))
        except OSError:  # just gone, a zombie, or somebody else's
            continue
    return found


def end_leftover(pid_file: Path, ending: signal.Signals, seconds: float, pause: Pause = nap) -> set[int]:
    """Ends the server that a killed predecessor left in the pid file's folder; removes the file.

    Returns the processes that are still there after `seconds`. Only for a caller who holds the lock
    of that folder: then nobody else has a use for the server. A pid in the file proves nothing: it
    may be a zombie's, or given to another program since.
    """
    if sys.platform != "linux" or not pid_file.exists():
        return set()
    deadline = time.monotonic() + seconds
    home = pid_file.parent.resolve()
    first = pid_file.read_text().split()[:1]
    left = residents(home)
    for pid in left & {int(pid) for pid in first if pid.isdecimal()}:
        os.kill(pid, ending)
    while left and time.monotonic() < deadline:
        pause()
        left = residents(home)
    if not left:
        pid_file.unlink(missing_ok=True)
    return left
