"""A start with stand-in processes, for tests to run and to kill: `small_start PORT`.

Its data lies in `var/` of the working directory. With DIES in the environment, the process "second"
ends by itself after a second.
"""

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

SLEEPS = "import time\nwhile True: time.sleep(1)"
DIES = "import sys, time\ntime.sleep(1)\nprint('these are my last words')\nsys.exit(3)"


def start() -> int:
    """One that serves pages and two that sleep."""
    port = int(sys.argv[1])
    check_ports({"APP_PORT": port})
    folder = Path("var").absolute()
    folder.mkdir(exist_ok=True)
    keys = remembered(folder / "keys.json")
    given = surroundings()
    write(folder / "google-service-account.json", {})
    launch = Launch("sandbox", folder, environment(given, settings_in(Ports, given), keys, folder))
    with launch.servers():
        commands = {
            "pages": [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1"],
            "first": [sys.executable, "-c", SLEEPS],
            "second": [sys.executable, "-c", DIES if "DIES" in os.environ else SLEEPS],
        }
        return launch.supervise(commands, {"pages": page(port, "/")}, "All is well.")


if __name__ == "__main__":
    sys.exit(exit_code(start))
