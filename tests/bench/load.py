"""Chatwoot under load, in a process of its own: keep-alive connections that each post one webhook after the other.

Everything is signed before the clock starts, so that the generator takes as little of the processor as it can.
"""

import asyncio
import gc
import json
import sys
import time
from collections import Counter
from dataclasses import asdict, dataclass

import uvloop

from tests.payloads import message, signed


@dataclass
class Load:
    """What to send. A conversation gets three messages, far apart; `first` numbers the messages."""

    port: int
    path: str
    secret: str
    connections: int
    requests: int
    first: int


@dataclass
class Answers:
    """How it went: machine seconds, and how often each status was answered."""

    seconds: float
    statuses: dict[str, int]
    p99_ms: float

    @property
    def rps(self) -> float:
        """Requests a second."""
        return sum(self.statuses.values()) / self.seconds


class Connection(asyncio.Protocol):
    """Sends a request, waits for its answer, sends the next."""

    def __init__(self, waiting: list[bytes], statuses: Counter[str], took: list[float]) -> None:
        self._waiting = waiting
        self._statuses = statuses
        self._took = took
        self.over: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def begin(self) -> None:
        """Sends the next request, or ends."""
        if not self._waiting:
            self._transport.close()
            self.over.set_result(None)
            return
        self._sent = time.perf_counter()
        self._transport.write(self._waiting.pop())

    def data_received(self, data: bytes) -> None:
        """Both servers answer in one piece; a head without its body would be counted as an answer too early."""
        if data.endswith(b"\r\n\r\n"):
            return
        self._took.append(time.perf_counter() - self._sent)
        self._statuses[(data[9:12] if data.startswith(b"HTTP") else self._head).decode()] += 1
        self.begin()

    def connection_lost(self, error: Exception | None) -> None:
        if not self.over.done():
            self.over.set_exception(error or ConnectionError("the server hung up"))


async def run(load: Load) -> Answers:
    """Sends all of it."""
    raise NotImplementedError
