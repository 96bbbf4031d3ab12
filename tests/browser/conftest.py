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

_not_run: list[pytest.Item] = []


def _sentence() -> str:
    return (
        f"No browser was found, so the {len(_not_run)} tests of tests/browser (scenario 1 on the"
        f" sandbox's page among them) were not run: install the Debian packages"
        f" {chromium.PACKAGES}."
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Take these tests out of the run when there is no browser. Raises `UsageError` in CI."""
    if chromium.installed() is not None:
        return
    _not_run[:] = [item for item in items if HERE in item.path.parents]
    if not _not_run:
        return
    if os.environ.get("CI") == "true":
        raise pytest.UsageError(_sentence())
    items[:] = [item for item in items if HERE not in item.path.parents]
    config.hook.pytest_deselected(items=_not_run)
    if hasattr(config, "workerinput"):  # one of xdist's, whose words nobody hears: it may only warn
        config.issue_config_time_warning(pytest.PytestWarning(_sentence()), stacklevel=2)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Say what was not run, as the very last line."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if _not_run and reporter is not None:
        reporter.write_line(_sentence(), yellow=True, bold=True)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """A run of these tests alone is no failure for want of a browser."""
    if _not_run and exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED:
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
