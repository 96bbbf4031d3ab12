"""Processes of the bench: started from the checkout, with their logs in its folder, gone when it is."""

import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx

from gateways.lifeline import die_with, end
from tests.databases import ROOT

START_SECONDS = 60.0


class Children:
    """`start` and `serve` processes within a `with`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._running: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        while self._running:
            end(self._running.pop(), signal.SIGTERM, seconds=5)

    def start(self, name: str, *command: str, environment: dict[str, str]) -> subprocess.Popen[bytes]:
        """Starts `python -m COMMAND`."""
        with (self._folder / f"{name}.log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", *command],
                cwd=ROOT,
                env=environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                preexec_fn=partial(die_with, os.getpid(), signal.SIGTERM),
            )
        self._running.append(process)
        return process

    def serve(self, name: str, app: str, port: int, ready: str, environment: dict[str, str]) -> subprocess.Popen[bytes]:
        """Starts one uvicorn process as in production and waits until the path `ready` answers."""
        loop = ("--loop", "uvloop", "--http", "httptools", "--no-access-log", "--timeout-graceful-shutdown", "1")
        process = self.start(name, "uvicorn", app, "--port", str(port), *loop, environment=environment)
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and process.poll() is None:
            try:
                httpx.get(f"http://127.0.0.1:{port}{ready}", timeout=1)
                return process
            except httpx.TransportError:
                time.sleep(0.05)
        raise RuntimeError(f"{name} did not start: {self.log(name)}")

    def stop(self, process: subprocess.Popen[bytes]) -> None:
        """Ends one of them before the others."""
        self._running.remove(process)
        end(process, signal.SIGTERM, seconds=5)

    def log(self, name: str) -> str:
        """The end of what a process has said."""
        return (self._folder / f"{name}.log").read_text(errors="replace")[-2000:]
