"""POST /webhooks/chatwoot: verify, store, answer. Anything else happens later and elsewhere.

A bare ASGI endpoint: at thousands of requests a second the framework's request object would be most of the cost.
"""

import hashlib
import hmac
import time
from collections.abc import Sequence
from typing import Protocol

import structlog
from psycopg import DataError
from pydantic_core import from_json
from starlette.types import Receive, Scope, Send

from app.intake import Intake, Unstored
from flows.incoming import Malformed, read
from gateways.checkpoint import checkpoint

log = structlog.get_logger()

SIGNATURE_WINDOW_SECONDS = 300
LARGEST_BODY = 4 * 1024 * 1024


class Waker(Protocol):
    """Who is told, after the answer, that there is something to do. Must not block."""

    def conversation(self, conversation_id: int, due_in: float) -> None:
        """The conversation wants a turn in so many seconds of domain time."""

    def hint(self, inbox_id: int) -> None:
        """The inbox row asks to read something again."""


class Observer(Protocol):
    """Who counts the answers."""

    def __call__(self, outcome: str, seconds: float) -> None: ...


class TooLarge(Exception):
    """The body is larger than anything Chatwoot sends."""


class ChatwootWebhook:
    """The endpoint. `secrets` are all that may sign: bot, account, and the next one while they rotate."""

    def __init__(self, secrets: Sequence[str], intake: Intake, waker: Waker, observe: Observer) -> None:
        self._secrets = [secret.encode() for secret in secrets]
        self._intake = intake
        self._waker = waker
        self._observe = observe

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = time.perf_counter()
        if scope["method"] != "POST":
            await answer(send, 405, b'{"error":"POST only"}')
            return
        try:
            body = await read_body(receive)
        except TooLarge:
            await self._reject(send, started, 413, "too large", b'{"error":"body too large"}')
            return
        headers: dict[bytes, bytes] = dict(scope["headers"])
        if not self._signed(headers, body):
            await self._reject(send, started, 401, "wrong signature", b'{"error":"wrong signature"}')
            return
        delivery = headers.get(b"x-chatwoot-delivery", b"").decode("latin-1") or hashlib.sha256(body).hexdigest()
        try:
            rows = read(from_json(body, allow_inf_nan=False), delivery)
        except Malformed as error:
            await self._reject(send, started, 422, str(error), b'{"error":"not a Chatwoot event"}')
            return
        except ValueError:
            await self._reject(send, started, 400, "not JSON", b'{"error":"not JSON"}')
            return
        checkpoint("webhook.received")
        try:
            stored = await self._intake.store(rows) if rows else []
        except DataError:
            await self._reject(send, started, 422, "cannot be stored", b'{"error":"not a Chatwoot event"}')
            return
        except Unstored:
            # 500 is what Chatwoot's bot webhook tries again.
            await self._reject(send, started, 500, "not stored", b'{"error":"try again"}')
            return
        checkpoint("webhook.stored")
        await answer(send, 200, b"{}")
        self._observe("stored" if stored else "nothing new", time.perf_counter() - started)
        for row in stored:
            if row["kind"] == "hint":
                self._waker.hint(row["id"])
            elif row["due_in"] is not None:
                self._waker.conversation(row["conversation_id"], row["due_in"])

    def _signed(self, headers: dict[bytes, bytes], body: bytes) -> bool:
        """HMAC over "{timestamp}." and the raw body, by any of our secrets, not older or newer than the window."""
        stamp = headers.get(b"x-chatwoot-timestamp", b"")
        given = headers.get(b"x-chatwoot-signature", b"")
        if not stamp.isdigit() or len(stamp) > 12 or abs(time.time() - int(stamp)) > SIGNATURE_WINDOW_SECONDS:
            return False
        message = stamp + b"." + body
        return any(
            hmac.compare_digest(b"sha256=" + hmac.digest(secret, message, "sha256").hex().encode(), given)
            for secret in self._secrets
        )

    async def _reject(self, send: Send, started: float, status: int, why: str, body: bytes) -> None:
        log.warning("webhook refused", vendor="chatwoot", status=status, why=why)
        await answer(send, status, body)
        self._observe(f"refused {status}", time.perf_counter() - started)


async def read_body(receive: Receive) -> bytes:
    """The whole body; `TooLarge` as soon as it is over the limit."""
    message = await receive()
    body: bytes = message.get("body", b"")
    if not message.get("more_body") and len(body) <= LARGEST_BODY:
        return body
    parts = [body]
    size = len(body)
    while message.get("more_body"):
        message = await receive()
        part: bytes = message.get("body", b"")
        size += len(part)
        if size > LARGEST_BODY:
            raise TooLarge
        parts.append(part)
    if size > LARGEST_BODY:
        raise TooLarge
    return b"".join(parts)


async def answer(send: Send, status: int, body: bytes) -> None:
    """A small JSON answer."""
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
