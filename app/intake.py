"""Stores webhooks: requests that arrive together share one commit, and each waits for its own."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
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
PATIENCE_SECONDS = 4.0
"""Chatwoot hangs up after 5 s: an answer must be there before."""


class Unstored(Exception):
    """The row is not in the inbox: the database did not take it in time."""


@dataclass
class Waiting:
    """One request's rows, and where its answer goes."""

    rows: Sequence[Incoming]
    stored: asyncio.Future[list[DictRow]] = field(default_factory=lambda: asyncio.get_running_loop().create_future())


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
        self._queue: asyncio.Queue[Waiting] = asyncio.Queue()
        self._writers = writers
        self._tasks: list[asyncio.Task[None]] = []

    async def open(self) -> None:
        """Connects and starts writing."""
        await self._pool.open()
        self._tasks = [asyncio.create_task(self._write()) for _ in range(self._writers)]

    async def close(self) -> None:
        """Stops. Whoever still waits is told `Unstored`."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        while not self._queue.empty():
            self._queue.get_nowait().stored.set_exception(Unstored("shutting down"))
        await self._pool.close()

    async def store(self, rows: Sequence[Incoming]) -> list[DictRow]:
        """Stores rows once each and answers when they are committed, with what `STORE` says of the new ones.

        Raises `Unstored` when the database cannot be reached in time; nothing may be assumed then.
        """
        waiting = Waiting(rows)
        self._queue.put_nowait(waiting)
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                return await waiting.stored
        except TimeoutError:
            raise Unstored("the database took too long") from None

    async def _write(self) -> None:
        while True:
            batch = [await self._queue.get()]
            while len(batch) < LARGEST_BATCH and not self._queue.empty():
                batch.append(self._queue.get_nowait())
            batch = [waiting for waiting in batch if not waiting.stored.done()]
            try:
                await self._together(batch)
            except DataError:
                await self._one_by_one(batch)
            except Exception as error:  # the writer must outlive any batch; the requests hear of it
                self._refuse(batch, error)

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
