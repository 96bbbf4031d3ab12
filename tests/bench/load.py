"""Chatwoot under load, in a process of its own: keep-alive connections that each post one webhook after the other.

Everything is signed before the clock starts, so that the generator takes as little of the processor as it can.
"""

import asyncio
import gc
import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import cast

import uvloop

from tests.payloads import message, signed

ROOT = Path(__file__).parents[2]
"""`tests.databases` has it too, but with it comes half the product."""


@dataclass(frozen=True)
class Load:
    """What to send where: messages numbered from `first`, to new conversations that get `each` messages, far apart."""

    port: int
    path: str
    secret: str
    connections: int
    requests: int
    first: int = 1
    each: int = 3

    def conversation(self, number: int) -> int:
        """Where that message goes; conversations are numbered from `first`, too."""
        return self.first + (number - self.first) % (self.requests // self.each)


@dataclass(frozen=True)
class Answered:
    """How it went: machine seconds, how often each status was answered, the slowest hundredth.

    `sent_at` is when each message was sent, in order of their numbers, on the machine's monotonic clock.
    """

    seconds: float
    statuses: dict[str, int]
    p99_ms: float
    sent_at: list[float]

    @property
    def rps(self) -> float:
        """Requests a second."""
        return sum(self.statuses.values()) / self.seconds


def post(load: Load) -> Answered:
    """Sends it all from a process of its own."""
    command = [sys.executable, "-m", "tests.bench.load", json.dumps(asdict(load))]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    if told.returncode != 0:
        raise RuntimeError(f"the load generator failed: {told.stderr[-1000:]}")
    return Answered(**json.loads(told.stdout))


class Connection(asyncio.Protocol):
    """Sends a request, waits for its answer, sends the next."""

    def __init__(
        self, requests: Iterator[bytes], statuses: Counter[str], sent_at: list[float], took: list[float]
    ) -> None:
        self._requests = requests
        self._statuses = statuses
        self._sent_at = sent_at
        self._took = took
        self._answer = b""
        self.over: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Waits for `begin`."""
        self._transport = cast(asyncio.WriteTransport, transport)

    def begin(self) -> None:
        """Sends the next request, or hangs up."""
        request = next(self._requests, None)
        if request is None:
            self.over.set_result(None)
            self._transport.close()
            return
        self._sent = time.monotonic()
        self._sent_at.append(self._sent)
        self._transport.write(request)

    def data_received(self, data: bytes) -> None:
        """Every answer is a JSON object; head and body may come apart."""
        self._answer += data
        if not self._answer.endswith(b"}"):
            return
        self._took.append(time.monotonic() - self._sent)
        self._statuses[self._answer[9:12].decode()] += 1
        self._answer = b""
        self.begin()

    def connection_lost(self, error: Exception | None) -> None:
        """Nothing is sent twice: a server that hangs up fails the round."""
        if not self.over.done():
            self.over.set_exception(error or ConnectionError("the server hung up"))


async def send(load: Load) -> Answered:
    """Connects, then sends from all connections at once."""
    requests = iter([_request(load, load.first + n) for n in range(load.requests)])
    statuses: Counter[str] = Counter()
    sent_at: list[float] = []
    took: list[float] = []
    loop = asyncio.get_running_loop()
    connections = [
        (await loop.create_connection(lambda: Connection(requests, statuses, sent_at, took), "127.0.0.1", load.port))[1]
        for _ in range(load.connections)
    ]
    gc.disable()
    began = time.perf_counter()
    for connection in connections:
        connection.begin()
    await asyncio.gather(*(connection.over for connection in connections))
    seconds = time.perf_counter() - began
    return Answered(seconds, dict(statuses), sorted(took)[int(len(took) * 0.99)] * 1000, sent_at)


def _request(load: Load, number: int) -> bytes:
    text = f"Hola, soy la clienta n.º {number} y quiero hacerme mechas el viernes por la tarde"
    body, headers = signed(message(number, text, load.conversation(number)), load.secret)
    lines = [f"{name}: {value}" for name, value in headers.items()]
    head = "\r\n".join((f"POST {load.path} HTTP/1.1", "host: 127.0.0.1", f"content-length: {len(body)}", *lines))
    return f"{head}\r\n\r\n".encode() + body


if __name__ == "__main__":
    print(json.dumps(asdict(uvloop.run(send(Load(**json.loads(sys.argv[1])))))))
