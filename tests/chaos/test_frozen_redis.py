"""A webhook's answer while Redis stands still: by the publisher beside the event loop, and by one within it."""

import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from celery import Celery
from kombu.exceptions import OperationalError

from app.chatwoot_webhook import Waker
from app.wake import Wake
from gateways.database import Database
from tasks.broker import TRANSPORT, configured
from tests.chaos.broker import Broker
from tests.payloads import message, signed
from tests.settings import PATIENCE_SECONDS
from tests.webhook import webhook

SECRET = "secret"
IMPATIENT = TRANSPORT | {"socket_timeout": 1.2}
"""A client's ordinary time-out is ten seconds; a test need not wait so long."""
PATIENT = TRANSPORT | {"socket_timeout": 2 * PATIENCE_SECONDS}
"""Whoever waits for this one is found out."""


class AtOnce:
    """Publishes where it is told to."""

    def __init__(self, celery: Celery) -> None:
        self._celery = celery

    def conversation(self, conversation_id: int, due_in: float) -> None:
        self._send("tasks.turn.wake", conversation_id)

    def hint(self, inbox_id: int) -> None:
        self._send("tasks.hints.handle", inbox_id)

    def _send(self, task: str, argument: int) -> None:
        with suppress(OperationalError, OSError):
            self._celery.send_task(task, (argument,))


@pytest.fixture
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Broker]:
    folder: Path = tmp_path_factory.mktemp("broker")
    broker = Broker(folder)
    try:
        broker.start()
        yield broker
    finally:
        broker.stop()


def slowest(database: Database, waker: Waker, broker: Broker) -> float:
    """Seconds of the slowest answer to two messages, Redis frozen before the first."""
    took = []
    with webhook(database, [SECRET], waker) as url, httpx.Client(base_url=url, timeout=3 * PATIENCE_SECONDS) as client:
        broker.freeze()
        for number in (1, 2):
            raw, headers = signed(message(number, conversation=number), SECRET)
            began = time.monotonic()
            assert client.post("/webhooks/chatwoot", content=raw, headers=headers).status_code == 200
            took.append(time.monotonic() - began)
        broker.thaw()
    assert len(database.rows("SELECT 1 FROM inbox")) == 2
    return max(took)


def test_the_publisher_is_nobodys_problem(database: Database, broker: Broker) -> None:
    wake = Wake(configured(broker.url, PATIENT))
    wake.open()
    try:
        assert slowest(database, wake, broker) < PATIENCE_SECONDS
    finally:
        wake.close()


def test_publishing_within_the_request_makes_the_next_one_wait(database: Database, broker: Broker) -> None:
    assert slowest(database, AtOnce(configured(broker.url, IMPATIENT)), broker) > 1
