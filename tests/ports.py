"""Ports for servers that a test starts later, perhaps again and again.

One that was only found free may be gone by then: to another test process, or to anybody's outgoing connection, whose
ports lie in the kernel's own range.
"""

import fcntl
import os
import random
import tempfile
from pathlib import Path
from typing import IO

from gateways.embedded.access import is_free

PORTS = range(10_000, 20_000)
"""Below the kernel's range for outgoing connections, and below that of the embedded servers."""

_kept: dict[int, IO[str]] = {}
_random = random.SystemRandom()


def reserved(width: int = 1) -> int:
    """The first of so many ports in a row on which nobody listens; no other test process is given them before this
    one has ended."""
    while True:
        first = _random.choice(PORTS[:-width])
        if all(_take(port) for port in range(first, first + width)):
            return first


def _take(port: int) -> bool:
    if port in _kept or not is_free(port):
        return False
    folder = Path(tempfile.gettempdir()) / f"turno-ports-{os.getuid()}"
    folder.mkdir(exist_ok=True)
    file = (folder / str(port)).open("w")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        return False
    _kept[port] = file
    return True
