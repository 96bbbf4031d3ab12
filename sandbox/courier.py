"""The vendors' webhooks on their way to the product: signed at each try, sent beside each other,
kept over a restart."""

import asyncio
import json
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Literal

import httpx

from sandbox.signatures import chatwoot_headers, stripe_headers
from sandbox.store import Document, Store

Line = Literal["account", "bot", "stripe"]
"""Who sends: Chatwoot's account webhook, Chatwoot's agent bot, Stripe."""

AT_ONCE = 16
"""Webhooks under way at the same time."""


@dataclass(frozen=True)
class Webhook:
    """One HTTP request to the product."""

    path: str
    headers: dict[str, str]
    body: bytes
    timeout: float
    """Seconds to connect, and again to answer."""


Send = Callable[[Webhook], Awaitable[int]]
"""Delivers and returns the HTTP status; 0 when there was no answer."""


@dataclass(frozen=True)
class Habits:
    """How a line treats an answer. `pauses` are machine seconds before the second, third … try."""

    path: str
    timeout: float
    pauses: tuple[float, ...]
    retries: Callable[[int], bool]


HABITS: dict[Line, Habits] = {
    "account": Habits("/webhooks/chatwoot", 5, (), lambda status: False),
    "bot": Habits("/webhooks/chatwoot", 5, (3, 3), lambda status: status in (429, 500)),
    # Stripe's own schedule reaches over three days; here it starts at once and goes on in minutes.
    "stripe": Habits("/webhooks/stripe", 20, (1, 2, 5, 10, 30, *[60] * 14), lambda status: True),
}


@dataclass
class Courier:
    """Queues webhooks and delivers them from its own tasks.

    `queue` may be called before `start`.
    """

    store: Store
    secrets: dict[Line, str]
    public_url: str
    """Where the product is."""
    copies: int = 1
    """How often each webhook is delivered: a vendor may repeat itself."""
    haste: float = 1.0
    """Pauses between tries are multiplied with this."""
    send: Send | None = None
    """Delivers instead of HTTP to `public_url`."""
    on_failure: Callable[[Line, Document], None] = lambda line, event: None
    """Told when the last try of a webhook has failed, with its body."""
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _room: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))
    _loop: asyncio.AbstractEventLoop | None = None
    _client: httpx.AsyncClient = field(default_factory=lambda: httpx.AsyncClient(trust_env=False, verify=False))

    def start(self) -> None:
        """Begin to deliver, with what an earlier run left."""
        self._loop = asyncio.get_running_loop()
        for parcel in self.store.all("parcel"):
            self._set_off(parcel["n"])

    async def stop(self) -> None:
        """Stop; what is under way stays queued for the next start."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._client.aclose()

    def queue(self, line: Line, body: Document) -> None:
        """Send this body soon. Belongs into the transaction of what it tells about."""
        delivery = str(uuid.uuid4())
        for _ in range(self.copies):
            n = self.store.number("parcel")
            parcel = {"n": n, "line": line, "delivery": delivery, "tries": 0, "body": body}
            self.store.put("parcel", n, parcel)
            if self._loop is not None:
                self._loop.call_soon(self._set_off, n)

    @property
    def waiting(self) -> int:
        """Webhooks that are neither delivered nor given up."""
        return self.store.count("parcel")

    def _set_off(self, n: int) -> None:
        parcel = self.store.get("parcel", n)
        if parcel is None:  # its transaction was rolled back
            return
        task = asyncio.ensure_future(self._deliver(parcel))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver(self, parcel: Document) -> None:
        line: Line = parcel["line"]
        habits = HABITS[line]
        while True:
            async with self._room:
                status = await (self.send or self.post)(self._sign(parcel, habits))
            if 200 <= status < 300:
                break
            parcel["tries"] += 1
            if parcel["tries"] > len(habits.pauses) or not habits.retries(status):
                self.on_failure(line, parcel["body"])
                break
            self.store.put("parcel", parcel["n"], parcel)
            await asyncio.sleep(habits.pauses[parcel["tries"] - 1] * self.haste)
        self.store.remove("parcel", parcel["n"])

    def _sign(self, parcel: Document, habits: Habits) -> Webhook:
        body = json.dumps(parcel["body"], ensure_ascii=False).encode()
        line: Line = parcel["line"]
        secret = self.secrets[line]
        if line == "stripe":
            headers = stripe_headers(secret, body)
        else:
            headers = chatwoot_headers(secret, body, parcel["delivery"])
        return Webhook(habits.path, headers, body, habits.timeout)

    async def post(self, webhook: Webhook) -> int:
        """Deliver over HTTP."""
        try:
            answer = await self._client.post(
                self.public_url.rstrip("/") + webhook.path,
                content=webhook.body,
                headers=webhook.headers,
                timeout=webhook.timeout,
            )
        except httpx.HTTPError:
            return 0
        return answer.status_code
