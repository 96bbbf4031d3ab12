"""Requests that change something must come from our own pages.

SQLAdmin has no CSRF token, and its action routes answer to GET. The session cookie is SameSite=Strict;
this is the second lock, and it holds for other sites on the same host as well.
"""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
REFUSAL = "Esta petición no viene de estas páginas."


class SameOrigin:
    """ASGI middleware: 403 for an unsafe request, an action or a logout that another site made.

    Browsers say where a request comes from in `Sec-Fetch-Site`, else in `Origin` or `Referer`. One
    that does not say it at all is refused too. `public_url` is our own address where a proxy in front
    hides it from us.
    """

    def __init__(self, app: ASGIApp, public_url: str) -> None:
        self.app = app
        self.own = _origin(public_url)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and _guarded(scope) and not self._ours(Headers(scope=scope)):
            refusal = PlainTextResponse(REFUSAL, status_code=403)
            await refusal(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def _ours(self, headers: Headers) -> bool:
        site = headers.get("sec-fetch-site")
        if site is not None:
            return site == "same-origin"
        said = headers.get("origin") or _origin(headers.get("referer", ""))
        if not said or said == "null":
            return False
        return said == self.own or urlsplit(said).netloc == headers.get("host")


def _guarded(scope: Scope) -> bool:
    path: str = scope["path"].removeprefix(scope.get("root_path", ""))
    steps = path.strip("/").split("/")
    return scope["method"] not in SAFE_METHODS or "action" in steps or steps[0] == "logout"


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
