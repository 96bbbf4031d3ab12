"""What a start says when something is wrong with the place where it is: one line, and no traceback."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.launch.launcher import check_ports
from app.launch.terminal import LaunchError
from gateways.embedded import EmbeddedError, EmbeddedServers
from sandbox.keys import remembered
from tests.app.conftest import Start
from tests.databases import ROOT
from tests.ports import reserved


def said(stdout: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """What `say` does in a process whose output goes there."""
    program = "from app.launch.terminal import say; say('Peluquería'); say('again')"
    with open(stdout, "w") as output:
        return subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={"PATH": "", **environment},
            stdout=output,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )


def test_no_room_for_a_line_is_no_reason_to_end() -> None:
    ended = said("/dev/full")
    assert (ended.returncode, ended.stderr) == (0, "")


def test_a_terminal_without_accents_is_spoken_to_without(tmp_path: Path) -> None:
    ended = said(str(tmp_path / "output"), PYTHONIOENCODING="ascii")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert (tmp_path / "output").read_text() == "Peluquer\\xeda\nagain\n"


def test_one_port_for_two_is_named() -> None:
    port = reserved()
    with pytest.raises(LaunchError, match=f"APP_PORT and SANDBOX_PORT are both {port}"):
        check_ports({"APP_PORT": port, "SANDBOX_PORT": port})


def test_damaged_keys_are_named(tmp_path: Path) -> None:
    (tmp_path / "keys.json").write_text('{"secret_key": ')
    with pytest.raises(LaunchError, match=r"keys\.json is damaged"):
        remembered(tmp_path / "keys.json")


def test_damaged_passwords_are_named(tmp_path: Path) -> None:
    (tmp_path / "servers.json").write_text("")
    with pytest.raises(EmbeddedError, match=r"servers\.json is damaged"):
        EmbeddedServers(tmp_path).start()


def test_a_folder_that_is_a_file_is_named(start: Start, tmp_path: Path) -> None:
    (tmp_path / "a home" / "var").write_text("")
    launcher = start("app.processes", "migrate")
    said = launcher.stdout.read() if launcher.stdout else ""
    assert (launcher.wait(), said.count("\n")) == (1, 1)
    assert said.endswith("/var/production/log: Not a directory\n")
