"""The sandbox's page, as a person uses it."""

import re
from collections.abc import Callable
from typing import TypeVar

from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

PATIENCE_SECONDS = 30

Found = TypeVar("Found")


class SandboxPage:
    """Opened at once. Every look waits until it sees what it looks for."""

    def __init__(self, browser: Chrome, url: str) -> None:
        self.browser = browser
        browser.get(url)
        self.until(lambda: self.find("#now").text != "…", "the clock")

    def find(self, selector: str) -> WebElement:
        """The first element, which must be there."""
        return self.browser.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector: str) -> list[WebElement]:
        """All elements, maybe none."""
        return self.browser.find_elements(By.CSS_SELECTOR, selector)

    def press(self, selector: str) -> None:
        """Click."""
        self.find(selector).click()

    def until(self, look: Callable[[], Found], what: str) -> Found:
        """What `look` finds, once it finds something. Raises `TimeoutException`, which names it."""
        wait = WebDriverWait(
            self.browser,
            PATIENCE_SECONDS,
            poll_frequency=0.1,
            ignored_exceptions=[StaleElementReferenceException],
        )
        return wait.until(lambda _: look(), f"waited for {what}")

    # --- sections of a narrow page

    def open(self, section: str) -> None:
        """phone, inbox, day, payments or behind: a tab at the foot, on a phone."""
        self.press(f'[data-opens="{section}"]')

    # --- the customer's phone

    def take_phone_of(self, name: str) -> None:
        """One of those who are there already."""
        chips = [one for one in self.all("#customers .chip") if one.text.startswith(name)]
        chips[0].click()

    def add_customer(self, name: str, phone: str) -> None:
        """Somebody new, whose phone it then is."""
        self.press("#customer-add")
        for field, value in (("name", name), ("phone", phone)):
            box = self.find(f"#new-customer [name={field}]")
            box.clear()
            box.send_keys(value)
        self.press("#new-customer [type=submit]")

    def write(self, text: str) -> None:
        """The customer writes and sends."""
        before = len(self._texts("mine"))
        self.find("#chat-text").send_keys(text, Keys.ENTER)
        self.until(lambda: len(self._texts("mine")) > before, f"{text!r} on the phone")

    def answer(self, after: int) -> str:
        """All that the salon has written since it had written `after` messages, once it is silent."""
        self.until(lambda: len(self.heard) > after, "an answer")
        self.until(lambda: not self.find("#chat-typing").is_displayed(), "the end of typing")
        return "\n".join(self.heard[after:])

    def ask(self, text: str) -> str:
        """Write, and read what comes back."""
        before = len(self.heard)
        self.write(text)
        return self.answer(before)

    @property
    def heard(self) -> list[str]:
        """What the customer got, oldest first."""
        return self._texts("theirs")

    def _texts(self, whose: str) -> list[str]:
        # In one look, so that none of them can be replaced meanwhile.
        script = "return [...document.querySelectorAll(arguments[0])].map((one) => one.innerText)"
        selector = f".bubble-{whose} .bubble-text"
        return [str(text).strip() for text in self.browser.execute_script(script, selector)]

    def last_link(self, pattern: str) -> WebElement:
        """The newest link in the chat whose address looks like that."""

        def look() -> WebElement | None:
            links = self.all(".bubble-theirs .bubble-text a")
            fitting = [a for a in links if re.search(pattern, a.get_attribute("href") or "")]
            return fitting[-1] if fitting else None

        found = self.until(look, f"a link like {pattern}")
        assert found is not None
        return found

    # --- everything else

    def events(self, kind: str) -> list[str]:
        """What screen readers hear of the events of the day that is shown: provisional ..."""
        found = self.all(f'.event[data-kind="{kind}"]')
        return [event.get_attribute("aria-label") or "" for event in found]

    @property
    def day(self) -> str:
        """The date that the stylists' day shows, ISO."""
        return self.find("#day-date").get_attribute("value") or ""

    @property
    def payments(self) -> list[str]:
        """Amount and status of each payment, newest first."""
        return [
            f"{card.find_element(By.CSS_SELECTOR, '.payment-amount').text}"
            f" {card.find_element(By.CSS_SELECTOR, '.badge').text}"
            for card in self.all(".payment")
        ]
