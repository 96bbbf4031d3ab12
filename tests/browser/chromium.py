"""The real browser: Debian's chromium with its driver, without a window."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = "chromium and chromium-driver"

OPTIONS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--lang=en-GB",
    "--window-size=1440,900",
)

DESK = (1440, 900)
PHONE = (390, 844)
SMALL_PHONE = (360, 640)


def installed() -> tuple[str, str] | None:
    """Paths of browser and driver; None when one of them is missing."""
    found = (shutil.which(name) for name in BROWSERS)
    browser = next((path for path in found if path), None)
    driver = shutil.which("chromedriver")
    return None if browser is None or driver is None else (browser, driver)


@contextmanager
def started(profile: Path) -> Iterator[webdriver.Chrome]:
    """A browser with a fresh profile in that folder; it ends with the block."""
    paths = installed()
    assert paths is not None, "nobody asks where there is no browser"
    options = Options()
    options.binary_location = paths[0]
    for option in (*OPTIONS, f"--user-data-dir={profile}"):
        options.add_argument(option)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(paths[1]))
    try:
        yield driver
    finally:
        driver.quit()


def resize(driver: webdriver.Chrome, size: tuple[int, int]) -> None:
    """Make the page exactly that wide and high, as a phone when it is narrow."""
    width, height = size
    metrics = {
        "width": width,
        "height": height,
        "deviceScaleFactor": 2 if width < 600 else 1,
        "mobile": width < 600,
    }
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


def renew(driver: webdriver.Chrome) -> None:
    """As if just started: one empty tab at a desk's width, no memory, no log."""
    keep, *others = driver.window_handles
    for other in others:
        driver.switch_to.window(other)
        driver.close()
    driver.switch_to.window(keep)
    driver.get("about:blank")
    driver.execute_cdp_cmd("Storage.clearCookies", {})
    driver.execute_cdp_cmd("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "all"})
    resize(driver, DESK)
    errors(driver)


def errors(driver: webdriver.Chrome) -> list[str]:
    """What the console called an error since the last look."""
    log: list[dict[str, str]] = driver.get_log("browser")  # type: ignore[no-untyped-call]
    return [line["message"] for line in log if line["level"] == "SEVERE"]
