"""The phone and the inbox on the page, without the product: the test plays the salon."""

from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from sandbox.server import Standins
from tests.browser.salon import Salon
from tests.browser.sandbox_page import SandboxPage
from tests.sandbox.chatwoot_client import Bot

LAURA = "+34600000101"
HOSTILE = """<img src=x onerror="window.broken=1"> *<b>x</b>* http://a.example/"><script>1</script>"""


def test_messages_appear_without_reloading(browser: Chrome, standins: Standins) -> None:
    page, salon = SandboxPage(browser, standins.url), Salon(standins)
    page.write("hola")
    salon.types(True)
    page.until(lambda: page.find("#chat-typing").is_displayed(), "typing")
    salon.says("¡Hola!")
    assert page.answer(0) == "¡Hola!"
    assert standins.get(f"/sandbox/customers/{LAURA}/messages")[0]["text"] == "hola"


def test_whatsapps_marks_become_elements(browser: Chrome, standins: Standins) -> None:
    page, salon = SandboxPage(browser, standins.url), Salon(standins)
    page.write("2*3*4 y _a_")
    salon.says("Son **16,00 €**, *por favor*: https://pay.example/abc_def_ghi.")
    page.answer(0)
    bubble = page.find(".bubble-theirs .bubble-text")
    assert [one.text for one in bubble.find_elements(By.TAG_NAME, "strong")] == ["16,00 €"]
    assert [one.text for one in bubble.find_elements(By.TAG_NAME, "em")] == ["por favor"]
    link = bubble.find_element(By.TAG_NAME, "a")
    assert link.get_attribute("href") == "https://pay.example/abc_def_ghi"
    assert link.get_attribute("rel") == "noopener noreferrer"
    mine = page.find(".bubble-mine .bubble-text")
    assert mine.text == "2*3*4 y a"


def test_what_people_write_stays_text(browser: Chrome, standins: Standins) -> None:
    standins.post(f"/sandbox/customers/{LAURA}/messages", {"name": HOSTILE, "text": HOSTILE})
    start = {"title": HOSTILE, "start": "2036-11-27T10:00+01:00", "end": "2036-11-27T11:00+01:00"}
    standins.post("/sandbox/calendars/Marta/events", start)
    page, salon = SandboxPage(browser, standins.url), Salon(standins)
    salon.says("nota " + HOSTILE, private=True)
    salon.asks_for_money(1600, HOSTILE)
    page.until(lambda: page.all(".line[data-note=true]") and page.payments, "note and payment")
    script = "document.getElementById('day-date').value='2036-11-27';"
    script += "document.getElementById('day-date').dispatchEvent(new Event('change'))"
    browser.execute_script(script)
    page.until(lambda: page.events("busy"), "the event")
    shown = page.find(".bubble-mine .bubble-text").text
    assert shown.startswith('<img src=x onerror="window.broken=1"> <b>x</b>')
    assert page.all("main :is(img, script, b b, iframe)") == []
    assert browser.execute_script("return window.broken") is None


def test_other_things_than_text_are_sent(browser: Chrome, standins: Standins) -> None:
    page = SandboxPage(browser, standins.url)
    page.press("#attach")
    page.press("[data-kind=audio]")
    page.until(lambda: page.find("#chat").text.count("Nota de voz") == 1, "the voice note")
    (conversation,) = standins.get("/sandbox/inbox")
    assert [message["kind"] for message in conversation["messages"]] == ["audio"]


def test_a_new_customer_gets_the_phone(browser: Chrome, standins: Standins) -> None:
    page = SandboxPage(browser, standins.url)
    page.add_customer("Nuria", "+34 611 222 333")
    page.write("buenas")
    page.take_phone_of("Beatriz")
    page.until(lambda: page.find("#chat-empty").is_displayed(), "Beatriz's empty chat")
    page.take_phone_of("Nuria")
    page.until(lambda: "buenas" in page.find("#chat").text, "Nuria's chat")
    (customer,) = standins.get("/sandbox/customers")
    assert (customer["name"], customer["phone"]) == ("Nuria", "+34611222333")


def test_the_phone_stays_when_its_owner_is_chosen_again(browser: Chrome, standins: Standins) -> None:
    page = SandboxPage(browser, standins.url)
    page.write("hola")
    page.take_phone_of("Laura")
    assert "hola" in page.find("#chat").text


def test_news_for_another_phone_get_a_dot(browser: Chrome, standins: Standins) -> None:
    page, salon = SandboxPage(browser, standins.url), Salon(standins)
    page.write("hola")
    page.take_phone_of("Beatriz")
    salon.says("¡Hola!")
    page.until(lambda: page.all("#customers .dot"), "the dot")
    page.take_phone_of("Laura")
    page.until(lambda: not page.all("#customers .dot"), "no dot")


def test_staff_take_over_write_and_hand_back(browser: Chrome, standins: Standins) -> None:
    page = SandboxPage(browser, standins.url)
    page.write("hola")
    page.until(lambda: page.find("#take-over").is_displayed(), "the conversation")
    page.press("#take-over")
    page.until(lambda: page.find("#thread-status").text == "person", "the person")
    assert not page.find("#take-over").is_displayed()
    page.find("#staff-text").send_keys("Soy Carmen, dime")
    page.press("#staff-form [type=submit]")
    page.until(lambda: page.heard == ["Soy Carmen, dime"], "her words on the phone")
    page.press("#hand-back")
    page.until(lambda: page.find("#thread-status").text == "assistant", "the assistant")
    assert not page.find("#hand-back").is_displayed()
    (conversation,) = standins.get("/sandbox/inbox")
    assert (conversation["status"], conversation["assignee"]) == ("pending", None)
    Bot(standins).post(1, "toggle_status", {"status": "open"})
    page.until(lambda: page.find("#hand-back").is_displayed(), "what was handed over")
    assert not page.find("#take-over").is_displayed()
