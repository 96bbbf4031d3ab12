"""The product, running, for all tests of a module."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chaos.product import Product, running
from tests.databases import Databases


@pytest.fixture(scope="module")
def product(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """Everything that a crash leaves undone must be done again by what is left, so one product serves many crashes."""
    folder: Path = tmp_path_factory.mktemp("chaos")
    with databases.fresh(seeded=True) as url, running(url, folder) as started:
        yield started
