"""The pages without a browser: their policy, what is escaped on them, and the page's own reads."""

import re
from datetime import timedelta
from html import unescape

import pytest

from sandbox.clock import FixedClock
from sandbox.page.router import HEADERS, About
from sandbox.server import Standins
from tests.sandbox.chatwoot_client import Bot
from tests.sandbox.stripe_client import client, opened

LAURA = "+34600111222"
HOSTILE = '"><script>alert(1)</script>'


def test_every_page_forbids_inline_code(standins: Standins) -> None:
    for path in ("/", f"/checkout/{opened(standins)}", "/checkout/nothing", "/static/nothing.js"):
        answer = standins.client.get(path)
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS
        assert "Sandbox" in answer.text
        assert re.search("(stand-in for|sustituto de) Claude", answer.text)
    policy = HEADERS["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy


def test_only_files_of_the_page_are_given_out(standins: Standins) -> None:
    assert standins.client.get("/static/page.js").status_code == 200
    for name in ("../router.py", "..%2Frouter.py", "nothing.js", ""):
        assert standins.client.get(f"/static/{name}").status_code == 404


def test_a_payment_page_quotes_what_it_shows(standins: Standins) -> None:
    price = {"currency": "eur", "unit_amount": 4810, "product_data": {"name": HOSTILE}}
    items = [{"quantity": 1, "price_data": price}]
    text = standins.client.get(f"/checkout/{opened(standins, line_items=items)}").text
    assert "<script>alert" not in text
    assert HOSTILE in unescape(text)
    assert "48,10\N{NO-BREAK SPACE}€" in text


def test_the_ways_out_of_a_payment_page(standins: Standins) -> None:
    session = opened(standins)
    text = standins.client.get(f"/checkout/{session}").text
    assert f'data-paid="https://salon.example/pay/b1?session={session}"' in text
    assert 'href="https://salon.example/pay/b1"' in text


@pytest.mark.parametrize(
    ("command", "words"),
    [("pay", "This payment is complete"), ("decline", "The card was declined")],
)
def test_what_became_of_a_payment(standins: Standins, command: str, words: str) -> None:
    session = opened(standins, locale="en")
    standins.post(f"/sandbox/payments/{session}/{command}")
    assert words in standins.client.get(f"/checkout/{session}").text


@pytest.mark.parametrize(
    ("locale", "language", "button", "brain"),
    [
        ("es", "es", "Pagar 16,00", "un sustituto de Claude"),
        ("en", "en", "Pay 16,00", "a stand-in for Claude"),
        ("auto", "en", "Pay 16,00", "a stand-in for Claude"),
    ],
)
def test_a_payment_page_speaks_the_language_of_its_session(
    standins: Standins, locale: str, language: str, button: str, brain: str
) -> None:
    text = standins.client.get(f"/checkout/{opened(standins, locale=locale)}").text
    assert f'<html lang="{language}"' in text
    assert button in text
    assert brain in text


def test_an_expired_payment_cannot_be_paid(standins: Standins, clock: FixedClock) -> None:
    session = opened(standins)
    clock.advance(timedelta(minutes=31))
    text = standins.client.get(f"/checkout/{session}").text
    assert "Esta página ha caducado" in text
    assert "<form" not in text


def test_the_phone_shows_no_notes_and_nothing_that_failed(standins: Standins, clock: FixedClock) -> None:
    standins.post(f"/sandbox/customers/{LAURA}/messages", {"name": "Laura", "text": "hola"})
    bot = Bot(standins)
    bot.say(1, "**Buenas**")
    bot.say(1, "una nota con **fuerza**", private=True)
    clock.advance(timedelta(hours=25))
    bot.say(1, "fuera de las 24 horas")
    state = standins.get("/sandbox/page", phone=LAURA, thread=LAURA)
    shown = [(one["from"], one["text"]) for one in state["chat"]["messages"]]
    assert shown == [("customer", "hola"), ("bot", "*Buenas*")]
    kept = [(one["text"], one["private"], bool(one["failed"])) for one in state["thread"]["messages"]]
    assert kept == [
        ("hola", False, False),
        ("*Buenas*", False, False),
        ("una nota con *fuerza*", True, False),
        ("fuera de las 24 horas", False, True),
    ]
    (person,) = state["people"]
    assert (person["phone"], person["last"]["text"]) == (LAURA, "fuera de las 24 horas")
    assert person["last_told"] == state["chat"]["messages"][-1]["id"]


def test_the_state_of_a_sandbox_in_which_nothing_has_happened(standins: Standins) -> None:
    state = standins.get("/sandbox/page", phone=LAURA, thread=LAURA)
    assert state["now"] == "2026-11-23T08:00:00.000+00:00"
    assert state["chat"] == {"phone": LAURA, "typing": False, "messages": []}
    assert state["thread"] is None
    assert state["calendars"]["day"] == "2026-11-23"
    assert [one["events"] for one in state["calendars"]["stylists"]] == [[]] * 8
    assert state["bookings"] == {"newest": None, "confirmed": 0, "provisional": 0}
    assert state["effects"] == {"total": 0, "newest": []}
    empty = ("people", "payments", "mails", "faults")
    assert [state[section] for section in empty] == [[]] * 4


def test_a_day_has_the_events_that_touch_it(standins: Standins) -> None:
    def block(title: str, start: str, end: str) -> None:
        body = {"title": title, "start": f"2026-11-{start}+01:00", "end": f"2026-11-{end}+01:00"}
        standins.post("/sandbox/calendars/Ana/events", body)

    block("before", "26T22:00", "27T00:00")
    block("over night", "26T22:00", "27T00:30")
    block("noon", "27T12:00", "27T13:00")
    block("after", "28T00:00", "28T01:00")
    stylists = standins.get("/sandbox/page", day="2026-11-27")["calendars"]["stylists"]
    ana = next(one["events"] for one in stylists if one["stylist"] == "Ana")
    assert [(one["title"], one["kind"]) for one in ana] == [("over night", "busy"), ("noon", "busy")]


def test_effects_are_listed_without_their_requests(standins: Standins) -> None:
    first, second = opened(standins), opened(standins)
    assert first != second
    assert standins.get("/sandbox/page", vendor="google")["effects"] == {"total": 2, "newest": []}
    effects = standins.get("/sandbox/page", vendor="stripe")["effects"]
    assert [one["n"] for one in effects["newest"]] == [2, 1]
    assert "request" not in effects["newest"][0]
    assert effects["newest"][0]["about"] == "16,00\N{NO-BREAK SPACE}€, Señal de tu cita"
    whole = standins.get("/sandbox/page/effects/1")
    assert whole["request"]["mode"] == "payment"
    assert standins.client.get("/sandbox/page/effects/3").status_code == 404


def test_the_banner_says_who_thinks() -> None:
    about = About("Salón", "http://a.example", "http://b.example", "claude-sonnet-5-5")
    assert about.brain() == "The assistant's brain is the real Claude (claude-sonnet-5-5)."


def test_the_ledger_says_to_whom_and_what(standins: Standins, clock: FixedClock) -> None:
    standins.post(f"/sandbox/customers/{LAURA}/messages", {"name": "Laura", "text": "hola"})
    bot = Bot(standins)
    bot.say(1, "**Buenas**, " + "muy " * 40)
    bot.say(1, "ojo", private=True)
    bot.post(1, "toggle_status", {"status": "open"})
    bot.post(1, "labels", {"labels": ["mechas", "nueva"]})
    bot.post(1, "assignments", {"assignee_id": 2})
    session = opened(standins)
    client(standins).v1.checkout.sessions.expire(session)
    newest = standins.get("/sandbox/page")["effects"]["newest"]
    told = [(one["to"], one["about"]) for one in reversed(newest)]
    (to, first), *others = told
    assert (to, first[:15], first[-1], len(first) <= 90) == ("Laura", "Buenas, muy muy", "…", True)
    assert others == [
        ("Laura", "Note: ojo"),
        ("Laura", "open"),
        ("Laura", "mechas, nueva"),
        ("Laura", "Recepción"),
        (None, "16,00\N{NO-BREAK SPACE}€, Señal de tu cita"),
        (None, "16,00\N{NO-BREAK SPACE}€"),
    ]
