"""Signs of life: each worker says in Redis that it is there, and /health/ready listens.

A sign lapses by itself, so a worker that hangs or was killed is missed within `LAPSES_SECONDS`.
"""

from collections.abc import Sequence
from typing import cast

from redis import Redis

TURNS = "turns"
SWEEPS = "sweeps"
BEAT = "beat"
"""Said by the sweep task: beat publishes, and a worker does what it says."""

EXPECTED = (TURNS, SWEEPS, BEAT)
"""Without one of these the product does not work."""

EVERY_SECONDS = 10
LAPSES_SECONDS = 30


def key(name: str) -> str:
    """Where its sign of life lies."""
    return f"turno:worker:{name}"


KEYS = [key(name) for name in EXPECTED]


def beat(redis: Redis, name: str) -> None:
    """Says that `name` is alive. Call it every `EVERY_SECONDS`."""
    redis.set(key(name), 1, ex=LAPSES_SECONDS)


def alive(redis: Redis) -> set[str]:
    """Which of the expected have said so lately."""
    return heard(cast(Sequence[object], redis.mget(KEYS)))


def heard(signs: Sequence[object]) -> set[str]:
    """Who is alive, by what `MGET` of `KEYS` answered."""
    return {name for name, sign in zip(EXPECTED, signs, strict=True) if sign is not None}
