"""What `make TARGET` would run, read out of the Makefile."""

import os
import shlex
import subprocess
import sys

from tests.databases import ROOT

STAMPS = ("-o", ".venv/dev", "-o", ".venv/demo")
"""As if the packages were there: tests install nothing."""


def recipe(target: str, **variables: str) -> list[str]:
    """The target's one command as this Python runs it, `variables` as on make's command line."""
    given = [f"{name}={value}" for name, value in (variables | {"PY": shlex.quote(sys.executable)}).items()]
    told = subprocess.run(
        ["make", "--no-print-directory", "-n", "-s", *STAMPS, target, *given],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=True,
    )
    (line,) = told.stdout.splitlines()
    return shlex.split(line)


def module(target: str, **variables: str) -> list[str]:
    """The same without `python -m`."""
    python, option, *command = recipe(target, **variables)
    assert (python, option) == (sys.executable, "-m")
    return command


def made(target: str, *, seconds: float = 280, environment: dict[str, str] | None = None, **variables: str) -> str:
    """Runs it from the checkout, in an environment with nobody's settings in it; what it said. Fails when it does."""
    done = subprocess.run(
        recipe(target, **variables),
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=seconds,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout
