"""Claude's address, answered by hand: whatever bytes a test wants, or none."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Bytes:
    """One HTTP answer. `cut`: the connection ends in the middle of it; `hang`: nothing comes at all."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"content-type": "application/json"})
    cut: bool = False
    hang: bool = False


@dataclass
class Wire:
    """A server with a script: its last entry is repeated for ever."""

    url: str = ""
    script: list[Bytes] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)

    def plays(self, *script: Bytes) -> None:
        """From now on."""
        self.script, self.asked = list(script), []


def message(*content: Any, stop: str | None = "end_turn", **more: Any) -> Bytes:
    """An answer in Anthropic's shape, whatever is in it."""
    told = {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "model": "claude-by-hand",
        "content": list(content),
        "stop_reason": stop,
        "stop_sequence": None,
        "usage": {"input_tokens": 100, "output_tokens": 10},
    }
    return Bytes(json.dumps(told | more).encode())


def error(status: int, **headers: str) -> Bytes:
    """A refusal in Anthropic's shape."""
    told = {"type": "error", "error": {"type": "some_error", "message": "no"}}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Bytes(json.dumps(told).encode(), status, {"content-type": "application/json"} | named)


def text(words: Any) -> dict[str, Any]:
    """A block of words."""
    return {"type": "text", "text": words}


def tool(name: Any, given: Any, id_: Any = "toolu_1") -> dict[str, Any]:
    """A block that wants a tool."""
    return {"type": "tool_use", "id": id_, "name": name, "input": given}


@contextmanager
def wire() -> Iterator[Wire]:
    """The server, while the block runs."""
    played = Wire()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            played.asked.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
            answer = played.script.pop(0) if len(played.script) > 1 else played.script[0]
            if answer.hang:
                self.connection.recv(1)  # until who asked has hung up
                self.close_connection = True
                return
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body[: len(answer.body) // 2] if answer.cut else answer.body)
            self.close_connection = answer.cut

        def log_message(self, *_: Any) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    played.url = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield played
    finally:
        server.shutdown()
        server.server_close()
