"""What every test may ask for: real servers, a database of its own, the demo salon in it, the stand-ins."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from gateways.database import Database
from gateways.embedded import EmbeddedServers
from tests.databases import Databases, opened

SERVERS = {"servers", "own_servers", "standins", "start", "_chromium"}
"""Fixtures that start another process or listen on a port."""


settings.register_profile("steady", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("random", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")
"""`make test` tries the same cases every time, however slow the machine is; `make soak` looks for new ones."""

TOGETHER = ("chaos", "browser")
"""Folders whose tests share something that takes seconds to start."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what needs a server, so that `make check` can do without.

    What is best done by one process comes first: xdist's processes take from the end of each other's work.
    """
    items.sort(key=lambda item: item.path.parent.name not in TOGETHER)
    for item in items:
        if SERVERS.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.server)


gc.disable()
"""Until everything is imported: nothing is thrown away by then, and looking for it takes a third of the time."""


def pytest_collection_finish() -> None:
    """What has been imported by now stays: it need not be looked through for garbage again and again."""
    gc.freeze()
    gc.enable()
    gc.set_threshold(20_000, 20, 20)


def pytest_sessionfinish() -> None:
    """Who asks the collector for an object's referrers, as Hypothesis does at its first import, finds them again."""
    gc.unfreeze()


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedServers]:
    """PostgreSQL and Valkey of this test process."""
    with EmbeddedServers(tmp_path_factory.mktemp("servers"), durable=False) as running:
        yield running


@pytest.fixture(scope="session")
def databases(servers: EmbeddedServers) -> Iterator[Databases]:
    """Where databases come from."""
    made = Databases(servers.superuser_url, servers.owner_url, servers.database_url)
    yield made
    made.close()


@pytest.fixture
def database_url(databases: Databases) -> Iterator[str]:
    """A fresh, migrated, empty database, marked as a sandbox's."""
    with databases.fresh() as url:
        yield url


@pytest.fixture
def salon_url(databases: Databases) -> Iterator[str]:
    """The same, with the demo salon in it."""
    with databases.fresh(seeded=True) as url:
        yield url


@pytest.fixture
def database(database_url: str) -> Database:
    """The same, opened."""
    return opened(database_url)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """For files that one test process shares."""
    return tmp_path_factory.mktemp("shared")
