"""`make demo` in a folder of its own, on free ports."""

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.ports import reserved

ROOT = Path(__file__).parents[2]
READY = "Turno is ready."
START_SECONDS = 90
END_SECONDS = 30


@dataclass(frozen=True)
class Demo:
    """Where it is, and who may log in."""

    sandbox_url: str
    app_url: str
    flower_url: str
    admin_user: str
    admin_password: str
    flower_user: str
    flower_password: str


@contextmanager
def running_demo(folder: Path) -> Iterator[Demo]:
    """Start it, wait until it says that it is ready, and end it as Ctrl-C does."""
    app, flower, sandbox = reserved(), reserved(), reserved(2)  # the mail server has the next one
    ports = {"APP_PORT": app, "FLOWER_PORT": flower, "SANDBOX_PORT": sandbox}
    process = subprocess.Popen(
        [sys.executable, "-m", "sandbox.demo"],
        cwd=folder,
        env=_environment() | {name: str(port) for name, port in ports.items()},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        _await_ready(process)
        keys = json.loads((folder / "var" / "keys.json").read_text())
        yield Demo(
            sandbox_url=f"http://127.0.0.1:{sandbox}",
            app_url=f"http://127.0.0.1:{app}",
            flower_url=f"http://127.0.0.1:{flower}",
            admin_user="owner",
            admin_password=keys["owner_password"],
            flower_user="owner",
            flower_password=keys["flower_password"],
        )
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise


def _environment() -> dict[str, str]:
    """Nothing of the settings of whoever runs the tests: no real vendor, no other database."""
    kept = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "USER", "VIRTUAL_ENV")
    known = {name: os.environ[name] for name in kept if name in os.environ}
    return known | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}


def _await_ready(process: subprocess.Popen[str]) -> None:
    """Raises `RuntimeError` with what it said, when it ends or takes too long instead."""
    lines: queue.Queue[str | None] = queue.Queue()

    def read() -> None:
        assert process.stdout is not None
        for line in process.stdout:
            lines.put(line)
        lines.put(None)

    threading.Thread(target=read, name="demo's words", daemon=True).start()
    said: list[str] = []
    deadline = time.monotonic() + START_SECONDS
    while not said or READY not in said[-1]:
        try:
            line = lines.get(timeout=max(0.0, deadline - time.monotonic()))
        except queue.Empty:
            line = None
        if line is None:
            raise RuntimeError(f"the demo did not start: {''.join(said) or 'it said nothing'}")
        said.append(line)
