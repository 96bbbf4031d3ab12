"""What workers tell the bench while it runs: a datagram a fact, so that telling costs next to nothing."""

import os
import socket
import time
from typing import NamedTuple

VARIABLE = "BENCH_NOTES"
"""The environment variable that names the bench's port."""


class Note(NamedTuple):
    """A fact: what happened, to which conversation or turn, and when on the machine's monotonic clock."""

    what: str
    number: int
    at: float


class Notes:
    """The bench's end."""

    def __init__(self) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 * 2**20)
        self._socket.bind(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]

    def next(self, what: str, seconds: float = 60) -> Note:
        """The next note of that kind; others are dropped. `TimeoutError` when there is none in time."""
        deadline = time.monotonic() + seconds
        while True:
            self._socket.settimeout(max(0.001, deadline - time.monotonic()))
            kind, number, at = self._socket.recv(200).decode().split()
            if kind == what:
                return Note(kind, int(number), float(at))


class Teller:
    """A worker's end. Says nothing when nobody listens."""

    def __init__(self) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._bench = ("127.0.0.1", int(os.environ[VARIABLE]))

    def tell(self, what: str, number: int) -> None:
        """Sends a note."""
        self._socket.sendto(f"{what} {number} {time.monotonic()}".encode(), self._bench)
