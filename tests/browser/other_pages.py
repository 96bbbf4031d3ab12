"""The payment page and the product's own pages, as a person uses them."""

from collections.abc import Iterator
from contextlib import contextmanager

from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

from tests.browser.chromium import DESK, resize

PATIENCE_SECONDS = 20


@contextmanager
def new_tab(browser: Chrome, link: WebElement | None = None) -> Iterator[None]:
    """Inside, the browser is in a new tab: the one that `link` opens, or an empty one."""
    here, before = browser.current_window_handle, set(browser.window_handles)
    if link is None:
        browser.switch_to.new_window("tab")
    else:
        link.click()
        WebDriverWait(browser, PATIENCE_SECONDS).until(lambda b: len(b.window_handles) > len(before))
        browser.switch_to.window((set(browser.window_handles) - before).pop())
    resize(browser, DESK)
    try:
        yield
    finally:
        browser.close()
        browser.switch_to.window(here)


class CheckoutPage:
    """Stripe's page, in the tab that the browser shows."""

    def __init__(self, browser: Chrome) -> None:
        self.browser = browser
        WebDriverWait(browser, PATIENCE_SECONDS).until(lambda b: "/checkout/" in b.current_url)

    @property
    def amount(self) -> str:
        """As it is shown."""
        return self.browser.find_element(By.ID, "amount").text

    def pay(self) -> None:
        """With the card that works; ends on the page that the product names."""
        self.browser.find_element(By.ID, "pay").click()
        WebDriverWait(self.browser, PATIENCE_SECONDS).until(lambda b: "/checkout/" not in b.current_url)

    def decline(self) -> str:
        """With a card that does not; what the page says then."""
        self.browser.find_element(By.ID, "decline").click()
        problem = self.browser.find_element(By.ID, "pay-problem")
        WebDriverWait(self.browser, PATIENCE_SECONDS).until(lambda _: problem.is_displayed())
        return problem.text


class AdminPage:
    """`/admin`, logged in."""

    def __init__(self, browser: Chrome, url: str, user: str, password: str) -> None:
        self.browser = browser
        self.url = url
        browser.get(f"{url}/admin/login")
        browser.find_element(By.NAME, "username").send_keys(user)
        browser.find_element(By.NAME, "password").send_keys(password)
        browser.find_element(By.CSS_SELECTOR, "form [type=submit]").click()
        WebDriverWait(browser, PATIENCE_SECONDS).until(lambda b: "/login" not in b.current_url)

    def list_of(self, identity: str) -> str:
        """The words of one list, such as `appointment`."""
        self.browser.get(f"{self.url}/admin/{identity}/list")
        return self.browser.find_element(By.TAG_NAME, "body").text


def open_flower(browser: Chrome, url: str, login: str) -> None:
    """Flower, once it shows the workers. `login` is `user:password`."""
    browser.get(url.replace("://", f"://{login}@"))
    WebDriverWait(browser, PATIENCE_SECONDS).until(lambda b: "work-1@" in b.find_element(By.TAG_NAME, "body").text)
