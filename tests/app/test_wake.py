"""What staff make due at the desk is published by the API's thread, never in their request."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from celery import Celery
from sqlmodel import Session

from app.wake import Wake
from gateways.clock import machine_now
from gateways.database import Unit
from models.ids import BusinessId


class Broker(Celery):  # type: ignore[misc]
    """Keeps what is published; the first message waits until it is let through."""

    def __init__(self) -> None:
        super().__init__("tests", broker="memory://")
        self.sent: list[tuple[str, list[Any], str]] = []
        self.opened, self.complete = threading.Event(), threading.Event()

    def send_task(self, name: str, args: Any = None, *_: Any, **options: Any) -> None:
        """Waits as a frozen broker would."""
        self.opened.wait(10)
        self.sent.append((name, list(args), options["queue"]))
        if len(self.sent) == 4:
            self.complete.set()


@pytest.fixture
def broker() -> Iterator[Broker]:
    """One that nobody has opened yet."""
    made = Broker()
    yield made
    made.opened.set()


def test_a_unit_is_published_although_its_maker_does_not_wait(broker: Broker) -> None:
    wake = Wake(broker)
    wake.open()
    unit = Unit(Session(), BusinessId(7), machine_now(), freed=True, streams={"google:3", "mail:x"}, conversations={5})
    wake.unit(unit)
    assert broker.sent == []
    broker.opened.set()
    assert broker.complete.wait(10)
    wake.close()
    assert sorted(broker.sent) == [
        ("tasks.outbox.deliver", ["google:3"], "outbox"),
        ("tasks.outbox.deliver", ["mail:x"], "outbox"),
        ("tasks.turn.wake", [5], "turns"),
        ("tasks.waiting.offer", [7], "sweeps"),
    ]
