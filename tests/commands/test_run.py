"""`make run`: all of the product's processes on servers of its own, against the stand-ins, until Ctrl-C."""

import signal

from sandbox.server import Standins
from tests.app.conftest import Start, until
from tests.commands.recipe import module


def test_it_runs_until_ctrl_c(start: Start, free_ports: list[int]) -> None:
    app, flower = free_ports[:2]
    with Standins() as vendors:
        own = {
            "PUBLIC_URL": f"http://127.0.0.1:{app}",
            "APP_PORT": str(app),
            "FLOWER_PORT": str(flower),
            "SECRET_KEY": "tests" * 8,
            "FLOWER_BASIC_AUTH": "tests:tests",
        }
        launcher = start(*module("run"), **vendors.environment() | own)
        said = until(launcher.stdout, "Turno runs")
        assert said.startswith("Starting Turno; Ctrl-C ends it.\n")
        assert said.endswith(f"Turno runs: http://127.0.0.1:{app}/admin; Flower: http://127.0.0.1:{flower}\n")
        launcher.send_signal(signal.SIGINT)
        assert launcher.stdout is not None
        assert (launcher.stdout.read(), launcher.wait(20)) == ("\nStopping.\nStopped.\n", 0)
