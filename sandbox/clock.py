"""Domain time, as the product and all stand-ins see it: real time plus an offset that only grows.
Domain time, as the product and all stand-ins see it: real time plus an offset that only grows."""

from datetime import UTC, datetime, timedelta
from typing import Protocol

import psycopg


class Clock(Protocol):
    """Tells domain time, and moves it forward."""

    def now(self) -> datetime:
        """Domain time, UTC."""

    def advance(self, by: timedelta) -> None:
        """Move domain time forward for the whole product. Raises `ClockError`."""


class ClockError(Exception):
    """The clock cannot be moved, in one line for whoever tried."""


class FixedClock:
    """Stands still at a moment until it is advanced: for tests without a database."""

    def __init__(self, now: datetime) -> None:
        self._now = now.astimezone(UTC)

    def now(self) -> datetime:
        return self._now

    def advance(self, by: timedelta) -> None:
        self._now += by


class OffsetClock:
    """Real time plus an offset of its own: for a sandbox without a database."""

    def __init__(self) -> None:
        self._offset = timedelta(0)

    def now(self) -> datetime:
        return datetime.now(UTC) + self._offset

    def advance(self, by: timedelta) -> None:
        self._offset += by


class DatabaseClock:
    """The product's own offset, in the only row of its table `deployment`.

    Read anew each time, as tests move it by SQL. While the database is away the last known offset
    holds: a vendor does not stop because our database did.
    """

    def __init__(self, database_url: str) -> None:
        self._url = database_url
        self._connection: psycopg.Connection[tuple[timedelta]] | None = None
        self._offset = timedelta(0)

    def now(self) -> datetime:
        row = self._execute("SELECT clock_offset FROM deployment WHERE id = 1")
        if row is not None:
            self._offset = row[0]
        return datetime.now(UTC) + self._offset

    def advance(self, by: timedelta) -> None:
        row = self._execute(
            "UPDATE deployment SET clock_offset = clock_offset + %s"
            " WHERE id = 1 AND kind = 'sandbox' RETURNING clock_offset",
            by,
        )
        if row is None:
            raise ClockError("the database is away, or is not a sandbox's")
        self._offset = row[0]

    def close(self) -> None:
        """Give the connection back."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _execute(self, query: str, *values: object) -> tuple[timedelta] | None:
        # A connection that went stale since the last call fails once; the second try has a fresh
        # one.
        for _ in range(2):
            try:
                return self._connect().execute(query, values).fetchone()
            except psycopg.Error:
                self.close()
        return None

    def _connect(self) -> psycopg.Connection[tuple[timedelta]]:
        if self._connection is None:
            self._connection = psycopg.connect(self._url, autocommit=True, connect_timeout=2)
        return self._connection
