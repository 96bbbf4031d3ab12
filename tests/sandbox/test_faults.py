"""Faults strike whom, how and as often as they are meant to."""

import time
from typing import Any

import anthropic
import httpx
import pytest
from googleapiclient.errors import HttpError

from sandbox.server import Standins
from tests.sandbox.chatwoot_client import Bot
from tests.sandbox.google_client import PILAR, service
from tests.sandbox.test_claude_wire import ask

LAURA = "+34600111222"


@pytest.fixture
def conversation(standins: Standins) -> int:
    """Laura has written."""
    path = f"/sandbox/customers/{LAURA}/messages"
    return int(standins.post(path, {"name": "Laura", "text": "Hola"})["conversation"])


def fail(standins: Standins, vendor: str, fault: str, **more: Any) -> None:
    """For half a minute, or as often as `count` says."""
    body = {"vendor": vendor, "fault": fault, "seconds": 30, **more}
    standins.post("/sandbox/faults", body)


def sent(standins: Standins) -> int:
    """Messages that Chatwoot got from us."""
    return len(standins.get("/sandbox/ledger"))


def test_a_refusal_closes_the_connection(standins: Standins, conversation: int) -> None:
    fail(standins, "chatwoot", "refuse", count=1)
    with pytest.raises(httpx.RemoteProtocolError):
        Bot(standins).say(conversation, "Hola")
    assert sent(standins) == 0
    Bot(standins).say(conversation, "Hola")
    assert sent(standins) == 1


def test_a_lost_answer_leaves_its_effect(standins: Standins, conversation: int) -> None:
    fail(standins, "chatwoot", "lost_response", count=1)
    with pytest.raises(httpx.RemoteProtocolError):
        Bot(standins).say(conversation, "Hola", content_attributes={"turno_key": "k1"})
    assert [entry["key"] for entry in standins.get("/sandbox/ledger")] == ["k1"]


def test_who_gives_up_on_a_hanging_vendor_has_no_effect(standins: Standins, conversation: int) -> None:
    fail(standins, "chatwoot", "hang", count=1)
    bot = Bot(standins)
    bot.client.timeout = httpx.Timeout(0.1)
    with pytest.raises(httpx.ReadTimeout):
        bot.say(conversation, "Hola")
    bot.client.close()
    Bot(standins).say(conversation, "¿Sí?")
    assert sent(standins) == 1


def test_a_hang_ends_with_its_time(standins: Standins, conversation: int) -> None:
    standins.post("/sandbox/faults", {"vendor": "chatwoot", "fault": "hang", "seconds": 0.2})
    began = time.monotonic()
    Bot(standins).say(conversation, "Hola")
    assert time.monotonic() - began > 0.1
    assert sent(standins) == 1


def test_a_slow_vendor_answers_late(standins: Standins, conversation: int) -> None:
    fail(standins, "chatwoot", "slow", count=1, delay_seconds=0.1)
    began = time.monotonic()
    Bot(standins).say(conversation, "Hola")
    assert time.monotonic() - began >= 0.1
    assert sent(standins) == 1


def test_chatwoots_own_words(standins: Standins, conversation: int) -> None:
    fail(standins, "chatwoot", "429", count=1)
    fail(standins, "chatwoot", "5xx", count=1)
    statuses = [Bot(standins).get(f"/conversations/{conversation}").status_code for _ in range(3)]
    assert statuses == [429, 500, 200]


def test_claudes_own_words(standins: Standins) -> None:
    fail(standins, "claude", "429", count=1)
    fail(standins, "claude", "429", count=1, retry_after=None)
    fail(standins, "claude", "5xx", count=1)
    fail(standins, "claude", "529", count=1)
    headers = []
    for _ in range(2):
        with pytest.raises(anthropic.RateLimitError) as limited:
            ask(standins)
        headers.append(limited.value.response.headers.get("retry-after"))
    assert headers == ["1", None]
    with pytest.raises(anthropic.InternalServerError):
        ask(standins)
    with pytest.raises(anthropic.OverloadedError):
        ask(standins)
    assert standins.get("/sandbox/claude")["calls"] == []


def test_googles_own_words(standins: Standins) -> None:
    fail(standins, "google", "429", count=1, path="/events")
    fail(standins, "google", "5xx", count=1, path="/events")
    request = service(standins).events().list(calendarId=PILAR)
    for expected in ((429, "rateLimitExceeded"), (503, "backendError")):
        with pytest.raises(HttpError) as error:
            request.execute()
        assert (error.value.status_code, error.value.error_details[0]["reason"]) == expected


def test_a_fault_can_be_narrow(standins: Standins, conversation: int) -> None:
    fail(standins, "chatwoot", "5xx", count=1, method="POST", path="/messages")
    bot = Bot(standins)
    assert bot.get(f"/conversations/{conversation}").status_code == 200
    typing = bot.post(conversation, "toggle_typing_status", {"typing_status": "on"})
    assert typing.status_code == 200
    assert bot.post(conversation, "messages", {"content": "Hola"}).status_code == 500
    assert bot.post(conversation, "messages", {"content": "Hola"}).status_code == 200


def test_faults_are_listed_and_ended(standins: Standins, conversation: int) -> None:
    fail(standins, "chatwoot", "5xx")
    fail(standins, "claude", "529", count=2)
    listed = standins.get("/sandbox/faults")
    assert [(fault["vendor"], fault["fault"], fault["count"]) for fault in listed] == [
        ("chatwoot", "5xx", None),
        ("claude", "529", 2),
    ]
    assert 29 < listed[0]["remaining_seconds"] <= 30
    standins.delete("/sandbox/faults?vendor=chatwoot")
    assert Bot(standins).get(f"/conversations/{conversation}").status_code == 200
    standins.delete("/sandbox/faults")
    assert standins.get("/sandbox/faults") == []
    with pytest.raises(httpx.HTTPStatusError, match="422"):
        fail(standins, "stripe", "529")
