"""Asking for a sign of life without ever waiting longer than one said, whatever hangs.

A server that is frozen accepts the connection and then says nothing; neither a pool nor a thread
can be trusted with it. So each probe has a connection of its own, in a task that is left behind
when its time is up.
"""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from psycopg import AsyncConnection, OperationalError
from psycopg.errors import QueryCanceled
from psycopg.rows import DictRow, dict_row
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from gateways.database import ROLE_OPTION

Answer = TypeVar("Answer")

_left_behind: set[asyncio.Task[Any]] = set()


class NoAnswer(Exception):
    """Nothing came in time, or the door was shut. In plain words."""


async def in_time(work: Coroutine[Any, Any, Answer], seconds: float) -> Answer:
    """What `work` returns or raises, or `NoAnswer` when its time is up; then it ends by itself."""
    task = asyncio.create_task(work)
    try:
        done, _ = await asyncio.wait({task}, timeout=seconds)
    except asyncio.CancelledError:
        _leave(task)
        raise
    if not done:
        _leave(task)
        raise NoAnswer(f"gives no answer within {seconds:g} s")
    return task.result()


async def rows(url: str, statement: str, seconds: float, **parameters: Any) -> list[DictRow]:
    """One statement's rows. Raises `NoAnswer`, or what psycopg says of the statement."""
    try:
        return await in_time(_rows(url, statement, seconds, parameters), seconds)
    except QueryCanceled as error:
        raise NoAnswer(f"gives no answer within {seconds:g} s") from error
    except OperationalError as error:
        raise NoAnswer("refuses the connection or breaks it off") from error


async def mget(url: str, keys: list[str], seconds: float) -> list[Any]:
    """Redis' values of these keys. Raises `NoAnswer`."""
    try:
        return await in_time(_mget(url, keys, seconds), seconds)
    except (RedisError, OSError) as error:
        raise NoAnswer("refuses the connection or breaks it off") from error


async def _rows(url: str, statement: str, seconds: float, parameters: dict[str, Any]) -> list[DictRow]:
    options = f"{ROLE_OPTION} -c statement_timeout={round(seconds * 1000)}"
    connection = await AsyncConnection.connect(
        url, autocommit=True, row_factory=dict_row, options=options, application_name="probe"
    )
    async with connection:
        cursor = await connection.execute(statement, parameters)
        return await cursor.fetchall()


async def _mget(url: str, keys: list[str], seconds: float) -> list[Any]:
    redis = Redis.from_url(
        url,
        socket_timeout=seconds,
        socket_connect_timeout=seconds,
        retry=Retry(NoBackoff(), 0),
        single_connection_client=True,
    )
    async with redis:
        found: list[Any] = await redis.mget(keys)
        return found


def _leave(task: asyncio.Task[Any]) -> None:
    """Lets it go: psycopg takes up to ten seconds to give a query up, and nobody waits."""
    task.cancel()
    _left_behind.add(task)
    task.add_done_callback(_gone)


def _gone(task: asyncio.Task[Any]) -> None:
    _left_behind.discard(task)
    if not task.cancelled():
        task.exception()  # heard, so that nobody is told that it never was
