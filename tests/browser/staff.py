"""/admin in front of a browser: a salon with a few bookings, and somebody of the staff who goes in."""

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
from tests.changes import booked, party
from tests.salon import Salon
from tests.served import Served, free_socket

FRIDAY = "2026-11-27"
PICTURES = Path("var/screenshots")


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


def picture(browser: Chrome, name: str, size: tuple[int, int]) -> None:
    """Of the page as far as it goes down, when pictures are asked for (SCREENSHOTS=1)."""
    if os.environ.get("SCREENSHOTS") != "1":
        return
    PICTURES.mkdir(parents=True, exist_ok=True)
    height = browser.execute_script("return document.documentElement.scrollHeight")
    chromium.resize(browser, (size[0], min(max(height, size[1]), 2600)))
    browser.save_screenshot(str(PICTURES / f"{name}.png"))
    chromium.resize(browser, size)
