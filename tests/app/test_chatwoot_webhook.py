"""POST /webhooks/chatwoot against a real server and a real database."""

import asyncio
import json
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from structlog.testing import capture_logs

from app.chatwoot_webhook import LARGEST_BODY
from gateways.database import Database
from tests.payloads import message, signed
from tests.settings import PATIENCE_SECONDS
from tests.webhook import webhook

SECRETS = ["first-secret", "next-secret"]


class Woken:
    """Notes what would be woken."""

    def __init__(self) -> None:
        self.conversations: list[tuple[int, float]] = []
        self.hints: list[int] = []

    def conversation(self, conversation_id: int, due_in: float) -> None:
        self.conversations.append((conversation_id, due_in))

    def hint(self, inbox_id: int) -> None:
        self.hints.append(inbox_id)


class Door:
    """The endpoint, as Chatwoot sees it."""

    def __init__(self, url: str, database: Database, woken: Woken) -> None:
        self.client = httpx.Client(base_url=url, timeout=PATIENCE_SECONDS)
        self.database = database
        self.woken = woken

    def post(self, body: dict[str, Any] | bytes, secret: str = SECRETS[0], at: float | None = None) -> httpx.Response:
        raw, headers = signed(body, secret, at)
        return self.client.post("/webhooks/chatwoot", content=raw, headers=headers)

    def inbox(self) -> list[dict[str, Any]]:
        return self.database.rows("SELECT * FROM inbox ORDER BY id")

    def conversations(self) -> list[dict[str, Any]]:
        return self.database.rows("SELECT * FROM conversation ORDER BY id")


@pytest.fixture
def door(database: Database) -> Iterator[Door]:
    woken = Woken()
    with webhook(database, SECRETS, woken) as url:
        door = Door(url, database, woken)
        yield door
        door.client.close()


def test_a_message_is_stored_and_its_conversation_due(door: Door) -> None:
    assert door.post(message()).status_code == 200
    (row,) = door.inbox()
    (talk,) = door.conversations()
    assert (row["text"], row["key"], row["conversation_id"]) == ("Hola", "message_created:9001", talk["id"])
    assert (row["contact"], row["whatsapp"], row["phone"]) == ("77", "34600111222", "+34600111222")
    assert (talk["due_at"] - row["received_at"]).total_seconds() == 2
    ((conversation, due_in),) = door.woken.conversations
    assert conversation == talk["id"]
    assert due_in == pytest.approx(2, abs=0.1)


def test_delivered_three_times_is_stored_once(door: Door) -> None:
    for _ in range(3):
        assert door.post(message()).status_code == 200
    assert len(door.inbox()) == 1
    assert len(door.woken.conversations) == 1


def test_a_burst_waits_for_its_end_but_not_for_ever(door: Door) -> None:
    for number in range(1, 4):
        door.post(message(number))
    door.database.rows("UPDATE deployment SET clock_offset = interval '7 seconds'")
    door.post(message(4))
    (talk,) = door.conversations()
    assert (talk["due_at"] - talk["burst_at"]).total_seconds() == 8
    assert len(door.inbox()) == 4


@pytest.mark.parametrize("secret", SECRETS)
def test_either_secret_signs_while_they_rotate(door: Door, secret: str) -> None:
    assert door.post(message(), secret).status_code == 200


@pytest.mark.parametrize(("secret", "age"), [("wrong", 0), (SECRETS[0], 301), (SECRETS[0], -301)])
def test_a_wrong_or_stale_signature_stores_nothing(door: Door, secret: str, age: int) -> None:
    with capture_logs() as logs:
        assert door.post(message(), secret, time.time() - age).status_code == 401
    assert [(line["event"], line["status"]) for line in logs] == [("webhook refused", 401)]
    assert door.inbox() == []


def test_no_signature_at_all(door: Door) -> None:
    assert door.client.post("/webhooks/chatwoot", json=message()).status_code == 401
    odd = [(b"x-chatwoot-timestamp", "²".encode("latin-1")), (b"x-chatwoot-signature", "ñ".encode("latin-1"))]
    assert door.client.post("/webhooks/chatwoot", content=b"{}", headers=odd).status_code == 401
    assert door.client.get("/webhooks/chatwoot").status_code == 405


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"not json", 400),
        (b"\xff\xfe", 400),
        (b'{"event": "message_created", "content": "\\ud800"}', 400),
        (b'{"a":' * 5000, 400),
        (b"[]", 422),
        (b"null", 422),
        (b"{}", 422),
        (json.dumps(message(id="9001")).encode(), 422),
        (json.dumps(message() | {"conversation": None}).encode(), 422),
    ],
)
def test_what_it_is_not_gets_a_client_error_and_a_log_line(door: Door, body: bytes, status: int) -> None:
    with capture_logs() as logs:
        assert door.post(body).status_code == status
    assert [(line["event"], line["status"]) for line in logs] == [("webhook refused", status)]
    assert door.inbox() == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"event": 7},
        {"id": True},
        {"id": 9001.5},
        {"id": -1},
        {"id": 2**70},
        {"content": 7},
        {"content": ["Hola"]},
        {"content_attributes": "none"},
        {"attachments": {"0": "x"}},
        {"message_type": "sideways"},
        {"message_type": {}},
        {"sender": None},
        {"sender": "Ana"},
        {"conversation": []},
        {"conversation": {"id": 42}},
        {"account": 1},
    ],
    ids=str,
)
def test_a_part_that_is_not_what_chatwoot_sends(door: Door, wrong: dict[str, Any]) -> None:
    with capture_logs() as logs:
        assert door.post(message() | wrong).status_code == 422
    assert [(line["event"], line["status"]) for line in logs] == [("webhook refused", 422)]
    assert door.inbox() == []


def test_an_event_of_tomorrow_is_none_of_ours(door: Door) -> None:
    assert door.post(b'{"event": "something_new"}').status_code == 200
    assert door.inbox() == []


@pytest.mark.parametrize(
    "odd", ["x" * 1024 * 1024, "😀👩‍👩‍👧", "مرحبا \u202e abc", "\x00\x01\x1b[31m", "a" * 300 + "\x00"]
)
def test_hostile_names_and_numbers_of_the_sender_lose_no_message(door: Door, odd: str) -> None:
    sender = message()["sender"] | {"id": odd, "name": odd, "phone_number": odd}
    for _ in range(2):
        assert door.post(message(sender=sender)).status_code == 200
    (row,) = door.inbox()
    expected = odd.replace("\x00", "")[:200]
    assert (row["text"], row["contact"], row["sender_name"], row["phone"]) == ("Hola", *[expected] * 3)


def test_a_delivery_id_of_any_length_is_a_key(door: Door) -> None:
    door.post(message())
    raw, headers = signed(
        message()["conversation"] | {"event": "conversation_updated", "account": {"id": 1}}, SECRETS[0]
    )
    headers["x-chatwoot-delivery"] = "d" * 8000
    for _ in range(2):
        assert door.client.post("/webhooks/chatwoot", content=raw, headers=headers).status_code == 200
    assert [row["kind"] for row in door.inbox()] == ["message", "hint"]


@pytest.mark.parametrize(
    "text", ["x" * 1024 * 1024, "😀👩‍👩‍👧", "مرحبا \u202e abc", "\x00\x01\x1b[31m", "\\' \"; DROP TABLE inbox;--", ""]
)
def test_hostile_text_is_stored_whole_and_once(door: Door, text: str) -> None:
    for _ in range(2):
        assert door.post(message(text=text)).status_code == 200
    (row,) = door.inbox()
    assert row["text"] == text.replace("\x00", "␀")


def test_a_body_over_the_limit_is_refused(door: Door) -> None:
    with capture_logs() as logs:
        assert door.post(message(text="x" * LARGEST_BODY)).status_code == 413
    assert [(line["event"], line["status"]) for line in logs] == [("webhook refused", 413)]
    assert door.inbox() == []


def test_an_unknown_inbox_is_nobodys(door: Door) -> None:
    body = message()
    body["conversation"]["inbox_id"] = 99
    assert door.post(body).status_code == 200
    assert door.inbox() == []


def test_a_bad_row_does_not_take_its_neighbours_along(door: Door) -> None:
    # An inbox number that fits Chatwoot's bigint but not our integer column.
    bad = message(5)
    bad["conversation"]["inbox_id"] = 2**40

    async def together() -> list[int]:
        async with httpx.AsyncClient(base_url=str(door.client.base_url)) as client:

            async def post(body: dict[str, Any]) -> int:
                raw, headers = signed(body, SECRETS[0])
                return (await client.post("/webhooks/chatwoot", content=raw, headers=headers)).status_code

            bodies = [bad] + [message(number, conversation=number) for number in range(100, 140)]
            return list(await asyncio.gather(*(post(body) for body in bodies)))

    answers = asyncio.run(together())
    assert answers == [422] + [200] * 40
    assert len(door.inbox()) == 40


def test_a_person_who_answers_silences_the_bot_at_once(door: Door) -> None:
    door.post(message(1))
    door.post(message(2, message_type="outgoing", sender={"id": 9, "type": "user", "name": "Eva"}))
    door.post(message(3, text="gracias"))
    (talk,) = door.conversations()
    assert (talk["mode"], talk["due_at"], talk["handover_reason"]) == ("with_person", None, "person_wrote")
    assert talk["fact_seq"] == 1
    assert [row["kind"] for row in door.inbox()] == ["message", "message", "hint", "message"]
    assert len(door.woken.hints) == 1


def test_updates_of_a_known_conversation_are_hints(door: Door) -> None:
    update = message()["conversation"] | {"event": "conversation_status_changed", "account": {"id": 1}}
    assert door.post(update).status_code == 200
    assert door.inbox() == []
    door.post(message())
    for at in (time.time(), time.time() - 5):
        assert door.post(update, at=at).status_code == 200
    assert [row["kind"] for row in door.inbox()] == ["message", "hint", "hint"]


def test_a_database_that_is_away_gives_an_error_that_chatwoots_bot_repeats(door: Door) -> None:
    with door.database.pool.connection() as connection, connection.transaction():
        connection.execute("LOCK TABLE inbox IN EXCLUSIVE MODE")
        assert door.post(message()).status_code == 500
    assert door.post(message()).status_code == 200
    assert len(door.inbox()) == 1
