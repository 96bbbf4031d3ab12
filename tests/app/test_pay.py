"""The pay link, from a click to Stripe's page or back to one of ours."""

import re
from datetime import datetime, timedelta

import pytest

from flows.pay_page import SESSION_LIFE
from gateways.payments import begin_attempt
from tests.door import BROWSER, Door, goes_to, says
from tests.held import Held, hold, move_clock


def test_a_click_leads_to_stripe_and_is_written_down(door: Door, held: Held) -> None:
    before = held.database.now()
    url = goes_to(door.get(held.code))
    (session,) = door.shop.sessions()
    assert url == f"{door.shop.standins.url}/checkout/{session['session']}"
    assert (session["amount_cents"], session["currency"], session["status"]) == (1600, "eur", "open")
    (attempt,) = held.attempts()
    assert attempt["key"] == f"checkout:{held.code}:1"
    assert (attempt["number"], attempt["status"]) == (1, "open")
    assert (attempt["session"], attempt["url"]) == (session["session"], url)
    expires = attempt["expires_at"]
    assert isinstance(expires, datetime)
    assert before + SESSION_LIFE < expires <= before + SESSION_LIFE + timedelta(seconds=5)
    assert expires.microsecond == 0


def test_a_second_click_reuses_the_session(door: Door, held: Held) -> None:
    first = goes_to(door.get(held.code))
    assert goes_to(door.get(held.code)) == first
    move_clock(held.database, minutes=10)
    assert goes_to(door.get(held.code)) == first
    assert len(door.shop.sessions()) == len(held.attempts()) == 1


def test_an_expired_session_is_followed_by_the_next_attempt(door: Door) -> None:
    held = hold(door.shop.database, minutes=120)
    first = goes_to(door.get(held.code))
    move_clock(held.database, minutes=40)
    second = goes_to(door.get(held.code))
    assert second != first
    assert [attempt["status"] for attempt in held.attempts()] == ["expired", "open"]
    assert [session["status"] for session in door.shop.sessions()] == ["expired", "open"]


def test_a_hold_of_five_minutes_is_payable(door: Door) -> None:
    held = hold(door.shop.database, minutes=5)
    goes_to(door.get(held.code))


def test_killed_before_the_call_the_next_click_replays_the_committed_attempt(door: Door, held: Held) -> None:
    begin_attempt(held.database, held.code, held.database.now())
    (committed,) = held.attempts()
    goes_to(door.get(held.code))
    (made,) = door.shop.effects("checkout.session.create")
    (attempt,) = held.attempts()
    assert made["key"] == committed["key"] == attempt["key"]
    assert attempt["expires_at"] == committed["expires_at"]


@pytest.mark.parametrize("minutes", [0, 5])
def test_a_lost_answer_leads_to_the_same_session(door: Door, held: Held, minutes: int) -> None:
    door.shop.fail("lost_response", method="POST")
    says(door.get(held.code), "Ahora mismo no se puede pagar")
    door.shop.mend()
    move_clock(held.database, minutes=minutes)
    (session,) = door.shop.sessions()
    assert goes_to(door.get(held.code)).endswith(str(session["session"]))
    assert len(door.shop.sessions()) == len(held.attempts()) == 1


def test_an_answer_of_500_that_stripe_keeps_is_left_behind(door: Door, held: Held) -> None:
    door.shop.fail("5xx", method="POST")
    down = door.get(held.code)
    assert down.status_code == 503
    door.shop.mend()
    goes_to(door.get(held.code))
    (session,) = door.shop.sessions()
    assert session["status"] == "open"
    assert [attempt["status"] for attempt in held.attempts()].count("open") == 1


@pytest.mark.parametrize("fault", ["refuse", "429"])
def test_stripe_is_down(door: Door, held: Held, fault: str) -> None:
    door.shop.fail(fault)
    down = door.get(held.code)
    assert (down.status_code, down.headers["retry-after"]) == (503, "30")
    says(down, "Ahora mismo no se puede pagar", "Intentarlo otra vez", "Tu hora sigue guardada")
    door.shop.mend()
    goes_to(door.get(held.code, "?from=page"))
    assert len(held.attempts()) == 1


def test_head_and_previews_make_nothing(door: Door, held: Held) -> None:
    head = door.client.head(f"/pay/{held.code}", headers={"user-agent": BROWSER})
    assert (head.status_code, head.content) == (200, b"")
    for agent in (
        "WhatsApp/2.24.20.89 A",
        "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "TelegramBot (like TwitterBot)",
        "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
    ):
        says(door.get(held.code, agent=agent), "Falta la señal", "16,00 €")
    says(door.get(held.code, **{"sec-purpose": "prefetch;prerender"}), "Falta la señal")
    assert held.attempts() == door.shop.sessions() == []


def test_the_button_of_our_page_works_in_any_browser(door: Door, held: Held) -> None:
    page = door.get(held.code, agent="WhatsApp/2.24 iOS")
    (link,) = re.findall(r'<a href="([^"]+)"', page.text)
    goes_to(door.get(held.code, link, agent="WhatsApp/2.24 iOS"))


def test_coming_back_without_paying_does_not_lead_into_a_circle(door: Door, held: Held) -> None:
    first = goes_to(door.get(held.code))
    back = door.get(held.code, "?from=back")
    says(back, "Falta la señal", "Pagar la señal")
    assert back.status_code == 200
    assert goes_to(door.get(held.code, "?from=page")) == first


def test_coming_back_after_paying_is_thanked_and_heals_a_lost_webhook(door: Door, held: Held) -> None:
    goes_to(door.get(held.code))
    (session,) = door.shop.sessions()
    door.shop.pay(str(session["session"]))
    for _ in range(2):
        says(door.get(held.code, "?from=done"), "Pago recibido")
    row = held.one("SELECT * FROM inbox")
    assert (row["source"], row["kind"]) == ("stripe", "hint")
    assert row["subject"] == f"checkout.session.completed {session['session']}"
    assert door.woken.hints == [row["id"]]


def test_a_hold_that_lapsed_while_she_paid_is_not_called_lapsed(door: Door, held: Held) -> None:
    goes_to(door.get(held.code))
    (session,) = door.shop.sessions()
    door.shop.pay(str(session["session"]))
    move_clock(held.database, minutes=31)
    says(door.get(held.code), "Pago recibido")
