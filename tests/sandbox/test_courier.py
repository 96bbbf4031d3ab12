"""Webhooks over HTTP: to a product that listens, and to one that does not."""

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from sandbox.clock import FixedClock
from sandbox.server import Standins
from tests.sandbox.given import NINE, parrot

LAURA = "/sandbox/customers/+34600111222/messages"


class Product(ThreadingHTTPServer):
    """Takes webhooks: path, signature header and length of each."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.taken: list[tuple[str, bool, int]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    """One webhook."""

    server: Product

    def do_POST(self) -> None:
        length = len(self.rfile.read(int(self.headers["content-length"])))
        signed = "x-chatwoot-signature" in self.headers
        self.server.taken.append((self.path, signed, length))
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the test says what it saw."""


@pytest.fixture
def product() -> Iterator[Product]:
    with Product() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_webhooks_reach_the_product(product: Product) -> None:
    with Standins(public_url=product.url, clock=FixedClock(NINE), brain=parrot) as standins:
        standins.post(LAURA, {"name": "Laura", "text": "Hola"})
        standins.flush()
        sent = sorted(("/webhooks/chatwoot", True, len(w.body)) for w in standins.webhooks)
    assert len(sent) == 3
    assert sorted(product.taken) == sent


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        nobody = f"http://127.0.0.1:{taken.getsockname()[1]}"
    with Standins(public_url=nobody, brain=parrot, webhooks="bot") as standins:
        standins.post(LAURA, {"name": "Laura", "text": "Hola"})
        standins.flush()
        # The bot could not be told of a message: people see to it.
        assert standins.get("/sandbox/inbox")[0]["status"] == "open"
