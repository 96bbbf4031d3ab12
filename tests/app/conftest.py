"""Embedded servers of these tests' own, programs to be started and killed, and the pay links of a shop."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO
from uuid import uuid4

import psycopg
import pytest

from gateways.embedded import EmbeddedServers
from tests.door import door as door
from tests.door import held as held
from tests.ports import reserved

ROOT = Path(__file__).parents[2]

Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture(scope="session")
def own_servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedServers]:
    """PostgreSQL and Valkey, in a folder with a space under one that is closed to others (0700)."""
    folder = tmp_path_factory.mktemp("own servers") / "var"
    with EmbeddedServers(folder, durable=False) as servers:
        yield servers


@pytest.fixture
def empty_database(own_servers: EmbeddedServers) -> str:
    """A database of this test's own; the address is its owner's."""
    name = f"test_{uuid4().hex}"
    with psycopg.connect(own_servers.superuser_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} OWNER turno_owner")
    return own_servers.owner_url.rsplit("/", 1)[0] + f"/{name}"


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts `python -m MODULE ...` in an empty folder with a space; ended after the test."""
    home = tmp_path / "a home"
    home.mkdir(exist_ok=True)
    running: list[subprocess.Popen[str]] = []

    def begin(module: str, *arguments: str, **environment: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            cwd=home,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        running.append(process)
        return process

    yield begin
    for process in running:
        process.send_signal(signal.SIGTERM)
        process.wait(60)
        if process.stdout is not None:
            process.stdout.close()


def until(output: IO[str] | None, text: str) -> str:
    """Reads lines up to one that holds `text`; returns all of them."""
    assert output is not None
    lines = ""
    for line in output:
        lines += line
        if text in line:
            return lines
    raise AssertionError(f"ended without {text!r}: {lines}")


@pytest.fixture
def free_ports() -> list[int]:
    """Four on which nobody listens; the last follows the third."""
    sandbox = reserved(2)
    return [reserved(), reserved(), sandbox, sandbox + 1]
