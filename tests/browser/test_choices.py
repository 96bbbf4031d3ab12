"""What can be tapped on the phone: buttons below the bubble, or a list whose rows open over the chat.

Run with SCREENSHOTS=1 it makes pictures of both in var/screenshots.
"""

import os
from pathlib import Path

import pytest
from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from sandbox.server import Standins
from tests.browser import chromium
from tests.browser.salon import Salon
from tests.browser.sandbox_page import SandboxPage

PICTURES = Path("var/screenshots")
LAURA = "+34600000101"
FOUR = ["vie 27 10:30 Pilar", "vie 27 12:00 Marta", "vie 27 17:00 Ana", "vie 27 18:00 Lucas"]
TEN = [*FOUR, *(f"sáb 28 {9 + n}:00 Inmaculada" for n in range(6))]
WIDTHS = pytest.mark.parametrize("size", [chromium.DESK, chromium.PHONE, chromium.SMALL_PHONE])


def picture(browser: Chrome, name: str) -> None:
    """Only when somebody asks for them."""
    if os.environ.get("SCREENSHOTS") == "1":
        PICTURES.mkdir(parents=True, exist_ok=True)
        browser.save_screenshot(str(PICTURES / f"{name}.png"))


def offered(browser: Chrome, standins: Standins, titles: list[str]) -> SandboxPage:
    """Laura's phone, on which these options are."""
    page, salon = SandboxPage(browser, standins.url), Salon(standins)
    page.write("¿qué hay el viernes?")
    items = {"items": [{"title": title, "value": f"a{n}"} for n, title in enumerate(titles)]}
    text = "El **viernes 27 de noviembre** tengo:\n\n" + "\n".join(f"- {title}" for title in titles)
    salon.says(f"{text}\n\n¿Cuál te viene mejor?", content_type="input_select", content_attributes=items)
    page.answer(0)
    return page


def sent(standins: Standins) -> list[str]:
    """What Laura has written."""
    told = standins.get(f"/sandbox/customers/{LAURA}/messages")
    return [one["text"] for one in told if one["from"] == "customer"][1:]


def rows(page: SandboxPage) -> list[str]:
    """The rows that are open to be tapped."""
    return [row.text for row in page.all(".row-choice") if row.is_displayed()]


def inside(inner: WebElement, outer: WebElement) -> bool:
    """Whether all of it lies within the other."""
    one, two = inner.rect, outer.rect
    return bool(
        one["x"] >= two["x"] - 1
        and one["y"] >= two["y"] - 1
        and one["x"] + one["width"] <= two["x"] + two["width"] + 1
        and one["y"] + one["height"] <= two["y"] + two["height"] + 1
    )


@WIDTHS
def test_a_button_below_the_bubble_sends_its_title(browser: Chrome, standins: Standins, size: tuple[int, int]) -> None:
    chromium.resize(browser, size)
    page = offered(browser, standins, FOUR[:3])
    shown = page.all(".bubble-choice")
    assert [one.text for one in shown] == FOUR[:3]
    bubble = page.find(".said .bubble")
    assert shown[0].rect["y"] > bubble.rect["y"] + bubble.rect["height"] - 2, "below it"
    assert {one.rect["width"] for one in shown} == {bubble.rect["width"]}
    assert inside(shown[2], page.find("#chat")), "the last of them is in sight"
    picture(browser, f"buttons-{size[0]}")
    shown[1].click()
    page.until(lambda: FOUR[1] in page.find("#chat").text.splitlines()[-3:], "the choice")
    assert sent(standins) == [FOUR[1]]
    assert rows(page) == []


@WIDTHS
def test_a_list_opens_its_rows_over_the_chat(browser: Chrome, standins: Standins, size: tuple[int, int]) -> None:
    chromium.resize(browser, size)
    page = offered(browser, standins, TEN)
    (opening,) = page.all(".bubble-choice")
    assert (opening.text, rows(page)) == ("Ver opciones", [])
    picture(browser, f"list-{size[0]}")
    opening.click()
    assert len(rows(page)) == 10
    page.until(lambda: inside(page.find("#sheet"), page.find(".handset")), "the sheet at rest")
    assert page.find("#sheet").rect["y"] > page.find(".chat-head").rect["y"]
    assert inside(page.all(".row-choice")[2], page.find("#sheet")), "more than one is in sight"
    picture(browser, f"rows-{size[0]}")
    last = page.all(".row-choice")[-1]
    assert last.text == TEN[-1]
    last.click()
    page.until(lambda: sent(standins) == [TEN[-1]], "the row that was tapped")
    assert rows(page) == []


def test_rows_are_put_away_without_sending(browser: Chrome, standins: Standins) -> None:
    page = offered(browser, standins, FOUR)
    opening = page.find(".bubble-choice")
    for way in ("a key", "its button", "the chat above it"):
        opening.click()
        assert rows(page) == FOUR
        assert browser.switch_to.active_element == page.all(".row-choice")[0], "for a keyboard"
        if way == "a key":
            browser.switch_to.active_element.send_keys(Keys.ESCAPE)
        elif way == "its button":
            page.press("#sheet-close")
        else:
            ActionChains(browser).move_to_element(page.find(".chat-head")).click().perform()
        assert rows(page) == [], way
        assert browser.switch_to.active_element == opening
    opening.click()
    page.take_phone_of("Beatriz")
    assert rows(page) == [], "they were Laura's"
    page.take_phone_of("Laura")
    page.until(lambda: page.all(".bubble-choice"), "Laura's chat")
    assert rows(page) == []
    assert sent(standins) == []


def test_the_keyboard_chooses_a_row(browser: Chrome, standins: Standins) -> None:
    page = offered(browser, standins, FOUR)
    page.find(".bubble-choice").send_keys(Keys.ENTER)
    browser.switch_to.active_element.send_keys(Keys.TAB)
    browser.switch_to.active_element.send_keys(Keys.ENTER)
    page.until(lambda: sent(standins) == [FOUR[1]], "the second row")


def test_titles_stay_text(browser: Chrome, standins: Standins) -> None:
    hostile = ["<b onclick=x>1</b>", "<img src=x>", "a", "b"]
    page = offered(browser, standins, hostile)
    page.press(".bubble-choice")
    assert rows(page) == hostile
    assert page.all("#sheet :is(b, img)") == []
    assert page.find("#sheet-list").find_elements(By.TAG_NAME, "svg") == []
