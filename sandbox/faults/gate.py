"""The gate in front of every vendor: lets a request through, or makes it suffer the fault that is
in force."""

import asyncio
from typing import Any

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sandbox.faults.answers import trouble
from sandbox.faults.registry import Fault, Faults

VENDORS = ("chatwoot", "stripe", "google", "claude")
"""Those who speak HTTP, each under the path of its name."""


class FaultGate:
    """ASGI middleware.

    The outermost but one: it must see uvicorn's own `send` to cut a connection.
    """

    def __init__(self, app: ASGIApp, faults: Faults) -> None:
        self._app = app
        self._faults = faults

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        fault = self._strike(scope)
        if fault is None:
            await self._app(scope, receive, send)
        elif fault.fault == "refuse":
            await cut(receive, send)
        elif fault.fault == "hang":
            await self._hold(fault.remaining, fault.ended, scope, receive, send)
        elif fault.fault == "slow":
            await self._hold(fault.delay_seconds, None, scope, receive, send)
        elif fault.fault == "lost_response":
            await self._app(scope, receive, _nowhere)
            await cut(receive, send)
        elif fault.vendor == "stripe" and fault.fault == "5xx" and scope["method"] == "POST":
            # Stripe keeps the answer under the request's idempotency key, so it answers by itself.
            await self._app({**scope, "stripe_breaks": True}, receive, send)
        else:
            status, headers, body = trouble(fault)
            await Response(body, status, headers)(scope, receive, send)

    def _strike(self, scope: Scope) -> Fault | None:
        if scope["type"] != "http":
            return None
        vendor = scope["path"].split("/")[1]
        if vendor not in VENDORS:
            return None
        return self._faults.strike(vendor, scope["method"], scope["path"])

    async def _hold(
        self, seconds: float, ended: asyncio.Event | None, scope: Scope, receive: Receive, send: Send
    ) -> None:
        """Do nothing for a while, or until the fault is `ended`; then go on, unless the caller has given up by then."""
        messages: list[Message] = []
        while not messages or messages[-1].get("more_body", False):
            messages.append(await receive())
        gone = asyncio.ensure_future(receive())
        over = asyncio.ensure_future(ended.wait() if ended else asyncio.sleep(seconds))
        await asyncio.wait([gone, over], timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        over.cancel()
        if gone.done():
            return

        async def replay() -> Message:
            return messages.pop(0) if messages else await gone

        await self._app(scope, replay, send)
        gone.cancel()


async def cut(receive: Receive, send: Send) -> None:
    """Close the connection without another byte, as a broken network does.

    ASGI has no word for it; uvicorn's request cycle, whose method `send` is, holds the transport.
    """
    cycle: Any = getattr(send, "__self__", None)
    if cycle is None:
        raise RuntimeError("the gate must be the first to get uvicorn's send")
    cycle.transport.abort()
    while (await receive())["type"] != "http.disconnect":
        pass


async def _nowhere(message: Message) -> None:
    """Where a lost answer goes."""
