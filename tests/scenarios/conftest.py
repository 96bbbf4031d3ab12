"""The house that scenarios are played in."""

from collections.abc import Iterator

import pytest

from gateways.embedded import EmbeddedServers
from tests.house import House, house


@pytest.fixture
def home(salon_url: str, servers: EmbeddedServers) -> Iterator[House]:
    """The product with the demo salon, on Monday 23 November 2026 at 9:00 in Madrid."""
    with house(salon_url, servers.redis_url) as built:
        yield built
