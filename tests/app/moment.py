"""A moment of a start that a test names in MOMENT: what comes there says so, and waits for what the test does to it."""

import os
import time
from pathlib import Path

from gateways.interrupt import INTERRUPT

REACHED = "reached"
"""A file in the working directory."""


def reach(name: str) -> None:
    """Waits until somebody asks for the end, when this is the moment; else goes on."""
    if os.environ.get("MOMENT") != name:
        return
    Path(REACHED).touch()
    deadline = time.monotonic() + 60
    while not INTERRUPT.times and time.monotonic() < deadline:
        time.sleep(0.01)
