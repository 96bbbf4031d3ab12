"""Guessing passwords must be slow: after a few failures a login name has to wait. Machine time.

An attempt is written down as failed before the password is looked at, and crossed out when it was
right: so a hundred guesses at once are counted like a hundred in a row.
"""

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from psycopg.rows import DictRow

from gateways.clock import machine_now
from gateways.database import Database

FREE_FAILURES = 5
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)
WINDOW = timedelta(hours=1)
"""Failures are forgotten after this long."""

LOGIN_SPACE = 3
"""First key of the advisory locks on login names; stylists have 1 (`gateways.locks`)."""

LOCK = "SELECT pg_advisory_xact_lock(%(space)s, hashtext(%(name)s))"
FORGET = "DELETE FROM login_failure WHERE at < %(since)s"
COUNT = """
SELECT count(*) AS failures, max(at) AS last FROM login_failure
WHERE username = %(name)s AND at >= %(since)s
"""
WRITE_DOWN = """
INSERT INTO login_failure (business_id, username, at)
SELECT coalesce(%(business)s, (SELECT min(id) FROM business)), %(name)s, %(real)s
RETURNING id
"""
CROSS_OUT = "DELETE FROM login_failure WHERE username = %(name)s"


@dataclass(frozen=True, slots=True)
class Attempt:
    """A guess that may be made, already written down as failed."""

    name: str


class MustWait(Exception):
    """Too many failures; `seconds` until the next guess is looked at."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"wait {seconds} s")
        self.seconds = seconds


def attempt(database: Database, username: str, user: DictRow | None) -> Attempt:
    """Lets a guess through, or raises `MustWait`."""
    real = machine_now()
    # What is nobody's name may be somebody's password, typed into the wrong field.
    name = username if user else "unknown:" + hashlib.sha256(username.encode()).hexdigest()[:32]
    parameters = {
        "space": LOGIN_SPACE,
        "name": name,
        "since": real - WINDOW,
        "business": user["business_id"] if user else None,
        "real": real,
    }
    with database.pool.connection() as connection, connection.transaction():
        connection.execute(LOCK, parameters)
        connection.execute(FORGET, parameters)
        found = connection.execute(COUNT, parameters).fetchone()
        if found and found["failures"] >= FREE_FAILURES:
            wait = min(FIRST_WAIT * 2 ** (found["failures"] - FREE_FAILURES), LONGEST_WAIT)
            left = (found["last"] + wait - real).total_seconds()
            if left > 0:
                raise MustWait(round(left + 0.5))
        connection.execute(WRITE_DOWN, parameters)
    return Attempt(name)


def forgive(database: Database, made: Attempt) -> None:
    """It was the right password: earlier failures no longer count."""
    database.rows(CROSS_OUT, {"name": made.name})
