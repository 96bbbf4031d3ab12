"""The pay link, from a click to Stripe's page or to one of ours."""

import logging
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.pay import AT_ONCE, MaskedCodes, masked, pay_routes
from flows.pay_page import SESSION_LIFE
from gateways.database import Database
from gateways.payments import begin_attempt
from tests.held import Held, hold, move_clock
from tests.shop import Shop, gateway, open_shop

Answer = Any
"""What the test client answers."""

BROWSER = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36"


@dataclass
class Woken:
    """Who was told about hints."""

    hints: list[int] = field(default_factory=list)

    def hint(self, inbox_id: int) -> None:
        """Remembers it."""
        self.hints.append(inbox_id)


@dataclass
class Door:
    """A browser in front of the pay link of a shop."""

    shop: Shop
    woken: Woken
    client: TestClient

    def get(self, code: str, query: str = "", agent: str = BROWSER, **headers: str) -> Answer:
        """Opens the link as that user agent, without following anything."""
        return self.client.get(
            f"/pay/{code}{query}",
            headers={"user-agent": agent, **headers},
            follow_redirects=False,
        )


@pytest.fixture
def door(database: Database) -> Iterator[Door]:
    with open_shop(database) as shop, opened(shop) as front:
        yield front


class opened:
    """A door to the shop, with its own limits."""

    def __init__(self, shop: Shop, **limits: int) -> None:
        woken = Woken()
        app = FastAPI()
        app.include_router(pay_routes(shop.database, shop.stripe, woken, **limits))
        self.door = Door(shop, woken, TestClient(app))

    def __enter__(self) -> Door:
        self.door.client.__enter__()
        return self.door

    def __exit__(self, *_: object) -> None:
        self.door.client.__exit__()


@pytest.fixture
def held(door: Door) -> Held:
    return hold(door.shop.database)


def goes_to(answer: Answer) -> str:
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def says(answer: Answer, *words: str) -> None:
    for word in words:
        assert word in answer.text, answer.text


def close(held: Held, booking: str, payment: str) -> None:
    held.database.rows("UPDATE booking SET status = %(to)s WHERE id = %(id)s", {"to": booking, "id": held.booking_id})
    held.database.rows("UPDATE payment SET status = %(to)s WHERE id = %(id)s", {"to": payment, "id": held.payment_id})


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


def test_pages_of_what_is_over(door: Door) -> None:
    for booking, payment, status, words in (
        ("confirmed", "paid", 200, ("Tu cita está confirmada", "señal de 16,00 € está pagada")),
        ("lapsed", "open", 410, ("La reserva ha caducado", "no se ha cobrado nada")),
        ("lapsed", "refunding", 200, ("Te devolvemos la señal", "16,00 €")),
        ("cancelled", "withdrawn", 410, ("Esta cita está cancelada",)),
    ):
        held = hold(door.shop.database)
        close(held, booking, payment)
        page = door.get(held.code)
        assert page.status_code == status
        says(page, *words, "Atrévete Peluquería")
        assert held.attempts() == []
    assert door.shop.sessions() == []


def test_a_hold_over_its_time_makes_no_session(door: Door, held: Held) -> None:
    move_clock(held.database, minutes=30)
    page = door.get(held.code)
    assert page.status_code == 410
    says(page, "La reserva ha caducado")
    assert held.attempts() == door.shop.sessions() == []


def test_unknown_and_nonsense(door: Door) -> None:
    for code in ("x" * 22, "short", "a" * 65, "%00" * 20, "é" * 20):
        page = door.get(code)
        assert page.status_code == 404
        says(page, "Este enlace no es válido")
        says(door.get(code, **{"accept-language": "en-GB,en;q=0.9"}), "This link is not valid")
    assert door.get("..%2f..%2fetc").status_code == 404


def test_in_the_customer_s_language(door: Door) -> None:
    held = hold(door.shop.database, language="en")
    page = door.get(held.code, "?from=back", **{"accept-language": "es"})
    says(page, 'lang="en"', "The deposit is still due", "€16.00", "Pay the deposit")
    french = hold(door.shop.database, language="fr")
    says(door.get(french.code, "?from=back"), 'lang="es"')


def test_nobody_keeps_or_frames_it(door: Door, held: Held) -> None:
    for query in ("", "?from=back"):
        headers = door.get(held.code, query).headers
        assert headers["cache-control"] == "no-store"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-robots-tag"] == "noindex, nofollow"
        assert headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]


def test_a_business_name_is_text(door: Door, held: Held) -> None:
    name = '<script>alert("x")</script> & más'
    held.database.rows("UPDATE business SET name = %(name)s", {"name": name})
    page = door.get(held.code, "?from=back")
    assert "<script>" not in page.text
    says(page, "&lt;script&gt;")


def test_too_often(database: Database) -> None:
    with open_shop(database) as shop, opened(shop, per_code=3, per_address=8) as door:
        first, second = hold(database), hold(database)
        for _ in range(3):
            goes_to(door.get(first.code))
        busy = door.get(first.code)
        assert (busy.status_code, busy.headers["retry-after"]) == (429, "60")
        says(busy, "Demasiados intentos")
        goes_to(door.get(second.code))
        for n in range(3):
            assert door.get(f"{n}" * 22).status_code == 404
        assert door.get("y" * 22).status_code == 429


def test_a_hanging_stripe_does_not_take_all_threads(database: Database) -> None:
    with open_shop(database) as shop, opened(shop) as door:
        patient = gateway(shop.standins, timeout=3)
        app = FastAPI()
        app.include_router(pay_routes(database, patient, door.woken))
        holds = [hold(database) for _ in range(AT_ONCE + 4)]
        shop.fail("hang", seconds=1.5)
        with TestClient(app) as client:
            answers: list[int] = []

            def click(held: Held) -> None:
                headers = {"user-agent": BROWSER}
                answer = client.get(f"/pay/{held.code}", headers=headers, follow_redirects=False)
                answers.append(answer.status_code)

            threads = [threading.Thread(target=click, args=(held,)) for held in holds]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
    assert sorted(set(answers)) == [303, 503]
    assert answers.count(503) == 4
    assert answers[:4] == [503] * 4


def test_codes_are_masked_in_logs() -> None:
    assert masked("GET /pay/Abc-123_x?from=done HTTP/1.1") == "GET /pay/***?from=done HTTP/1.1"
    assert masked("/health/live") == "/health/live"
    record = logging.LogRecord(
        "uvicorn.access", logging.INFO, "", 1, '%s - "%s %s"', ("1.2.3.4:5", "GET", "/pay/secret"), None
    )
    assert MaskedCodes().filter(record)
    assert "secret" not in record.getMessage()
    assert record.getMessage() == '1.2.3.4:5 - "GET /pay/***"'
