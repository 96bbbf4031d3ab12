"""Both servers of one folder, and who may run them."""

import fcntl
import os
import subprocess
import time
from pathlib import Path
from typing import IO, Self

from gateways.embedded import postgres, valkey
from gateways.embedded.access import Access, Damaged
from gateways.embedded.server import STOP_SECONDS, EmbeddedError, Server, Waiting, clear, start
from gateways.lifeline import CannotStepDown, Pause, end

LOCK_SECONDS = 2.0
"""A predecessor that was told to end has this long to let go of the folder."""


class EmbeddedServers:
    """Both servers, between `start()` and `stop()`; also a context manager.

    `folder` holds their data, their logs (`log/`) and their passwords (`servers.json`). With
    `durable=False` nothing is synced to disk: for tests. The addresses are
    there after `start()`.
    """

    database_url: str
    """The database as the application's role."""
    owner_url: str
    """The same database as its owner, who migrates."""
    superuser_url: str
    """The maintenance database as superuser: tests create their own databases through it."""
    redis_url: str

    def __init__(self, folder: Path | str, durable: bool = True, waiting: Waiting | None = None) -> None:
        self.folder = Path(folder).absolute()
        self._durable = durable
        self._waiting = waiting or Waiting()
        self._lock: IO[str] | None = None
        self._running: list[tuple[Server, subprocess.Popen[bytes]]] = []

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Starts both and waits until they answer. Raises `EmbeddedError`; nothing runs then."""
        try:
            self._start()
        except (CannotStepDown, Damaged) as error:
            self.stop()
            raise EmbeddedError(str(error)) from None
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Ends both cleanly. Harmless when nothing runs."""
        while self._running:
            server, process = self._running.pop()
            end(process, server.ending, STOP_SECONDS, self._waiting.hurries)
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def pids(self) -> dict[str, int]:
        """The servers that were started, by name."""
        return {server.name: process.pid for server, process in self._running}

    def dead(self) -> str | None:
        """The name of a server that has ended by itself, or None."""
        return next((s.name for s, process in self._running if process.poll() is not None), None)

    def _start(self) -> None:
        logs = self.folder / "log"
        logs.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._lock = _locked(self.folder / "lock", self._waiting.pause)
        remembered = self.folder / "servers.json"
        home = self.folder / "postgres"
        if home.exists() and not remembered.exists():
            raise EmbeddedError(f"{remembered} is lost, with the passwords: remove {home} too")
        access = Access.remembered(remembered)
        servers = (
            postgres.server(home, access, self._durable),
            valkey.server(self.folder / "valkey", access, self._durable),
        )
        for server in servers:
            clear(server, self._waiting)
        if not home.exists():
            postgres.initialize(home, access, logs / "postgresql.log", self._waiting.pause)
        (self.folder / "valkey").mkdir(mode=0o700, exist_ok=True)
        for server in servers:
            log = logs / f"{server.name.lower()}.log"
            self._running.append((server, start(server, log, self._waiting)))
        postgres.furnish(access)
        access.remember(remembered)
        self.database_url, self.owner_url, self.superuser_url = postgres.urls(access)
        self.redis_url = access.redis_url()


def _locked(path: Path, pause: Pause) -> IO[str]:
    """Holds the folder for us until the file is closed, by us or by our end."""
    file = path.open("a+")
    deadline = time.monotonic() + LOCK_SECONDS
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            if time.monotonic() > deadline:
                file.seek(0)
                holder = file.read().strip()
                file.close()
                raise EmbeddedError(
                    f"{path.parent} is in use by another start (pid {holder}): end that one first"
                ) from None
            try:
                pause()
            except BaseException:
                file.close()
                raise
        else:
            file.truncate(0)
            file.write(str(os.getpid()))
            file.flush()
            return file
