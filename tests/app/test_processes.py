"""A start: together up, together down, nothing left, and one line for whatever goes wrong."""

import re
import signal
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path
from subprocess import Popen
from typing import TypeVar

import psutil
import pytest
import yaml

from app.launch.supervisor import GRACE_SECONDS
from app.processes import WORKERS, commands
from gateways.settings import Ports
from tests.app.conftest import ROOT, Start, until
from tests.app.moment import REACHED
from tests.ports import reserved

Found = TypeVar("Found")

SMALL = "tests.app.small_start"

PATIENCE_SECONDS = 60
"""For a machine that does much else: all that is waited for takes a second or two."""


@pytest.fixture
def port() -> str:
    """One that nobody listens on."""
    return str(reserved())


def family(pid: int) -> list[psutil.Process]:
    """A launcher and all that it has started, directly or not."""
    launcher = psutil.Process(pid)
    return [launcher, *launcher.children(recursive=True)]


def alive(processes: list[psutil.Process]) -> list[psutil.Process]:
    """Those that still run; a zombie does not."""
    left = []
    for process in processes:
        try:
            if process.is_running() and process.status() != psutil.STATUS_ZOMBIE:
                left.append(process)
        except psutil.NoSuchProcess:
            continue
    return left


def gone(processes: list[psutil.Process]) -> bool:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while alive(processes) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not alive(processes)


def answers(port: str) -> bool:
    connection = HTTPConnection("127.0.0.1", int(port), timeout=2)
    connection.request("GET", "/")
    return connection.getresponse().status == 200


def interrupted(launcher: Popen[str]) -> tuple[int, str]:
    """Ctrl-C: how it ends, and what it says until then."""
    launcher.send_signal(signal.SIGINT)
    rest = launcher.stdout.read() if launcher.stdout else ""
    return launcher.wait(PATIENCE_SECONDS), rest


def test_ctrl_c_ends_all_of_it_quietly(start: Start, port: str) -> None:
    launcher = start(SMALL, port)
    until(launcher.stdout, "All is well.")
    assert answers(port)
    processes = family(launcher.pid)
    # 3 processes, PostgreSQL and Valkey, and the launcher itself.
    assert len(processes) >= 6
    assert interrupted(launcher) == (0, "\nStopping.\nStopped.\n")
    assert gone(processes)


def test_it_ends_as_well_when_nobody_reads_what_it_says(start: Start, port: str) -> None:
    launcher = start(SMALL, port)
    assert launcher.stdout is not None
    until(launcher.stdout, "All is well.")
    launcher.stdout.close()
    processes = family(launcher.pid)
    launcher.send_signal(signal.SIGTERM)
    assert launcher.wait(PATIENCE_SECONDS) == 0
    assert gone(processes)


def child(launcher: Popen[str], name: str) -> psutil.Process | None:
    """The launcher's own child that runs this program."""
    for process in psutil.Process(launcher.pid).children():
        with suppress(psutil.NoSuchProcess):
            if process.name() == name:
                return process
    return None


def comes(launcher: Popen[str], what: Callable[[], Found | None]) -> Found:
    """Waits until a start that goes on has come so far."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (found := what()):
        assert launcher.poll() is None, launcher.stdout.read() if launcher.stdout else ""
        assert time.monotonic() < deadline
        time.sleep(0.005)
    return found


def reached(launcher: Popen[str], moment: str) -> None:
    """Waits until it is at this moment: one of `tests.app.moment`, or a program that it runs."""
    if moment == "initdb":
        comes(launcher, lambda: child(launcher, "initdb"))
    elif moment == "postgres":
        comes(launcher, lambda: child(launcher, "postgres")).suspend()  # so that it does not answer
    else:
        comes(launcher, (Path(psutil.Process(launcher.pid).cwd()) / REACHED).exists)


@pytest.mark.parametrize("moment", ["imports", "initdb", "postgres", "step", "forks", "ready"])
def test_ctrl_c_before_it_is_up_ends_all_of_it_too(start: Start, port: str, moment: str) -> None:
    launcher = start(SMALL, port, MOMENT=moment)
    reached(launcher, moment)
    processes = family(launcher.pid)
    launcher.send_signal(signal.SIGINT)
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            process.resume()
    said = launcher.stdout.read() if launcher.stdout else ""
    assert (launcher.wait(PATIENCE_SECONDS), said) == (0, "Stopped.\n")
    assert gone(processes)


def test_a_second_ctrl_c_waits_for_nobody(start: Start, port: str) -> None:
    launcher = start(SMALL, port, STUBBORN="1")
    until(launcher.stdout, "All is well.")
    processes = family(launcher.pid)
    launcher.send_signal(signal.SIGINT)
    until(launcher.stdout, "Stopping.")
    again = time.monotonic()
    assert interrupted(launcher) == (0, "Stopped.\n")
    assert time.monotonic() - again < GRACE_SECONDS / 2
    assert gone(processes)


def test_a_start_that_is_killed_leaves_nothing(start: Start, port: str) -> None:
    launcher = start(SMALL, port, MOMENT="forks")
    reached(launcher, "forks")
    processes = family(launcher.pid)
    launcher.kill()
    assert gone(processes)


@pytest.mark.parametrize("lock", [[], ["demo.txt"], ["product.txt"]], ids=str)
def test_what_is_imported_beforehand_is_there_starts_no_thread_and_reads_no_setting(
    start: Start, lock: list[str]
) -> None:
    """With what a developer has installed, and with nothing but what the demo or an image installs."""
    importer = start("tests.app.importer", *lock)
    said = importer.stdout.read() if importer.stdout else ""
    assert (importer.wait(PATIENCE_SECONDS), said) == (0, "1 thread\n")


def test_whatever_is_killed_nothing_is_left_and_the_next_start_works(start: Start, port: str) -> None:
    launcher = start(SMALL, port)
    until(launcher.stdout, "All is well.")
    processes = family(launcher.pid)
    launcher.kill()
    assert gone(processes)

    launcher = start(SMALL, port)
    until(launcher.stdout, "All is well.")
    children = psutil.Process(launcher.pid).children()
    (postgres,) = (child for child in children if child.name() == "postgres")
    postgres.kill()
    launcher.kill()

    launcher = start(SMALL, port)
    until(launcher.stdout, "All is well.")
    assert answers(port)


def test_a_dead_child_is_named_and_ends_all_of_it(start: Start, port: str) -> None:
    launcher = start(SMALL, port, DIES="1")
    until(launcher.stdout, "All is well.")
    processes = family(launcher.pid)
    rest = launcher.stdout.read() if launcher.stdout else ""
    assert re.fullmatch(
        r"second ended by itself with code 3, all end: these are my last words \(more in .*\)\n",
        rest,
    )
    assert launcher.wait(PATIENCE_SECONDS) == 1
    assert gone(processes)


def test_a_dead_server_is_named_and_ends_all_of_it(start: Start, port: str) -> None:
    launcher = start(SMALL, port)
    until(launcher.stdout, "All is well.")
    processes = family(launcher.pid)
    (valkey,) = (process for process in processes if process.name().startswith("valkey"))
    valkey.kill()
    rest = launcher.stdout.read() if launcher.stdout else ""
    assert (launcher.wait(PATIENCE_SECONDS), rest) == (1, "Valkey ended by itself: all end\n")
    assert gone(processes)


def test_a_busy_port_is_named_before_anything_is_started(start: Start) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        launcher = start(SMALL, str(port))
        said = launcher.stdout.read() if launcher.stdout else ""
    assert launcher.wait(PATIENCE_SECONDS) == 1
    assert said == (
        f"Port {port} of 127.0.0.1 is in use: end the program that has it, or choose another with APP_PORT\n"
    )


def test_run_without_vendors_names_them_in_one_line(start: Start) -> None:
    launcher = start("app.processes", "run")
    said = launcher.stdout.read() if launcher.stdout else ""
    assert launcher.wait(PATIENCE_SECONDS) == 1
    assert said.count("\n") == 1
    assert said.startswith("Settings: PUBLIC_URL, SECRET_KEY, CHATWOOT_BASE_URL, ")
    assert "DATABASE_URL" not in said


def test_migrate_needs_no_vendor_and_marks_the_database(start: Start) -> None:
    launcher = start("app.processes", "migrate")
    said = launcher.stdout.read() if launcher.stdout else ""
    assert (launcher.wait(PATIENCE_SECONDS), said.splitlines()[-1:]) == (0, ["The database is migrated."])


def test_compose_runs_the_same_processes() -> None:
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text())
    services = compose["services"]
    table = commands("python", "0.0.0.0", Ports(), "/tmp/beat")
    assert {name: services[name]["command"] for name in table} == table
    assert set(services) - set(table) == {"postgres", "redis", "migrate"}
    assert set(WORKERS) < set(table)
    for name in set(services) - {"migrate"}:
        assert services[name]["healthcheck"]["test"], name
    for name in table:
        assert services[name]["depends_on"] == {
            "migrate": {"condition": "service_completed_successfully"},
            "redis": {"condition": "service_healthy"},
        }
    assert services["migrate"]["depends_on"] == {"postgres": {"condition": "service_healthy"}}
    published = [port for service in services.values() for port in service.get("ports", [])]
    assert published
    assert all(port.startswith("127.0.0.1:") for port in published)
