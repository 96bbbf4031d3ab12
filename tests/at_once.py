"""Several things done at one moment, and what came of each."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

import psycopg
from sqlalchemy.exc import DBAPIError

from gateways.database import Unit
from tests.salon import Salon

Result = TypeVar("Result")

WAITING = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
"""Somebody has come up against what another holds."""


def together(calls: Sequence[Callable[[], Result]]) -> list[Result]:
    """Does all of them at one moment; their results in order."""
    ready = Barrier(len(calls))

    def one(call: Callable[[], Result]) -> Result:
        ready.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(one, calls))


def outcome(call: Callable[[], object]) -> str:
    """What came of it, by name: the answer's type, or the database's complaint."""
    try:
        return type(call()).__name__
    except psycopg.Error as error:
        return type(error).__name__
    except DBAPIError as error:
        return type(error.orig).__name__


def committed(salon: Salon, command: Callable[[Unit], object]) -> str:
    """The command, and what came of it once it is committed."""

    def whole() -> object:
        with salon.unit() as unit:
            return command(unit)

    return outcome(whole)
