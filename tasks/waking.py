"""Hints from workers that something is due. They may be lost: the sweeps find the work."""

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

import structlog
from celery import Celery
from celery.canvas import Signature
from kombu.exceptions import OperationalError

from gateways.database import Database, Unit
from models.ids import BusinessId

log = structlog.get_logger()

Result = TypeVar("Result")
Given = ParamSpec("Given")
Command = Callable[Concatenate[Unit, Given], Result]


class Waking:
    """Publishes hints; a broker that is away costs a log line and a sweep's delay."""

    def __init__(self, celery: Celery) -> None:
        self._celery = celery

    def publish(self, signature: "Signature[Any]") -> None:
        """Publishes a task or a chain."""
        try:
            signature.apply_async()
        except (OperationalError, OSError) as error:
            log.warning("wake-up not published", error=type(error).__name__)

    def stream(self, stream: str) -> None:
        """There is something to deliver in this outbox stream."""
        self._send("tasks.outbox.deliver", stream, "outbox", None)

    def conversation(self, conversation_id: int, due_in: float = 0) -> None:
        """The conversation wants a turn, at most half a minute from now (later ones are the sweep's)."""
        if due_in <= 30:
            self._send("tasks.turn.wake", conversation_id, "turns", due_in or None)

    def hint(self, inbox_id: int) -> None:
        """The inbox row asks to read something again."""
        self._send("tasks.hints.handle", inbox_id, "sync", None)

    def calendar(self, stylist_id: int) -> None:
        """This stylist's own calendar is to be read."""
        self._send("tasks.calendars.read", stylist_id, "sync", None)

    def summary(self, conversation_id: int) -> None:
        """So much was said that a summary is worth writing."""
        self._send("tasks.summaries.summarise", conversation_id, "sync", None)

    def line(self, business_id: int) -> None:
        """Time was given back: somebody on the waiting list may have it."""
        self._send("tasks.waiting.offer", business_id, "sweeps", None)

    def unit(self, unit: Unit) -> None:
        """Everything that a committed unit of work made due."""
        if unit.freed:
            self.line(unit.business_id)
        for stream in sorted(unit.streams):
            self.stream(stream)
        for conversation_id in sorted(unit.conversations):
            self.conversation(conversation_id)

    def command(
        self,
        database: Database,
        business_id: BusinessId,
        command: Command[Given, Result],
        *given: Given.args,
        **named: Given.kwargs,
    ) -> Result:
        """Runs a command in a unit of its own, commits it and wakes whoever is concerned."""
        with database.unit(business_id) as unit:
            result = command(unit, *given, **named)
            unit.commit()
        self.unit(unit)
        return result

    def _send(self, task: str, argument: int | str, queue: str, countdown: float | None) -> None:
        try:
            self._celery.send_task(task, (argument,), queue=queue, countdown=countdown)
        except (OperationalError, OSError) as error:
            log.warning("wake-up not published", task=task, error=type(error).__name__)
