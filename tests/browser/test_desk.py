"""The rest of the page, without the product: calendars, clock, faults, payments, and its shape."""

from datetime import datetime, timedelta

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.select import Select

from sandbox.server import Standins
from tests.browser import chromium
from tests.browser.other_pages import CheckoutPage
from tests.browser.salon import Salon
from tests.browser.sandbox_page import SandboxPage

SECTIONS = ("phone", "inbox", "day", "payments", "behind")


def test_a_stylist_blocks_time(browser: Chrome, standins: Standins) -> None:
    page = SandboxPage(browser, standins.url)
    page.press("#day-on")
    page.press("#block")
    Select(page.find("#blocking select")).select_by_visible_text("Víctor")
    page.press("#blocking [type=submit]")
    page.until(lambda: page.events("busy"), "the event")
    assert page.events("busy") == ["12:00–13:00, Médico, busy"]
    calendars = standins.get("/sandbox/calendars")
    (event,) = next(one for one in calendars if one["stylist"] == "Víctor")["events"]
    assert event["title"] == "Médico"
    assert event["start"].startswith(f"{page.day}T12:00:00+0")


def test_two_days_later(browser: Chrome, standins: Standins) -> None:
    page = SandboxPage(browser, standins.url)
    before = datetime.fromisoformat(standins.get("/sandbox/clock")["now"])
    day, shown = page.day, page.find("#now").text
    page.press("[data-minutes='2880']")
    page.until(lambda: page.day > day and page.find("#now").text != shown, "the later day")
    after = datetime.fromisoformat(standins.get("/sandbox/clock")["now"])
    assert (after - before).days == 2


def test_a_vendor_fails_and_is_well_again(browser: Chrome, standins: Standins) -> None:
    page = SandboxPage(browser, standins.url)
    page.press("#tab-faults")
    Select(page.find("#fault-vendor")).select_by_visible_text("stripe")
    assert not page.find("[data-fault='529']").is_displayed()
    page.press("[data-fault='5xx']")
    page.until(lambda: "5xx" in page.find("#faults-list").text, "the fault")
    (fault,) = standins.get("/sandbox/faults")
    assert (fault["vendor"], fault["fault"], fault["seconds"]) == ("stripe", "5xx", 30)
    page.press("#faults-end")
    page.until(lambda: page.find("#faults-none").is_displayed(), "no fault")
    assert standins.get("/sandbox/faults") == []


def test_the_ledger_shows_a_request_when_opened(browser: Chrome, standins: Standins) -> None:
    page, salon = SandboxPage(browser, standins.url), Salon(standins)
    page.write("hola")
    salon.says("¡Hola!")
    salon.asks_for_money(1600, "Señal")
    page.until(lambda: len(page.all("#effects-list > li")) == 2, "two effects")
    newest = page.all("#effects-list > li")[0]
    assert "checkout.session.create" in newest.text
    assert "16,00 €, Señal" in newest.text
    assert "Laura: ¡Hola!" in page.all("#effects-list > li")[1].text
    newest.find_element(By.TAG_NAME, "summary").click()
    page.until(lambda: '"unit_amount": 1600' in newest.text, "the request")
    Select(page.find("#effects-vendor")).select_by_visible_text("chatwoot")
    page.until(lambda: len(page.all("#effects-list > li")) == 1, "Chatwoot's effect alone")


def test_the_payment_page(browser: Chrome, standins: Standins) -> None:
    page, salon = SandboxPage(browser, standins.url), Salon(standins)
    address = salon.asks_for_money(1600, "Señal de tu cita")
    page.until(lambda: page.payments == ["16,00 € open"], "the payment")
    browser.get(address)
    checkout = CheckoutPage(browser)
    assert checkout.amount == "16,00 €"
    assert "Señal de tu cita" in browser.find_element(By.TAG_NAME, "main").text
    assert "rechazada" in checkout.decline()
    (payment,) = standins.get("/sandbox/payments")
    assert payment["status"] == "declined"
    checkout.pay()
    assert browser.current_url == f"{standins.url}/sandbox/clock?paid={payment['session']}"
    (payment,) = standins.get("/sandbox/payments")
    assert payment["status"] == "paid"


def test_a_payment_page_that_has_expired(browser: Chrome, standins: Standins) -> None:
    address = Salon(standins).asks_for_money(1600, "Señal")
    standins.post("/sandbox/clock", {"advance_minutes": 32})
    browser.get(address)
    assert "caducado" in browser.find_element(By.TAG_NAME, "h1").text
    assert browser.find_elements(By.ID, "pay") == []


@pytest.mark.parametrize("size", [chromium.PHONE, chromium.SMALL_PHONE])
def test_one_section_at_a_time_on_a_phone(browser: Chrome, standins: Standins, size: tuple[int, int]) -> None:
    chromium.resize(browser, size)
    page = SandboxPage(browser, standins.url)
    for section in SECTIONS:
        page.open(section)
        shown = [one.get_attribute("data-panel") for one in page.all(".panel") if one.is_displayed()]
        assert shown == [section]
        width = browser.execute_script("return document.documentElement.scrollWidth")
        assert width == size[0]


def test_a_dot_only_for_what_has_not_been_seen(browser: Chrome, standins: Standins) -> None:
    chromium.resize(browser, chromium.PHONE)
    page, salon = SandboxPage(browser, standins.url), Salon(standins)

    def dotted() -> list[str | None]:
        return [tab.get_attribute("data-opens") for tab in page.all(".has-news")]

    page.write("hola")
    salon.says("¡Hola!")
    page.answer(0)
    assert dotted() == []
    salon.says("una nota", private=True)
    page.until(lambda: dotted() == ["inbox"], "the inbox's dot")
    page.open("inbox")
    assert dotted() == []
    salon.says("¿Sigues ahí?")
    page.until(lambda: dotted() == ["phone"], "the phone's dot")
    browser.refresh()
    page.until(lambda: dotted() == ["phone"], "the dot after reloading")


@pytest.mark.parametrize("size", [chromium.DESK, chromium.PHONE])
def test_the_day_begins_at_its_first_event(browser: Chrome, standins: Standins, size: tuple[int, int]) -> None:
    chromium.resize(browser, size)
    day = datetime.fromisoformat(standins.get("/sandbox/clock")["now"]).date() + timedelta(days=1)
    for stylist, start, end in (("Ana", "19:30", "20:00"), ("Víctor", "18:00", "18:30")):
        body = {"title": "Médico", "start": f"{day}T{start}+01:00", "end": f"{day}T{end}+01:00"}
        standins.post(f"/sandbox/calendars/{stylist}/events", body)
    page = SandboxPage(browser, standins.url)
    if size == chromium.PHONE:
        page.open("day")
    page.press("#day-on")
    first = page.until(lambda: [one for one in page.all(".event") if "18:00" in one.text], "the events")[0]
    seen = """const [a, b] = [arguments[0], arguments[1]].map((one) => one.getBoundingClientRect());
        return a.top >= b.top && a.bottom <= b.bottom && a.left >= b.left && a.right <= b.right"""
    assert browser.execute_script(seen, first, page.find("#day-scroll"))


def test_the_guide_stays_closed(browser: Chrome, standins: Standins) -> None:
    page = SandboxPage(browser, standins.url)
    page.press("#guide-close")
    browser.refresh()
    page.until(lambda: page.find("#now").text != "…", "the clock")
    assert not page.find("#guide").is_displayed()


def test_everything_that_can_be_used_has_a_name(browser: Chrome, standins: Standins) -> None:
    page = SandboxPage(browser, standins.url)
    page.write("hola")
    page.until(lambda: page.find("#take-over").is_displayed(), "the conversation")
    controls = page.all("button, a, input, select, textarea, summary, [tabindex]")
    assert len(controls) > 40
    nameless = [one.get_attribute("outerHTML") for one in controls if not _is_named(one)]
    assert nameless == []


def _is_named(control: WebElement) -> bool:
    return not control.is_displayed() or bool(control.accessible_name)
