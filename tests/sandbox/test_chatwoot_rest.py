"""Chatwoot's REST API: who may do what, what is stored, what reaches the customer."""

from typing import Any

import pytest

from sandbox.clock import FixedClock
from sandbox.server import Standins
from sandbox.store import Document
from tests.sandbox.bodies import fits
from tests.sandbox.chatwoot_client import Bot

LAURA = "+34600111222"


@pytest.fixture
def conversation(standins: Standins) -> int:
    """Laura has written."""
    path = f"/sandbox/customers/{LAURA}/messages"
    return int(standins.post(path, {"name": "Laura", "text": "Hola"})["conversation"])


def transcript(standins: Standins) -> list[Document]:
    """What Laura sees of what others wrote, times left out."""
    seen: list[Document] = standins.get(f"/sandbox/customers/{LAURA}/messages")
    return [{k: v for k, v in m.items() if k != "at"} for m in seen if m["from"] != "customer"]


def test_answers_keep_to_the_specification(standins: Standins, conversation: int) -> None:
    bot, user = Bot(standins), Bot(standins, "user-token")
    answers = {
        "messages.create": bot.say(conversation, "Hola", content_attributes={"turno_key": "k1"}),
        "messages.list": user.get(f"/conversations/{conversation}/messages").json(),
        "conversations.list": user.get("/conversations", status="all").json(),
        "conversations.show": bot.get(f"/conversations/{conversation}").json(),
        "toggle_status": bot.post(conversation, "toggle_status", {"status": "open"}).json(),
        "labels": bot.post(conversation, "labels", {"labels": ["vip"]}).json(),
        "custom_attributes": bot.post(
            conversation, "custom_attributes", {"custom_attributes": {"booking": "b1"}}
        ).json(),
        "assignments": bot.post(conversation, "assignments", {"assignee_id": 2}).json(),
        "contacts.show": user.get("/contacts/1").json(),
    }
    assert bot.post(conversation, "toggle_priority", {"priority": "urgent"}).status_code == 200
    # Chatwoot sends null for a contact's empty e-mail address and identifier, whatever its
    # specification says.
    contact = answers["contacts.show"]["payload"]
    assert (contact.pop("email"), contact.pop("identifier")) == (None, None)
    for operation, answer in answers.items():
        fits(answer, "chatwoot.api", "answers", operation)
    listed = answers["messages.list"]["payload"]
    assert [m["content_attributes"].get("turno_key") for m in listed] == [None, "k1"]
    inbox = standins.get("/sandbox/inbox")[0]
    assert inbox["status"] == "open"
    assert inbox["assignee"] == "Recepción"
    assert inbox["labels"] == ["vip"]
    assert inbox["priority"] == "urgent"
    assert bot.post(conversation, "toggle_priority", {"priority": "very"}).status_code == 422
    bot.post(conversation, "toggle_priority", {"priority": "none"})
    assert standins.get("/sandbox/inbox")[0]["priority"] is None
    assert inbox["custom_attributes"] == {"booking": "b1"}


def test_a_bot_may_not_read(standins: Standins, conversation: int) -> None:
    for path in ("/conversations", f"/conversations/{conversation}/messages", "/contacts/1"):
        refused = Bot(standins).get(path)
        assert refused.status_code == 401
        assert refused.json() == {"error": "Access to this endpoint is not authorized for bots"}
        assert Bot(standins, "user-token").get(path).status_code == 200


def test_strangers_and_wrong_numbers_are_refused(standins: Standins, conversation: int) -> None:
    assert Bot(standins, "guess").get("/conversations/1").status_code == 401
    assert Bot(standins, account=2).get("/conversations/1").status_code == 401
    assert Bot(standins).get("/conversations/99").status_code == 404
    assert standins.get("/sandbox/ledger") == []


def test_the_ledger_knows_each_message_by_our_key(standins: Standins, conversation: int) -> None:
    Bot(standins).say(conversation, "Hola", content_attributes={"turno_key": "k1"})
    Bot(standins).post(conversation, "toggle_typing_status", {"typing_status": "on"})
    (entry,) = standins.get("/sandbox/ledger")
    assert entry == {
        "n": 1,
        "at": "2026-11-23T08:00:00.000+00:00",
        "vendor": "chatwoot",
        "operation": "message.create",
        "key": "k1",
        "request": {
            "conversation_id": conversation,
            "content": "Hola",
            "content_attributes": {"turno_key": "k1"},
        },
    }


def test_customers_see_whatsapps_marks(standins: Standins, conversation: int) -> None:
    Bot(standins).say(conversation, "**Viernes** 10:30\n\nSon 80,00 €")
    assert transcript(standins) == [{"from": "bot", "text": "*Viernes* 10:30\n\nSon 80,00 €"}]


def test_private_notes_and_source_ids_do_not_reach_the_customer(standins: Standins, conversation: int) -> None:
    Bot(standins).say(conversation, "nota", private=True)
    Bot(standins).say(conversation, "Hola", source_id="wamid.1")
    assert transcript(standins) == []
    texts = [message["text"] for message in standins.get("/sandbox/inbox")[0]["messages"]]
    assert texts == ["Hola", "nota", "Hola"]


def test_buttons_are_shown(standins: Standins, conversation: int) -> None:
    items = [{"title": "10:30", "value": "a1"}, {"title": "12:30", "value": "a2"}]
    Bot(standins).say(conversation, "¿Cuál?", content_type="input_select", content_attributes={"items": items})
    assert transcript(standins) == [{"from": "bot", "text": "¿Cuál?", "options": ["10:30", "12:30"]}]


def test_malformed_messages_are_refused(standins: Standins, conversation: int) -> None:
    bodies: list[Any] = [
        {},
        {"content": None},
        {"content": "x", "private": "no"},
        {"content": "x", "message_type": "incoming"},
        {"content": "x", "content_type": "input_select"},
        {
            "content": "x",
            "content_type": "input_select",
            "content_attributes": {"items": [{"title": "a", "value": "a", "id": 1}]},
        },
        {"content": "x", "template_params": {"name": "appointment_reminder"}},
        ["content"],
    ]
    for body in bodies:
        assert Bot(standins).post(conversation, "messages", body).status_code == 422, body
    assert standins.get("/sandbox/ledger") == []
    assert len(standins.get("/sandbox/inbox")[0]["messages"]) == 1


def test_only_approved_templates_arrive_after_a_day(standins: Standins, conversation: int) -> None:
    standins.post("/sandbox/clock", {"advance_minutes": 25 * 60})
    for name, category, language in (
        ("appointment_reminder", "UTILITY", "es"),
        ("appointment_reminder", "MARKETING", "es"),
        ("appointment_reminder", "UTILITY", "de"),
        ("surprise", "UTILITY", "es"),
    ):
        params = {"name": name, "category": category, "language": language, "processed_params": {}}
        Bot(standins).say(conversation, "Recuerde su cita", template_params=params)
    said = standins.get("/sandbox/inbox")[0]["messages"][1:]
    assert [message["status"] for message in said] == ["delivered", "failed", "failed", "failed"]
    assert transcript(standins) == [{"from": "bot", "text": "Recuerde su cita"}]


def test_pages_of_messages(standins: Standins, conversation: int, clock: FixedClock) -> None:
    bot, user = Bot(standins), Bot(standins, "user-token")
    ids = [1] + [bot.say(conversation, f"{n}")["id"] for n in range(29)]
    path = f"/conversations/{conversation}/messages"

    def page(**query: int) -> list[int]:
        return [message["id"] for message in user.get(path, **query).json()["payload"]]

    assert page() == ids[-20:]
    assert page(after=ids[3]) == ids[4:]
    assert page(before=ids[25]) == ids[5:25]
    assert page(after=ids[3], before=ids[6]) == ids[3:6]
    assert page(after=ids[-1]) == []


def test_typing_is_shown_until_the_message_comes(standins: Standins, conversation: int) -> None:
    Bot(standins).post(conversation, "toggle_typing_status", {"typing_status": "on"})
    assert standins.get("/sandbox/customers")[0]["typing"] is True
    Bot(standins).say(conversation, "Hola")
    assert standins.get("/sandbox/customers")[0]["typing"] is False
