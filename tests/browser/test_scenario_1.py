"""Scenario 1 on the page: Laura wants highlights on Friday, takes the pack, pays, and is confirmed.

Run with SCREENSHOTS=1 it makes the README's pictures too.
"""

import os
import re
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import pytest
from babel.dates import format_date
from selenium.webdriver import Chrome

from tests.browser import chromium
from tests.browser.demo import Demo
from tests.browser.monday import next_monday
from tests.browser.other_pages import AdminPage, CheckoutPage, new_tab, open_flower
from tests.browser.sandbox_page import SandboxPage

PICTURES = Path(__file__).parents[2] / "docs" / "screenshots"
OPTION = re.compile(r"\b(\d{1,2}:\d{2}) con (\w+)")


def picture(browser: Chrome, name: str) -> None:
    """Only when somebody asks for them."""
    if os.environ.get("SCREENSHOTS") == "1":
        PICTURES.mkdir(parents=True, exist_ok=True)
        browser.save_screenshot(str(PICTURES / f"{name}.png"))


def monday_morning(demo: Demo) -> datetime:
    """Moves the demo's clock to it."""
    clock = f"{demo.sandbox_url}/sandbox/clock"
    with httpx.Client(trust_env=False, timeout=30) as client:
        now = datetime.fromisoformat(client.get(clock).json()["now"])
        monday = next_monday(now)
        minutes = (monday - now).total_seconds() / 60
        client.post(clock, json={"advance_minutes": minutes}).raise_for_status()
    return monday


@pytest.mark.timeout(240)
def test_laura_books_pays_and_is_confirmed(browser: Chrome, demo: Demo) -> None:
    friday = (monday_morning(demo) + timedelta(days=4)).date()
    spoken = format_date(friday, "EEEE d 'de' MMMM", locale="es")
    page = SandboxPage(browser, demo.sandbox_url)
    page.take_phone_of("Laura")

    pack = page.ask("quiero hacerme mechas el viernes")
    assert "Maite" in pack
    assert "62,50 €" in pack
    assert "Mechas + Corte" in pack
    assert "80,00 €" in pack
    assert "8,70 €" in pack

    offers = page.ask("sí, el pack, la primera disponible")
    assert spoken in offers
    options = OPTION.findall(offers)
    assert len(set(options)) == 2
    wanted = ("12:30", "Marta")
    time, stylist = wanted if wanted in options else options[-1]

    assert "apellido" in page.ask(f"la de las {time} con {stylist}")
    hold = page.ask("Torres")
    assert "16,00 €" in hold
    assert "30 minutos" in hold
    assert spoken in hold
    assert (time, stylist) in OPTION.findall(hold)
    page.until(lambda: page.events("provisional"), "the provisional event")
    assert page.day == friday.isoformat()
    (event,) = page.events("provisional")
    assert event.startswith(time.zfill(5))
    assert "Laura Torres" in event
    picture(browser, "held")

    with new_tab(browser, page.last_link(r"/pay/")):
        checkout = CheckoutPage(browser)
        assert checkout.amount == "16,00 €"
        picture(browser, "checkout")
        checkout.pay()
        assert browser.current_url.startswith(f"{demo.app_url}/pay/")

    page.until(lambda: "confirmada" in page.heard[-1], "the confirmation")
    assert spoken in page.heard[-1]
    assert stylist in page.heard[-1]
    assert "16,00 €" in page.heard[-1]
    page.until(lambda: page.events("confirmed"), "the confirmed event")
    assert page.events("provisional") == []
    assert "Laura Torres" in page.events("confirmed")[0]
    assert page.payments == ["16,00 € paid"]
    page.press("#tab-mails")
    page.until(lambda: stylist.casefold() in page.find("#mails-list").text, f"{stylist}'s mail")
    page.press("#tab-effects")
    picture(browser, "confirmed")

    chromium.resize(browser, chromium.PHONE)
    for section, name in (("phone", "phone"), ("day", "phone-day")):
        page.open(section)
        picture(browser, name)
    chromium.resize(browser, chromium.DESK)

    with new_tab(browser):
        admin = AdminPage(browser, demo.app_url, demo.admin_user, demo.admin_password)
        assert "Laura Torres" in admin.list_of("appointment")
        picture(browser, "admin")
    with new_tab(browser):
        open_flower(browser, demo.flower_url, f"{demo.flower_user}:{demo.flower_password}")
        picture(browser, "flower")
