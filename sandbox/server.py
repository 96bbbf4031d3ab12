"""The sandbox inside a test process: a real server on a free port, in a thread of its own."""

import asyncio
import json
import socket
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

import httpx
import uvicorn

from sandbox.application import application
from sandbox.claude.wire.endpoint import Brain
from sandbox.clock import Clock, DatabaseClock, OffsetClock
from sandbox.courier import Webhook
from sandbox.google.account import new_account
from sandbox.page.router import About
from sandbox.settings import STYLISTS, Settings
from sandbox.stage import set_up
from sandbox.store import Document

Target = str | Callable[[Webhook], int] | None
"""Where webhooks go: to the product at that address; to a function that returns the HTTP status
(called in a thread); or nowhere. In each case `Standins.webhooks` has them."""


class Standins:
    """`with Standins(database_url, public_url) as s:` and the vendors answer at `s.url`.

    Without a database, domain time is real time until `POST /sandbox/clock` moves it, or what
    `clock` says. Without a brain, Claude's is the sandbox's own.
    """

    def __init__(
        self,
        database_url: str | None = None,
        public_url: Target = None,
        *,
        clock: Clock | None = None,
        brain: Brain | None = None,
        webhook_secret: str = "chatwoot-secret",
        stripe_webhook_secret: str = "whsec_sandbox",
        bot_token: str = "bot-token",
        user_token: str = "user-token",
        stripe_key: str = "sk_test_sandbox",
        claude_key: str = "sk-ant-sandbox",
        webhooks: Literal["account", "bot", "both"] = "account",
        copies: int = 1,
        haste: float = 1.0,
        store: str = ":memory:",
        stylists: Mapping[str, str] = STYLISTS,
    ) -> None:
        # asyncio sends small answers at once only when a socket says that it is TCP.
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        self._socket.bind(("127.0.0.1", 0))
        self._target = public_url
        self.settings = Settings(
            port=self._socket.getsockname()[1],
            mail_port=0,
            store=store,
            public_url=public_url if isinstance(public_url, str) else "http://127.0.0.1:9",
            chatwoot_bot_token=bot_token,
            chatwoot_user_token=user_token,
            chatwoot_webhook_secret=webhook_secret,
            stripe_secret_key=stripe_key,
            stripe_webhook_secret=stripe_webhook_secret,
            anthropic_api_key=claude_key,
            service_account=_account(),
            webhooks=webhooks,
            copies=copies,
            haste=haste,
            stylists=stylists,
        )
        self.url = self.settings.base_url
        self.webhooks: list[Webhook] = []
        """Every webhook at every try, in the order of sending."""
        self._clock = clock or _clock(database_url)
        self._stage = set_up(self.settings, self._clock, brain or _own_brain(), self._send)
        about = About("Atrévete Peluquería", self.settings.public_url, "http://127.0.0.1:9", None)
        config = uvicorn.Config(
            application(self._stage, about),
            log_level="warning",
            access_log=False,
            timeout_graceful_shutdown=1,
        )
        self._server = PromptServer(config)
        self._thread = threading.Thread(target=self._run, name="standins", daemon=True)
        self._files = tempfile.TemporaryDirectory(prefix="standins-")
        self.service_account_file = Path(self._files.name) / "service-account.json"
        self.client = httpx.Client(base_url=self.url, timeout=60, trust_env=False, verify=False)
        """For requests whose refusal is of interest; `get` and `post` raise."""

    def __enter__(self) -> Self:
        account = {**_account(), "token_uri": f"{self.url}/google/token"}
        self.service_account_file.write_text(json.dumps(account))
        self._thread.start()
        while not self._server.started:
            if not self._thread.is_alive():
                raise RuntimeError("the sandbox did not start; its error is above")
            time.sleep(0.002)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.client.close()
        self._server.end()
        self._thread.join(timeout=10)
        self._files.cleanup()
        if isinstance(self._clock, DatabaseClock):
            self._clock.close()

    @property
    def smtp_url(self) -> str:
        """The mail server."""
        return f"smtp://127.0.0.1:{self._stage.mail.port}"

    def environment(self) -> dict[str, str]:
        """The product's settings that lead it to these stand-ins, by their names."""
        settings = self.settings
        return {
            "SANDBOX": "1",
            "SANDBOX_PORT": str(settings.port),
            "CHATWOOT_BASE_URL": f"{self.url}/chatwoot",
            "CHATWOOT_ACCOUNT_ID": str(settings.chatwoot_account_id),
            "CHATWOOT_INBOX_ID": str(settings.chatwoot_inbox_id),
            "CHATWOOT_BOT_TOKEN": settings.chatwoot_bot_token,
            "CHATWOOT_USER_TOKEN": settings.chatwoot_user_token,
            "CHATWOOT_WEBHOOK_SECRET": settings.chatwoot_webhook_secret,
            "STRIPE_SECRET_KEY": settings.stripe_secret_key,
            "STRIPE_WEBHOOK_SECRET": settings.stripe_webhook_secret,
            "STRIPE_API_BASE": f"{self.url}/stripe",
            "GOOGLE_SERVICE_ACCOUNT_FILE": str(self.service_account_file),
            "GOOGLE_API_ENDPOINT": f"{self.url}/google/calendar/v3/",
            "ANTHROPIC_API_KEY": settings.anthropic_api_key or "",
            "ANTHROPIC_BASE_URL": f"{self.url}/claude",
            "SMTP_URL": self.smtp_url,
        }

    def get(self, path: str, **query: str) -> Any:
        """The JSON of one of the sandbox's reads, such as `/sandbox/ledger`."""
        return self.client.get(path, params=query).raise_for_status().json()

    def post(self, path: str, body: Document | None = None) -> Any:
        """The JSON of one of the sandbox's commands."""
        return self.client.post(path, json=body or {}).raise_for_status().json()

    def delete(self, path: str) -> None:
        """A command that ends something, such as `/sandbox/faults`."""
        self.client.delete(path).raise_for_status()

    def flush(self, timeout: float = 60.0) -> None:
        """Wait until every webhook is delivered or given up, its retries included.

        Raises `TimeoutError` after so many seconds.
        """
        deadline = time.monotonic() + timeout
        while waiting := self._stage.courier.waiting:
            if time.monotonic() > deadline:
                raise TimeoutError(f"{waiting} webhooks are still on their way")
            time.sleep(0.002)

    def _run(self) -> None:
        asyncio.run(self._server.serve([self._socket]))

    async def _send(self, webhook: Webhook) -> int:
        self.webhooks.append(webhook)
        if callable(self._target):
            return await asyncio.to_thread(self._target, webhook)
        return 200 if self._target is None else await self._stage.courier.post(webhook)


class PromptServer(uvicorn.Server):
    """Ends at once when it is told to; uvicorn would wait for a tick and for its clients."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._ended = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        self._loop = asyncio.get_running_loop()
        await super().startup(sockets)

    async def main_loop(self) -> None:
        await self.on_tick(0)
        await self._ended.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        for task in self.server_state.tasks:
            task.cancel()
        await self.lifespan.shutdown()

    def end(self) -> None:
        """From any thread."""
        self._loop.call_soon_threadsafe(self._ended.set)


def _clock(database_url: str | None) -> Clock:
    return OffsetClock() if database_url is None else DatabaseClock(database_url)


def _own_brain() -> Brain:
    # Only here, so that tests with a brain of their own do not load its vocabulary.
    from sandbox.claude.brain import answer

    return answer


@cache
def _account() -> dict[str, str]:
    """One service account a process: making its key takes a tenth of a second."""
    return new_account("")
