"""Stores webhooks: requests that arrive together share one commit, and each waits for its own."""

import asyncio
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from psycopg import AsyncConnection, DataError, Error, OperationalError
from psycopg.rows import DictRow, dict_row
from psycopg_pool import AsyncConnectionPool

from flows.incoming import Incoming
from gateways.clock import machine_now
from gateways.database import ROLE_OPTION
from gateways.inbox import STORE, parameters

log = structlog.get_logger()

LARGEST_BATCH = 128
WORTH_ANOTHER_WRITER = 16
"""Requests that must wait before a second batch begins beside the first: a statement costs as much as a dozen rows."""
PATIENCE_SECONDS = 4.0
"""Chatwoot hangs up after 5 s: an answer must be there before."""
LOOK_SECONDS = 0.2


class Unstored(Exception):
    """The row is not in the inbox: the database did not take it in time."""


@dataclass(slots=True)
class Waiting:
    """One request's rows, where its answer goes, and until when (the loop's time)."""

    rows: Sequence[Incoming]
    stored: asyncio.Future[list[DictRow]]
    until: float


class Intake:
    """Takes rows from many requests and stores them with few commits. Runs in the API's event loop."""

    def __init__(self, url: str, writers: int = 2) -> None:
        self._pool: AsyncConnectionPool[AsyncConnection[DictRow]] = AsyncConnectionPool(
            url,
            min_size=writers,
            max_size=writers,
            open=False,
            kwargs={
                "autocommit": True,
                "row_factory": dict_row,
                "options": f"{ROLE_OPTION} -c statement_timeout=3500",
                "application_name": "intake",
            },
        )
        self._writers = writers
        self._waiting: deque[Waiting] = deque()
        self._unanswered: deque[Waiting] = deque()
        """Everybody, oldest first; the watch drops those who have their answer."""
        self._writing: set[asyncio.Task[None]] = set()

    async def open(self) -> None:
        """Connects."""
        self._loop = asyncio.get_running_loop()
        await self._pool.open()
        self._watch = asyncio.create_task(self._look())

    async def close(self) -> None:
        """Stops. Whoever still waits is told `Unstored`."""
        tasks = [self._watch, *self._writing]
        self._waiting.clear()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._give_up(self._unanswered)
        await self._pool.close()

    async def store(self, rows: Sequence[Incoming]) -> list[DictRow]:
        """Stores rows once each and answers when they are committed, with what `STORE` says of the new ones.

        Raises `Unstored` when the database cannot be reached in time; nothing may be assumed then.
        """
        waiting = Waiting(rows, self._loop.create_future(), self._loop.time() + PATIENCE_SECONDS)
        self._waiting.append(waiting)
        self._unanswered.append(waiting)
        self._begin()
        return await waiting.stored

    def _begin(self) -> None:
        """Begins a batch if nobody writes, or if enough wait for one more writer."""
        busy = len(self._writing)
        if self._waiting and (busy == 0 or (busy < self._writers and len(self._waiting) >= WORTH_ANOTHER_WRITER)):
            # It takes its batch when it runs: what has arrived at the same moment comes along.
            task = self._loop.create_task(self._write())
            self._writing.add(task)
            task.add_done_callback(self._written)

    def _written(self, task: asyncio.Task[None]) -> None:
        self._writing.discard(task)
        self._begin()

    async def _write(self) -> None:
        count = min(len(self._waiting), LARGEST_BATCH)
        batch = [waiting for waiting in (self._waiting.popleft() for _ in range(count)) if not waiting.stored.done()]
        try:
            await self._together(batch)
        except DataError:
            await self._one_by_one(batch)
        except Exception as error:  # whatever it was, the requests must hear of it
            self._refuse(batch, error)

    async def _look(self) -> None:
        """One watch for all, as a timer for each would cost more than the rest of the waiting."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            now = self._loop.time()
            late = []
            while self._unanswered and (self._unanswered[0].stored.done() or self._unanswered[0].until <= now):
                late.append(self._unanswered.popleft())
            self._give_up(late)

    @staticmethod
    def _give_up(late: Iterable[Waiting]) -> None:
        for waiting in late:
            if not waiting.stored.done():
                waiting.stored.set_exception(Unstored("the database took too long"))

    async def _together(self, batch: list[Waiting]) -> None:
        found = await self._execute([row for waiting in batch for row in waiting.rows])
        by_key: dict[str, DictRow] = {row["key"]: row for row in found}
        for waiting in batch:
            new = [by_key[row.key] for row in waiting.rows if row.key in by_key]
            if not waiting.stored.done():
                waiting.stored.set_result(new)

    async def _one_by_one(self, batch: list[Waiting]) -> None:
        """A row that PostgreSQL cannot store must not take its neighbours along."""
        for waiting in batch:
            try:
                await self._together([waiting])
            except Error as error:
                self._refuse([waiting], error)

    def _refuse(self, batch: list[Waiting], error: Exception) -> None:
        log.warning("webhook not stored", error=type(error).__name__, requests=len(batch))
        for waiting in batch:
            if not waiting.stored.done():
                waiting.stored.set_exception(error if isinstance(error, DataError) else Unstored(type(error).__name__))

    async def _execute(self, rows: Sequence[Incoming]) -> list[DictRow]:
        arguments: dict[str, Any] = parameters(rows, machine_now())
        try:
            return await self._once(arguments)
        except OperationalError:  # a connection that died while idle; the statement is harmless when run twice
            return await self._once(arguments)

    async def _once(self, arguments: dict[str, Any]) -> list[DictRow]:
        async with self._pool.connection(timeout=2) as connection:
            cursor = await connection.execute(STORE, arguments)
            return await cursor.fetchall()
