"""Wake-ups from the API: hints through Redis that something is due. Losing one costs a sweep's delay, never work.

One thread holds them until they are due, merges those of one conversation and publishes them, so that a slow or frozen
Redis is nobody's problem but its own.
"""

import queue
import threading
import time
from typing import NamedTuple

import structlog
from celery import Celery
from kombu.exceptions import OperationalError

log = structlog.get_logger()

MOST_HELD = 20_000
"""Beyond this many, wake-ups are dropped: the sweep finds the work."""
PAUSE_AFTER_FAILURE_SECONDS = 2.0


class Hint(NamedTuple):
    """An inbox row that asks to read something again."""

    inbox_id: int


class Due(NamedTuple):
    """A conversation that wants a turn."""

    conversation_id: int


class Wake:
    """Publishes wake-ups by task name. `conversation` and `hint` return at once, whatever Redis does."""

    def __init__(self, celery: Celery) -> None:
        self._celery = celery
        self._given: queue.SimpleQueue[tuple[Due | Hint, float] | None] = queue.SimpleQueue()
        self._held: dict[Due | Hint, float] = {}
        self._thread = threading.Thread(target=self._run, name="wake", daemon=True)

    def open(self) -> None:
        """Starts the thread."""
        self._thread.start()

    def close(self) -> None:
        """Stops after at most a second; what is still held is left to the sweeps."""
        self._given.put(None)
        self._thread.join(timeout=1)

    def conversation(self, conversation_id: int, due_in: float) -> None:
        """The conversation wants a turn in `due_in` seconds; a later call for the same one moves it."""
        self._given.put((Due(conversation_id), time.monotonic() + due_in))

    def hint(self, inbox_id: int) -> None:
        """The inbox row asks to read something again, now."""
        self._given.put((Hint(inbox_id), time.monotonic()))

    def _run(self) -> None:
        while True:
            try:
                given = self._given.get(timeout=self._patience())
                while given is not None:
                    if len(self._held) < MOST_HELD:
                        self._held[given[0]] = given[1]
                    given = self._given.get_nowait()
                return
            except queue.Empty:
                self._publish_due()

    def _patience(self) -> float:
        """Seconds until the earliest is due."""
        return max(0.001, min(self._held.values()) - time.monotonic()) if self._held else 1.0

    def _publish_due(self) -> None:
        now = time.monotonic()
        for wake in [wake for wake, at in self._held.items() if at <= now]:
            del self._held[wake]
            try:
                self._publish(wake)
            except (OperationalError, OSError) as error:
                log.warning("wake-up not published", error=type(error).__name__)
                time.sleep(PAUSE_AFTER_FAILURE_SECONDS)
                return

    def _publish(self, wake: Due | Hint) -> None:
        if isinstance(wake, Due):
            self._celery.send_task("tasks.turn.wake", (wake.conversation_id,), queue="turns")
        else:
            self._celery.send_task("tasks.hints.handle", (wake.inbox_id,), queue="sync")
