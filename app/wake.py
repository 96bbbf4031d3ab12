"""Wake-ups from the API: hints through Redis that something is due. Losing one costs a sweep's delay, never work.

They are held until they are due, those of one conversation merged, and published many in a message by one thread, so
that a slow or frozen Redis is nobody's problem but its own. The thread sleeps until the earliest is due: handing it one
that is due later wakes nobody, as the quiet period makes of nearly every one.
"""

import math
import threading
import time

import structlog
from celery import Celery
from kombu.exceptions import OperationalError

from gateways.database import Unit

log = structlog.get_logger()

CONVERSATION, HINT = "tasks.turn.wake", "tasks.hints.handle"
STREAM, LINE = "tasks.outbox.deliver", "tasks.waiting.offer"
QUEUES = {CONVERSATION: "turns", HINT: "sync", STREAM: "outbox", LINE: "sweeps"}

MOST_HELD = 20_000
"""Beyond this many, wake-ups are dropped: the sweep finds the work."""
MOST_IN_A_MESSAGE = 20
"""Conversations that one task wakes, one after the other."""
SHORTEST_SLEEP_SECONDS = 0.05
PAUSE_AFTER_FAILURE_SECONDS = 2.0


class Wake:
    """Publishes wake-ups by task name. `conversation`, `hint` and `unit` return at once, whatever Redis does."""

    def __init__(self, celery: Celery) -> None:
        self._celery = celery
        self._held: dict[tuple[str, int | str], float] = {}
        """When each is due, by task and id; machine time. Single operations on it are atomic."""
        self._sleeps_until = math.inf
        self._earlier = threading.Event()
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="wake", daemon=True)

    def open(self) -> None:
        """Starts the thread."""
        self._thread.start()

    def close(self) -> None:
        """Stops after at most a second; what is still held is left to the sweeps."""
        self._closing = True
        self._earlier.set()
        self._thread.join(timeout=1)

    def conversation(self, conversation_id: int, due_in: float) -> None:
        """The conversation wants a turn in `due_in` seconds; a later call for the same one moves it."""
        self._hold((CONVERSATION, conversation_id), time.monotonic() + due_in)

    def hint(self, inbox_id: int) -> None:
        """The inbox row asks to read something again, now."""
        self._hold((HINT, inbox_id), time.monotonic())

    def unit(self, unit: Unit) -> None:
        """Everything that a committed unit of work made due: what staff do at the desk."""
        now = time.monotonic()
        if unit.freed:
            self._hold((LINE, unit.business_id), now)
        for stream in sorted(unit.streams):
            self._hold((STREAM, stream), now)
        for conversation_id in sorted(unit.conversations):
            self._hold((CONVERSATION, conversation_id), now)

    def _hold(self, wake: tuple[str, int | str], at: float) -> None:
        if len(self._held) >= MOST_HELD:
            return
        self._held[wake] = at
        if at < self._sleeps_until:
            self._earlier.set()

    def _run(self) -> None:
        while not self._closing:
            self._earlier.clear()
            self._sleeps_until = math.inf  # whatever is handed in while we look sets the event
            self._publish_due()
            self._sleeps_until = earliest = min(list(self._held.values()), default=math.inf)
            seconds = max(SHORTEST_SLEEP_SECONDS, min(earliest - time.monotonic(), 60))
            self._earlier.wait(seconds)

    def _publish_due(self) -> None:
        now = time.monotonic()
        due = [wake for wake, at in list(self._held.items()) if at <= now]
        for task, most in ((HINT, 1), (STREAM, 1), (LINE, 1), (CONVERSATION, MOST_IN_A_MESSAGE)):
            ids = [number for name, number in due if name == task]
            for first in range(0, len(ids), most):
                together = ids[first : first + most]
                for number in together:
                    self._held.pop((task, number), None)
                try:
                    self._celery.send_task(task, together, queue=QUEUES[task])
                except (OperationalError, OSError) as error:
                    log.warning("wake-up not published", error=type(error).__name__)
                    time.sleep(PAUSE_AFTER_FAILURE_SECONDS)
                    return
