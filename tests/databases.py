"""Databases for tests: a migrated template once a process, a clean database of its own for whoever asks."""

import itertools
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from alembic import command
from alembic.config import Config

from gateways.database import Database
from tasks.seed import seed

ROOT = Path(__file__).parents[1]

ANY_TIME = """
ALTER TABLE deployment DROP CONSTRAINT ck_deployment_real_time_in_production,
    ADD CONSTRAINT ck_deployment_real_time_in_production CHECK (clock_offset = interval '0' OR kind = 'sandbox')
"""
"""Domain time only grows, and tests play on days that real time will pass: in their databases a sandbox's offset may be
negative too. That production has none stays."""

ALONE = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND (application_name <> %s OR state <> 'idle')
"""
KEPT_OPEN = "tests"
"""Name of the connections that outlive a test. One that is in the middle of something does not."""
DEPLOYMENT = "INSERT INTO deployment (id, kind) VALUES (1, %s)"
TABLES = """
SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' ORDER BY tablename
"""
COUNTERS = "SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S'"
KEEP_COUNTERS = """
CREATE TABLE kept.counter AS SELECT sequencename AS name, last_value FROM pg_sequences
WHERE schemaname = 'public' AND last_value IS NOT NULL
"""
KEPT_COUNTERS = "SELECT setval(name::regclass, last_value) FROM kept.counter"


_open: dict[str, Database] = {}


def opened(url: str) -> Database:
    """A database that `fresh` made, opened once and kept open for whoever is given it next.

    Connections that have planned their statements before halve what a test of commands costs.
    """
    if url not in _open:
        _open[url] = Database(url, name=KEPT_OPEN).open()
    return _open[url]


@dataclass
class Pool:
    """Databases that are all alike once they are clean: copies of one template."""

    template: str
    clean: tuple[str, ...]
    """Statements that make a used one as the template is."""
    free: list[str] = field(default_factory=list)


@dataclass
class Databases:
    """Makes databases on one server. Names hold the process id, so that processes never meet.

    One that was given back is cleaned and given out again, which costs a third of a new one; one whose owner or
    superuser was asked for may have lost a constraint, and is dropped.
    """

    superuser_url: str
    owner_url: str
    app_url: str
    _numbers: Iterator[int] = field(default_factory=itertools.count)
    _changed: set[str] = field(default_factory=set)
    _keepers: dict[str, psycopg.Connection] = field(default_factory=dict)

    def __post_init__(self) -> None:
        template = f"template_{os.getpid()}"
        self._superuser(f'CREATE DATABASE "{template}" OWNER turno_owner')
        config = Config(str(ROOT / "alembic.ini"))
        config.cmd_opts = _Given(x=[f"url={self._named(self.owner_url, template)}"])  # type: ignore[assignment]
        command.upgrade(config, "head")
        with psycopg.connect(self._named(self.owner_url, template), autocommit=True) as owner:
            owner.execute(ANY_TIME)
        with psycopg.connect(self._named(self.superuser_url, template)) as superuser:
            self._tables = [row[0] for row in superuser.execute(TABLES)]
        empty = "; ".join(f'DELETE FROM "{table}"' for table in self._tables)
        self._empty = Pool(template, (empty, COUNTERS))

    @cached_property
    def _seeded(self) -> Pool:
        """With the demo salon. A copy of its rows lies beside it in the template, to be put back."""
        template = f"salon_{os.getpid()}"
        self._superuser(f'CREATE DATABASE "{template}" OWNER turno_owner TEMPLATE "{self._empty.template}"')
        with psycopg.connect(self._named(self.superuser_url, template), autocommit=True) as superuser:
            superuser.execute(DEPLOYMENT, ("sandbox",))
            database = Database(self._named(self.app_url, template)).open()
            seed(database)
            database.close()
            superuser.execute("DELETE FROM deployment")
            superuser.execute("CREATE SCHEMA kept")
            superuser.execute(KEEP_COUNTERS)
            kept = [one for one in self._tables if superuser.execute(f'SELECT FROM "{one}" LIMIT 1').rowcount]
            for table in kept:
                superuser.execute(f'CREATE TABLE kept."{table}" AS TABLE public."{table}"')
        back = "; ".join(f'INSERT INTO public."{table}" TABLE kept."{table}"' for table in kept)
        return Pool(template, (*self._empty.clean, back, KEPT_COUNTERS))

    @contextmanager
    def fresh(self, kind: str | None = "sandbox", *, seeded: bool = False) -> Iterator[str]:
        """A migrated database as the application sees it, without rows or with the demo salon; gone afterwards."""
        pool = self._seeded if seeded else self._empty
        name = pool.free.pop() if pool.free else self._made(pool)
        try:
            if kind is not None:
                self._keeper(name).execute(DEPLOYMENT, (kind,))
            yield self._named(self.app_url, name)
        finally:
            self._give_back(pool, name)

    def close(self) -> None:
        """Gives the server back what was kept open."""
        for name in [*self._keepers]:
            self._let_go(name)

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

    def _made(self, pool: Pool) -> str:
        name = f"test_{os.getpid()}_{next(self._numbers)}"
        self._superuser(f'CREATE DATABASE "{name}" OWNER turno_owner TEMPLATE "{pool.template}"')
        return name

    def _give_back(self, pool: Pool, name: str) -> None:
        keeper = self._keeper(name)
        if name in self._changed:
            self._let_go(name)
            self._superuser(f'DROP DATABASE "{name}" WITH (FORCE)')
            return
        keeper.execute(ALONE, (KEPT_OPEN,))
        for statement in pool.clean:
            keeper.execute(statement)
        pool.free.append(name)

    def _keeper(self, name: str) -> psycopg.Connection:
        """The superuser's connection to one of them, kept open: neither keys nor triggers have a say in it."""
        if name not in self._keepers:
            connection = psycopg.connect(self._named(self.superuser_url, name), autocommit=True)
            connection.execute("SET session_replication_role = replica")
            self._keepers[name] = connection
        return self._keepers[name]

    def _let_go(self, name: str) -> None:
        self._keepers.pop(name).close()
        if kept := _open.pop(self._named(self.app_url, name), None):
            kept.close()

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
