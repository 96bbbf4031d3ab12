"""What the sandbox's page says once the first thing was tried, and the hours beside the stylists' day."""

from datetime import datetime, timedelta

import pytest
from selenium.webdriver import Chrome

from sandbox.server import Standins
from tests.browser import chromium
from tests.browser.sandbox_page import SandboxPage

SIZES = [chromium.DESK, chromium.PHONE, chromium.SMALL_PHONE]

END = "document.getElementById('guide-end').hidden = false; return document.getElementById('guide-end').innerText"

CUT = """
const scroller = document.getElementById("day-scroll").getBoundingClientRect();
const head = document.querySelector(".stylist h3").getBoundingClientRect().bottom;
const hours = [...document.querySelectorAll(".hour")].map((one) => [one.innerText, one.getBoundingClientRect()]);
return hours.filter(([, one]) => one.bottom > head + 0.5 && one.top < head - 0.5 && one.top < scroller.bottom)
    .map(([text]) => text)
"""


@pytest.mark.parametrize("size", SIZES)
def test_the_guide_ends_with_a_whole_sentence(browser: Chrome, standins: Standins, size: tuple[int, int]) -> None:
    chromium.resize(browser, size)
    SandboxPage(browser, standins.url)
    said = " ".join(browser.execute_script(END).split())
    assert said == (
        "Booked, paid, confirmed. Now try to break it:"
        " with the clock, in the inbox, with a blocked hour, with Claude switched off."
    )
    assert browser.execute_script("return document.documentElement.scrollWidth") == size[0]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("clock", ["09:00", "11:45", "12:50"])
def test_no_hour_is_cut_by_the_names_above_it(
    browser: Chrome, standins: Standins, size: tuple[int, int], clock: str
) -> None:
    chromium.resize(browser, size)
    day = datetime.fromisoformat(standins.get("/sandbox/clock")["now"]).date() + timedelta(days=1)
    ends = "09:45" if clock == "09:00" else "18:00"
    body = {"title": "Médico", "start": f"{day}T{clock}+01:00", "end": f"{day}T{ends}+01:00"}
    standins.post("/sandbox/calendars/Ana/events", body)
    page = SandboxPage(browser, standins.url)
    if size != chromium.DESK:
        page.open("day")
    page.press("#day-on")
    page.until(lambda: page.events("busy"), "the event")
    assert browser.execute_script(CUT) == []
