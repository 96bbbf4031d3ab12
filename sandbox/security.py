"""Why no other site can use the sandbox of somebody who has it open: it listens on 127.0.0.1
only, answers to no other name (DNS rebinding), and takes commands only as a page of its own or a
script sends them."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

HOSTS = ("127.0.0.1", "localhost")
"""The only names under which the sandbox answers, on any port."""


class LocalOnly:
    """ASGI middleware around everything."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            refusal = refused(scope["method"], scope["path"], Headers(scope=scope))
            if refusal is not None:
                status, why = refusal
                await JSONResponse({"error": why}, status)(scope, receive, send)
                return
        await self._app(scope, receive, send)


def refused(method: str, path: str, headers: Headers) -> tuple[int, str] | None:
    """Status and reason when a request must not be answered."""
    host = headers.get("host", "")
    if host.rpartition(":")[0] not in HOSTS and host not in HOSTS:
        return 421, "the sandbox answers only to 127.0.0.1 and localhost"
    if method in ("GET", "HEAD") or not path.startswith("/sandbox/"):
        return None
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != host:
        return 403, "another site may not use the sandbox"
    # A script may leave out body and content type (`curl -X POST .../pay`). A browser cannot do
    # that for a foreign page without naming its origin, which is refused above.
    empty = headers.get("content-length", "0") == "0" and "transfer-encoding" not in headers
    if empty and "content-type" not in headers:
        return None
    if headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        return 415, "commands are sent as application/json"
    return None
