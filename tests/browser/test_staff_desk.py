"""/admin as staff use it, at the desk and on a phone: nothing slips off the page, and an appointment is moved by hand.

Run with SCREENSHOTS=1 it makes pictures of its pages in var/screenshots.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from admin.accounts import ensure_owner
from admin.site import mount
from models.enums import HandoverReason
from tasks.commands.handover import hand_over
from tests.admin.visitor import PASSWORD, Address, Woken
from tests.browser import chromium
from tests.browser.other_pages import PATIENCE_SECONDS
from tests.changes import booked, party, places
from tests.salon import Salon, salon
from tests.served import Served, free_socket

__all__ = ["salon"]

PICTURES = Path("var/screenshots")
FRIDAY = "2026-11-27"
PAGES = (
    "/",
    "/desk/new",
    f"/desk/new?servicio={{colour}}&servicio={{cut}}&dia={FRIDAY}",
    "/booking/details/{group}",
    "/booking/details/{held}",
    "/desk/appointment/{visit}/move",
    "/desk/appointment/{visit}/services?servicio={cut}&servicio={colour}",
    "/desk/booking/{group}/cancel",
    "/desk/block",
    "/block/list",
    "/audit/list",
    "/movement/list",
    "/appointment/list",
    "/conversation/list",
    "/conversation/details/{talk}",
)


@pytest.fixture
def site(salon: Salon) -> Iterator[str]:
    """The salon with a few bookings; the address of its /admin."""
    ensure_owner(salon.database, salon.business_id, PASSWORD)
    party(salon, salon.guest("Julia", "Mora"), ("Marta", f"{FRIDAY} 16:00", "Cortar", None),
          ("Sara", f"{FRIDAY} 16:00", "Peinado", "su hija"))  # fmt: skip
    booked(salon, salon.guest("Beatriz", "Gil"), "Lucas", "2026-11-23 12:00", intent="pi_2")
    salon.held(salon.guest("Laura", "Torres"), "Pilar", f"{FRIDAY} 10:30", "Mechas")
    salon.block("Ana", f"{FRIDAY} 13:00/{FRIDAY} 14:30")
    salon.rows("UPDATE occupancy SET note = 'Dentista' WHERE kind = 'block'")
    with salon.unit() as unit:
        hand_over(unit, 2, HandoverReason.MEDICAL, "Pregunta si el tinte es seguro en el embarazo.")
    listening = free_socket()
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    app = FastAPI()
    mount(app, salon.database, Woken(), Address(url))
    with Served(app, listening) as served:
        yield f"{served.url}/admin"


def enter(browser: Chrome, site: str) -> None:
    """Logs in, and waits until it is done: whoever goes on sooner is a stranger still."""
    browser.get(f"{site}/login")
    browser.find_element(By.NAME, "username").send_keys("owner")
    browser.find_element(By.NAME, "password").send_keys(PASSWORD)
    press(browser, "Entrar")
    WebDriverWait(browser, PATIENCE_SECONDS).until(lambda b: "/login" not in b.current_url)


def press(browser: Chrome, words: str) -> None:
    """Presses the button or link with these words."""
    browser.find_element(By.XPATH, f"//*[self::button or self::a][contains(., '{words}')]").click()


def told(browser: Chrome) -> str:
    """What stands at the top of the page that a button leads to, once it is there."""
    waiting = WebDriverWait(browser, PATIENCE_SECONDS)
    return waiting.until(lambda b: b.find_element(By.CLASS_NAME, "said")).text


@pytest.mark.parametrize("size", [chromium.DESK, chromium.PHONE, chromium.SMALL_PHONE])
def test_no_page_is_wider_than_the_screen(browser: Chrome, salon: Salon, site: str, size: tuple[int, int]) -> None:
    chromium.resize(browser, size)
    enter(browser, site)
    cut, colour = salon.services("Cortar", "Mechas")
    for n, path in enumerate(PAGES):
        browser.get(site + path.format(cut=cut, colour=colour, group=1, held=3, visit=3, talk=2))
        assert browser.execute_script("return document.documentElement.scrollWidth") <= size[0], path
        if os.environ.get("SCREENSHOTS") == "1":
            PICTURES.mkdir(parents=True, exist_ok=True)
            height = browser.execute_script("return document.documentElement.scrollHeight")
            chromium.resize(browser, (size[0], min(max(height, size[1]), 2600)))
            browser.save_screenshot(str(PICTURES / f"desk-{size[0]}-{n:02}.png"))
            chromium.resize(browser, size)


def test_an_appointment_is_moved_by_hand_on_a_phone(browser: Chrome, salon: Salon, site: str) -> None:
    chromium.resize(browser, chromium.PHONE)
    enter(browser, site)
    browser.get(f"{site}/booking/details/2")
    press(browser, "Mover")
    browser.find_element(By.XPATH, "//*[@aria-label='Lucas']//label[normalize-space()='17:00']").click()
    press(browser, "Mover la cita")
    assert "Hecho: la cita está en su nueva hora." in told(browser)
    assert places(salon, 2) == [("Lucas", "2026-11-23 17:00", "17:40", "confirmed")]
    assert "owner" in browser.find_element(By.CLASS_NAME, "trail").text


def test_a_conversation_is_handed_back_by_hand_on_a_phone(browser: Chrome, salon: Salon, site: str) -> None:
    chromium.resize(browser, chromium.PHONE)
    enter(browser, site)
    browser.get(f"{site}/conversation/details/2")
    press(browser, "Devolver a Maite")
    assert "el asistente vuelve a llevar" in told(browser)
    assert "owner" in browser.find_element(By.CLASS_NAME, "trail").text
    assert browser.find_elements(By.XPATH, "//button[contains(., 'Devolver a')]") == []
    assert salon.rows("SELECT 1 FROM conversation WHERE handed_over_at IS NOT NULL") == []
    assert len(salon.rows("SELECT 1 FROM outbox WHERE kind = 'hand_back'")) == 1
