"""What /admin's day and lists show at a desk and on a phone: every column, every name, an emergency above all."""

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from models.enums import HandoverReason
from tests.admin.people import has_phone, nameless, with_person, writes
from tests.browser import chromium
from tests.browser.staff import FRIDAY, enter, picture, site
from tests.changes import booked, owes_supplement, party
from tests.salon import Guest, Salon, salon

__all__ = ["salon", "site"]

LISTS = ("appointment", "booking", "waiting", "reminder", "customer", "conversation", "message", "payment", "movement")
SIZES = [chromium.DESK, chromium.PHONE]

WAITS = """
INSERT INTO waitlist_entry (business_id, customer_id, conversation_id, service_ids, first_day, last_day, part,
                            stylist_id, status, offered_until, created_at)
SELECT s.business_id, %(customer)s, %(talk)s, %(services)s, '2026-11-24', '2026-11-28', 'afternoon', s.id, 'offered',
       '2026-11-23 09:20+01', '2026-11-23 08:00+01' FROM stylist s WHERE s.name = 'Marta'
"""


@pytest.fixture
def burnt(salon: Salon, site: str) -> Guest:
    """Somebody in an emergency, of whom only WhatsApp's name is known; others wait, owe money, bring their mothers."""
    guest = nameless(salon, "+34600111222")
    writes(salon, guest.conversation, "me arde el cuero cabelludo, me pica muchísimo", "Lau 🌸")
    with_person(salon, guest.conversation, HandoverReason.EMERGENCY, 3)
    mercedes = salon.guest("Mercedes", "Alba Fernández de Córdoba")
    has_phone(salon, mercedes, "+34600111333")
    party(salon, mercedes, ("Marta", "2026-11-23 16:00", "Cortar", None),
          ("Sara", "2026-11-23 16:00", "Peinado", "mi madre"), intent="pi_3")  # fmt: skip
    late = booked(salon, salon.guest("Elena", "Prieto"), "Pilar", "2026-11-23 12:00", "Cortar", intent="pi_4")
    (visit,) = (
        one["id"] for one in salon.rows("SELECT id FROM appointment WHERE booking_id = %(id)s", id=late.booking_id)
    )
    owes_supplement(salon, visit)
    services = salon.services("Cortar", "Mechas", "Peinado")
    salon.rows(WAITS, customer=mercedes.customer, talk=mercedes.conversation, services=services)
    return guest


def test_no_list_cuts_off_a_column(browser: Chrome, burnt: Guest, site: str) -> None:
    enter(browser, site)
    for name in LISTS:
        browser.get(f"{site}/{name}/list" + ("?starts_at=todo" if name == "appointment" else ""))
        for size in SIZES:
            chromium.resize(browser, size)
            picture(browser, f"lists-{size[0]}-{name}", size)
            # A phone's cards hide what says nothing, and what is minor.
            cut = browser.execute_script(
                """const edge = document.querySelector('.sheet').getBoundingClientRect().right + 0.5;
                   return [...document.querySelectorAll('.sheet td, .sheet th')]
                       .filter((one) => one.getBoundingClientRect().right > edge).map((one) => one.innerText)"""
            )
            assert cut == [], (name, size)


@pytest.mark.parametrize("size", SIZES)
def test_an_emergency_is_the_first_thing_on_the_day(
    browser: Chrome, burnt: Guest, site: str, size: tuple[int, int]
) -> None:
    chromium.resize(browser, size)
    enter(browser, site)
    browser.get(f"{site}/")
    picture(browser, f"lists-{size[0]}-day", size)
    alarm = browser.find_element(By.CLASS_NAME, "emergency")
    assert "Lau 🌸 (WhatsApp)" in alarm.text and "+34 600 11 12 22" in alarm.text
    assert alarm.rect["y"] + alarm.rect["height"] < size[1], "it is seen without scrolling"
    assert alarm.rect["y"] < browser.find_element(By.CLASS_NAME, "tiles").rect["y"]
    urgent = browser.find_element(By.CSS_SELECTOR, ".line.urgent")
    assert "Lau 🌸 (WhatsApp)" in urgent.text
    browser.get(f"{site}/?dia={FRIDAY}")
    assert browser.find_elements(By.CLASS_NAME, "emergency"), "whatever day is looked at"


@pytest.mark.parametrize("size", SIZES)
def test_a_conversation_without_a_name_has_a_title(
    browser: Chrome, burnt: Guest, site: str, size: tuple[int, int]
) -> None:
    chromium.resize(browser, size)
    enter(browser, site)
    browser.get(f"{site}/conversation/list")
    cards = [row.text for row in browser.find_elements(By.CSS_SELECTOR, ".sheet tbody tr")]
    assert any("Lau 🌸 (WhatsApp)" in card for card in cards)
    browser.get(f"{site}/conversation/details/{burnt.conversation}")
    assert browser.find_element(By.TAG_NAME, "h1").text == "Conversación de Lau 🌸 (WhatsApp)"
    picture(browser, f"lists-{size[0]}-conversation-details", size)
    browser.get(f"{site}/booking/list")
    browser.get(browser.find_element(By.CSS_SELECTOR, ".sheet td.title a").get_attribute("href") or "")
    picture(browser, f"lists-{size[0]}-booking-details", size)
