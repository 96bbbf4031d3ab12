"""A process killed inside a test process: whatever it was doing ends there, and nobody hears of it."""

from collections.abc import Iterator
from contextlib import contextmanager

from flows.ports import Answer, Question
from tests.house import House

LAURA = "+34600000001"


class Killed(BaseException):
    """No `except Exception` of the product catches it, as none would run after a kill."""


@contextmanager
def killed() -> Iterator[None]:
    """The process is killed within, and only its database remembers."""
    try:
        yield
    except Killed:
        return
    raise AssertionError("nobody was killed")


def dies(_: Question) -> Answer:
    """Claude's answer never gets here."""
    raise Killed


def minute_later(home: House) -> None:
    """Leases and claims have lapsed, publishing is long ago: machine time cannot be moved, its traces can."""
    home.rows("UPDATE turn SET lease_until = lease_until - interval '1 minute'")
    home.rows("UPDATE turn SET published_at = published_at - interval '1 minute'")
    home.rows("UPDATE outbox SET claimed_at = claimed_at - interval '1 minute'")


def replies(home: House) -> list[str]:
    """Everything she was sent, but for the introduction in front of the first."""
    return [text.split("\n\n")[-1] for text in home.heard(LAURA)]
