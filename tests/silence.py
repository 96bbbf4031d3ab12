"""A server that accepts every connection and never says a word: what a frozen one looks like."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass
class Silence:
    """Who waits for a word."""

    port: int
    """On 127.0.0.1."""
    waiting: int = 0
    most: int = 0
    """Waited at the same time."""


@contextmanager
def silence() -> Iterator[Silence]:
    """Accepts until the end of the block."""
    kept: list[socket.socket] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        heard = Silence(int(listening.getsockname()[1]))
        counting = threading.Lock()

        def hear(connection: socket.socket) -> None:
            with counting:
                heard.waiting += 1
                heard.most = max(heard.most, heard.waiting)
            try:
                while connection.recv(4096):
                    pass
            except OSError:  # broken off instead of closed
                pass
            with counting:
                heard.waiting -= 1

        def accept() -> None:
            while True:
                try:
                    kept.append(listening.accept()[0])
                except OSError:
                    return
                threading.Thread(target=hear, args=(kept[-1],), daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        yield heard
        listening.shutdown(socket.SHUT_RDWR)
    for connection in kept:
        connection.close()


@contextmanager
def silent_server() -> Iterator[int]:
    """Its port on 127.0.0.1."""
    with silence() as heard:
        yield heard.port
