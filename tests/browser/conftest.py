"""Tests in a real browser. Where there is none the run fails, and says which packages to install."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver import Chrome

from sandbox.server import Standins
from tests.browser import chromium
from tests.browser.demo import Demo, running_demo

HERE = Path(__file__).parent

MISSING = (
    "No browser was found, so nothing in tests/browser could be run. Install the Debian packages"
    f" {chromium.PACKAGES}: apt-get install {chromium.PACKAGES.replace(' and ', ' ')}"
)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without a browser one of these tests is left, to fail for all of them."""
    ours = [item for item in items if HERE in item.path.parents]
    if len(ours) > 1 and chromium.installed() is None:
        items[:] = [item for item in items if item not in ours[1:]]
        config.hook.pytest_deselected(items=ours[1:])


@pytest.fixture(scope="session")
def _chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    if chromium.installed() is None:
        pytest.fail(MISSING, pytrace=False)
    with chromium.started(tmp_path_factory.mktemp("profile")) as driver:
        yield driver


@pytest.fixture
def browser(_chromium: Chrome) -> Iterator[Chrome]:
    """At a desk's width, remembering nothing. What its console called an error fails the test."""
    chromium.renew(_chromium)
    yield _chromium
    assert chromium.errors(_chromium) == []


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """Everything that `make demo` starts, with data and ports of its own."""
    with running_demo(tmp_path_factory.mktemp("demo")) as running:
        yield running


@pytest.fixture
def standins(browser: Chrome) -> Iterator[Standins]:
    """The sandbox without the product: nobody answers, unless the test does."""
    with Standins() as running:
        yield running
        browser.get("about:blank")  # a page that is left open would miss its server
