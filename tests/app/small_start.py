"""A start with stand-in processes, for tests to run and to kill: `small_start PORT`.

Its data lies in `var/` of the working directory. With DIES in the environment, the process "second" ends by itself
after a second; with STUBBORN, "first" does not end when it is told to; MOMENT is a moment of it (`tests.app.moment`).
"""

from gateways.interrupt import INTERRUPT

if __name__ == "__main__":
    INTERRUPT.listen()
    import tests.app.moment_imports  # noqa: F401

import os
import sys
from pathlib import Path

from app.launch.launcher import Launch, check_ports
from app.launch.readiness import page
from app.launch.terminal import exit_code
from app.processes import settings_in, surroundings
from gateways.settings import Ports
from sandbox.demo import environment
from sandbox.keys import remembered, write
from tests.app.moment import REACHED

SLEEPS = "import time\nwhile True: time.sleep(1)"
DIES = "import sys, time\ntime.sleep(1)\nprint('these are my last words')\nsys.exit(3)"
SLEEPER = [sys.executable, "-m", "tests.app.sleeper"]


def start() -> int:
    """One that serves pages and two that sleep: two forked, one executed."""
    port = int(sys.argv[1])
    moment = os.environ.get("MOMENT")
    check_ports({"APP_PORT": port})
    folder = Path("var").absolute()
    folder.mkdir(exist_ok=True)
    keys = remembered(folder / "keys.json")
    given = surroundings()
    write(folder / "google-service-account.json", {})
    told = environment(given, settings_in(Ports, given), keys, folder)
    launch = Launch(
        "sandbox", folder, told, modules={"first": ("tests.app.moment_forks",)} if moment == "forks" else {}
    )
    with launch.servers():
        if moment == "step":
            launch.step("slow", "tests.app.sleeper", "", REACHED)
        commands = {
            "pages": [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1"],
            "first": [*SLEEPER, "stubborn", "deaf"] if "STUBBORN" in os.environ else SLEEPER,
            "second": [sys.executable, "-c", DIES if "DIES" in os.environ else SLEEPS],
        }
        checks = {"pages": page(port, "/")}
        if moment == "ready":
            checks["moment"] = never_well
        if "STUBBORN" in os.environ:
            checks["first"] = Path("deaf").exists
        return launch.supervise(commands, checks, "All is well.")


def never_well() -> bool:
    """A process that does not come up."""
    Path(REACHED).touch()
    return False


if __name__ == "__main__":
    sys.exit(exit_code(start))
