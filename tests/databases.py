"""Databases for tests: a migrated template once a process, a clean database of its own for whoever asks."""

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

ALONE = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
TABLES = """
SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' ORDER BY tablename
"""
COUNTERS = "SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S'"


@dataclass
class Databases:
    """Makes databases on one server. Names hold the process id, so that processes never meet.

    One that was given back is emptied and given out again, which costs a third of a new one; one whose owner or
    superuser was asked for may have lost a constraint, and is dropped.
    """

    superuser_url: str
    owner_url: str
    app_url: str
    _numbers: Iterator[int] = field(default_factory=itertools.count)
    _clean: list[str] = field(default_factory=list)
    _changed: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.template = f"template_{os.getpid()}"
        self._superuser(f'CREATE DATABASE "{self.template}" OWNER turno_owner')
        config = Config(str(ROOT / "alembic.ini"))
        config.cmd_opts = _Given(x=[f"url={self._named(self.owner_url, self.template)}"])  # type: ignore[assignment]
        command.upgrade(config, "head")
        with psycopg.connect(self._named(self.owner_url, self.template), autocommit=True) as owner:
            owner.execute(ANY_TIME)
        with psycopg.connect(self._named(self.superuser_url, self.template)) as superuser:
            tables = [row[0] for row in superuser.execute(TABLES)]
        self._empty = "; ".join(f'DELETE FROM "{table}"' for table in tables)

    @contextmanager
    def fresh(self, kind: str | None = "sandbox") -> Iterator[str]:
        """A migrated database without rows as the application sees it; gone afterwards."""
        name = self._clean.pop() if self._clean else self._made()
        url = self._named(self.app_url, name)
        try:
            if kind is not None:
                with psycopg.connect(url, autocommit=True) as connection:
                    connection.execute("INSERT INTO deployment (id, kind) VALUES (1, %s)", (kind,))
            yield url
        finally:
            self._give_back(name)

    def owner(self, url: str) -> str:
        """The owner's address of a database that `fresh` made."""
        return self._opened(self.owner_url, url)

    def superuser(self, url: str) -> str:
        """The superuser's address of a database that `fresh` made."""
        return self._opened(self.superuser_url, url)

    def _opened(self, whose: str, url: str) -> str:
        name = urlsplit(url).path[1:]
        self._changed.add(name)
        return self._named(whose, name)

    def _made(self) -> str:
        name = f"test_{os.getpid()}_{next(self._numbers)}"
        self._superuser(f'CREATE DATABASE "{name}" OWNER turno_owner TEMPLATE "{self.template}"')
        return name

    def _give_back(self, name: str) -> None:
        if name in self._changed:
            self._superuser(f'DROP DATABASE "{name}" WITH (FORCE)')
            return
        with psycopg.connect(self._named(self.superuser_url, name), autocommit=True) as superuser:
            superuser.execute(ALONE)
            superuser.execute("SET session_replication_role = replica")  # neither keys nor triggers have a say
            superuser.execute(self._empty)
            superuser.execute(COUNTERS)
        self._clean.append(name)

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
