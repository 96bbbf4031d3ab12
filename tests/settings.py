"""Settings for tests: the stand-ins' world."""

import os
from typing import Any

from gateways.settings import Settings

PATIENCE_SECONDS = 30.0
"""For whatever takes milliseconds, on a machine that does much else: who waits longer has found a fault, not a busy
machine. A test whose subject is a time-out chooses its own, and only for what never answers."""

IMPATIENCE_SECONDS = 0.3
"""For what never answers."""

PATIENT = {f"{vendor}_timeout_seconds": PATIENCE_SECONDS for vendor in ("chatwoot", "claude", "stripe", "google")}


def settings(database_url: str, redis_url: str, public_url: str, standins: dict[str, str], **more: Any) -> Settings:
    """What the environment would say, had a test one of its own. `more` are settings by lower-case name."""
    given = (
        {name.lower(): value for name, value in standins.items()}
        | PATIENT
        | {
            "database_url": database_url,
            "redis_url": redis_url,
            "public_url": public_url,
            "secret_key": "tests" * 8,
            "flower_basic_auth": "tests:tests",
        }
    )
    return Settings(**given | more, _env_file=None)


def environment(given: Settings) -> dict[str, str]:
    """The same as environment variables, for child processes."""
    told = dict(os.environ)
    for name, value in given.model_dump().items():
        if value is None:
            continue
        if isinstance(value, tuple):
            value = ",".join(part.get_secret_value() for part in value)
        plain = value.get_secret_value() if hasattr(value, "get_secret_value") else value
        told[name.upper()] = "1" if plain is True else "0" if plain is False else str(plain)
    return told
