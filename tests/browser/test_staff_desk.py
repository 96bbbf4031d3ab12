"""/admin as staff use it, at the desk and on a phone: nothing slips off the page, and an appointment is moved by hand.

Run with SCREENSHOTS=1 it makes pictures of its pages in var/screenshots.
"""

from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from tests.browser import chromium
from tests.browser.staff import FRIDAY, enter, picture, press, site, told
from tests.changes import places
from tests.salon import Salon, salon

__all__ = ["salon", "site"]

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


def test_no_page_is_wider_than_the_screen(browser: Chrome, salon: Salon, site: str) -> None:
    enter(browser, site)
    cut, colour = salon.services("Cortar", "Mechas")
    for n, path in enumerate(PAGES):
        browser.get(site + path.format(cut=cut, colour=colour, group=1, held=3, visit=3, talk=2))
        for size in (chromium.DESK, chromium.PHONE, chromium.SMALL_PHONE):
            chromium.resize(browser, size)
            assert browser.execute_script("return document.documentElement.scrollWidth") <= size[0], path
            picture(browser, f"desk-{size[0]}-{n:02}", size)


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
