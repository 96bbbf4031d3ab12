"""Databases for tests: a migrated template once a process, a fresh clone for whoever asks."""

import itertools
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from alembic import command
from alembic.config import Config

ROOT = Path(__file__).parents[1]

ANY_TIME = """
ALTER TABLE deployment DROP CONSTRAINT ck_deployment_real_time_in_production,
    ADD CONSTRAINT ck_deployment_real_time_in_production CHECK (clock_offset = interval '0' OR kind = 'sandbox')
"""
"""Domain time only grows, and tests play on days that real time will pass: in their databases a sandbox's offset may be
negative too. That production has none stays."""


@dataclass
class Databases:
    """Makes databases on one server. Names hold the process id, so that processes never meet."""

    superuser_url: str
    owner_url: str
    app_url: str
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def __post_init__(self) -> None:
        self.template = f"template_{os.getpid()}"
        self._superuser(f'CREATE DATABASE "{self.template}" OWNER turno_owner')
        config = Config(str(ROOT / "alembic.ini"))
        config.cmd_opts = _Given(x=[f"url={self._named(self.owner_url, self.template)}"])  # type: ignore[assignment]
        command.upgrade(config, "head")
        with psycopg.connect(self._named(self.owner_url, self.template), autocommit=True) as owner:
            owner.execute(ANY_TIME)

    @contextmanager
    def fresh(self, kind: str | None = "sandbox") -> Iterator[str]:
        """A new migrated database as the application sees it; gone afterwards."""
        name = f"test_{os.getpid()}_{next(self._numbers)}"
        self._superuser(f'CREATE DATABASE "{name}" OWNER turno_owner TEMPLATE "{self.template}"')
        url = self._named(self.app_url, name)
        try:
            if kind is not None:
                with psycopg.connect(url, autocommit=True) as connection:
                    connection.execute("INSERT INTO deployment (id, kind) VALUES (1, %s)", (kind,))
            yield url
        finally:
            self._superuser(f'DROP DATABASE "{name}" WITH (FORCE)')

    def owner(self, url: str) -> str:
        """The owner's address of a database that `fresh` made."""
        return self._named(self.owner_url, urlsplit(url).path[1:])

    def superuser(self, url: str) -> str:
        """The superuser's address of a database that `fresh` made."""
        return self._named(self.superuser_url, urlsplit(url).path[1:])

    def _superuser(self, statement: str) -> None:
        with psycopg.connect(self.superuser_url, autocommit=True) as connection:
            connection.execute(statement)

    @staticmethod
    def _named(url: str, name: str) -> str:
        return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


@dataclass
class _Given:
    """What `alembic -x` would have been given."""

    x: list[str]
