"""Chatwoot's webhook by itself, over a real socket, in front of a small business."""

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager

from starlette.applications import Starlette
from starlette.routing import Route

from app.chatwoot_webhook import ChatwootWebhook, Waker
from app.intake import Intake
from gateways.database import Database
from tests.bare_business import small_salon
from tests.served import Served, free_socket


@contextmanager
def webhook(database: Database, secrets: Sequence[str], waker: Waker) -> Iterator[str]:
    """Where it listens."""
    small_salon(database)
    intake = Intake(database.url)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await intake.open()
        yield
        await intake.close()

    endpoint = ChatwootWebhook(secrets, intake, waker, lambda outcome, seconds: None)
    app = Starlette(routes=[Route("/webhooks/chatwoot", endpoint, methods=None)], lifespan=lifespan)
    with Served(app, free_socket()) as server:
        yield server.url
