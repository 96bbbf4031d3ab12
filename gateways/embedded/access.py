"""Ports and passwords of the embedded servers, remembered in their folder."""

import json
import random
import secrets
import socket
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

PORTS = range(20_000, 32_000)
"""Below those that Linux hands out to outgoing connections."""


class Damaged(RuntimeError):
    """The file cannot be read. One line."""


@dataclass
class Access:
    """What one needs to connect; the same at every start, unless a port was taken meanwhile."""

    superuser_password: str
    owner_password: str
    application_password: str
    redis_password: str
    postgres_port: int = 0
    redis_port: int = 0

    @classmethod
    def remembered(cls, file: Path) -> Self:
        """Reads the file; without one, thinks of new passwords and writes it. Raises `Damaged`."""
        if file.exists():
            try:
                return cls(**json.loads(file.read_text()))
            except (ValueError, TypeError):
                raise Damaged(f"{file} is damaged; with it the passwords are lost: remove its folder") from None
        access = cls(_password(), _password(), _password(), _password())
        access.remember(file)
        return access

    def remember(self, file: Path) -> None:
        """Writes the file whole or not at all, for this user's eyes only."""
        fresh = file.with_suffix(".new")
        fresh.touch(mode=0o600)
        fresh.write_text(json.dumps(asdict(self), indent=1))
        fresh.replace(file)

    def choose_postgres_port(self) -> None:
        """Keeps the last one unless it has been taken."""
        self.postgres_port = _free(self.postgres_port)

    def choose_redis_port(self) -> None:
        """Keeps the last one unless it has been taken."""
        self.redis_port = _free(self.redis_port)

    def postgres_url(self, user: str, password: str, database: str) -> str:
        """An address on the database server."""
        return f"postgresql://{user}:{password}@127.0.0.1:{self.postgres_port}/{database}"

    def redis_url(self) -> str:
        """Database 0 of Valkey."""
        return f"redis://:{self.redis_password}@127.0.0.1:{self.redis_port}/0"


def is_free(port: int) -> bool:
    """Whether a server could listen on this port of 127.0.0.1 now."""
    with socket.socket() as probe:
        # As servers do: a port whose last connections are still closing counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def _password() -> str:
    return secrets.token_urlsafe(24)


def _free(port: int) -> int:
    while not port or not is_free(port):
        port = random.choice(PORTS)
    return port
