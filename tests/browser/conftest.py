"""Tests in a real browser. Where there is none, the run says so at its end; in CI that is an error."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver import Chrome

from sandbox.server import Standins
from tests.browser import chromium
from tests.browser.demo import Demo, running_demo

HERE = Path(__file__).parent

MISSING = (
    "No browser was found, so tests/browser (scenario 1 on the sandbox's page among them) was not run: install the"
    f" Debian packages {chromium.PACKAGES}."
)


def _missing() -> bool:
    return chromium.installed() is None


def pytest_configure() -> None:
    """Raises `UsageError` in CI, where a browser must be."""
    if _missing() and os.environ.get("CI") == "true":
        raise pytest.UsageError(MISSING)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Takes these tests out of the run when there is no browser."""
    ours = [item for item in items if HERE in item.path.parents]
    if not ours or not _missing():
        return
    items[:] = [item for item in items if HERE not in item.path.parents]
    config.hook.pytest_deselected(items=ours)
    if hasattr(config, "workerinput"):  # one of xdist's, whose words nobody hears: it may only warn
        config.issue_config_time_warning(pytest.PytestWarning(MISSING), stacklevel=2)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Say what was not run, as the very last line."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None and _missing():
        reporter.write_line(MISSING, yellow=True, bold=True)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """A run of these tests alone is no failure for want of a browser."""
    if exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED and _missing():
        session.exitstatus = pytest.ExitCode.OK


@pytest.fixture(scope="session")
def _chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
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
