"""Chatwoot's webhooks: the shapes of version 4.15.1, signed, repeated and given up as it does."""

import hashlib
import hmac
import time
from collections.abc import Callable

import pytest

from sandbox.clock import FixedClock
from sandbox.courier import Webhook
from sandbox.server import Standins
from sandbox.specs import spec
from sandbox.store import Document
from tests.sandbox.bodies import body, events, of, same_shape, told
from tests.sandbox.chatwoot_client import Bot
from tests.sandbox.given import parrot

EXAMPLES = spec("chatwoot.webhooks")
LAURA = "+34600111222"


def write(standins: Standins, text: str | None = "Hola", **more: str) -> int:
    """Laura writes; the conversation's id."""
    path = f"/sandbox/customers/{LAURA}/messages"
    return int(standins.post(path, {"name": "Laura", "text": text, **more})["conversation"])


def top(webhook: Document) -> Document:
    """Without `conversation.messages`, which the examples of outgoing messages do not show truly.
    Without `conversation.messages`, which the examples of outgoing messages do not show truly."""
    return {**webhook, "conversation": {**webhook["conversation"], "messages": []}}


def test_a_first_message_is_told_in_the_shapes_of_chatwoot(standins: Standins) -> None:
    write(standins)
    assert events(standins) == ["conversation_created", "conversation_updated", "message_created"]
    created = of(standins, "message_created")[0]
    same_shape(created, EXAMPLES["message_created.text"])
    assert created["message_type"] == "incoming"
    assert created["conversation"]["status"] == "pending"
    assert created["conversation"]["contact_inbox"]["source_id"] == "34600111222"
    assert created["conversation"]["can_reply"] is True
    assert created["sender"]["phone_number"] == LAURA
    assert created["created_at"] == "2026-11-23T08:00:00.000Z"
    same_shape(of(standins, "conversation_created")[0], EXAMPLES["conversation_created"])


@pytest.mark.parametrize("kind", ["audio", "image", "location"])
def test_attachments_have_chatwoots_shapes(standins: Standins, kind: str) -> None:
    write(standins, None if kind != "image" else "mira", kind=kind)
    created = of(standins, "message_created")[0]
    # The examples forget them there; `push_event_data` does not.
    assert created["conversation"]["messages"][0].pop("attachments") == created["attachments"]
    same_shape(created, EXAMPLES[f"message_created.{kind}"])


def test_a_transcript_comes_with_the_voice_note(standins: Standins) -> None:
    write(standins, None, kind="audio", transcript="quiero cita")
    assert of(standins, "message_created")[0]["attachments"][0]["transcribed_text"] == "quiero cita"


def test_stickers_are_images_and_the_unsupported_is_marked(standins: Standins) -> None:
    write(standins, None, kind="sticker")
    write(standins, None, kind="unsupported")
    sticker, strange = of(standins, "message_created")
    assert sticker["attachments"][0]["file_type"] == "image"
    assert sticker["attachments"][0]["content_type"] == "image/webp"
    assert strange["content_attributes"] == {"is_unsupported": True}
    assert "attachments" not in strange


def test_messages_stay_in_the_conversation_until_it_is_resolved(standins: Standins) -> None:
    first = write(standins)
    assert write(standins) == first
    standins.post(f"/sandbox/staff/{LAURA}/resolve")
    assert write(standins) == first + 1


def test_what_bot_and_staff_write_is_told_too(standins: Standins) -> None:
    conversation = write(standins)
    Bot(standins).say(conversation, "Buenos días")
    Bot(standins).say(conversation, "nota", private=True)
    standins.post(f"/sandbox/staff/{LAURA}/messages", {"text": "Le atiendo yo"})
    by_bot, note, by_human = of(standins, "message_created")[1:]
    same_shape(top(by_bot), top(EXAMPLES["message_created.outgoing_by_bot"]))
    same_shape(top(by_human), top(EXAMPLES["message_created.outgoing_by_human"]))
    assert by_bot["sender"]["type"] == "agent_bot"
    assert note["private"] is True
    assert by_human["sender"]["type"] == "user"
    assert by_human["conversation"]["status"] == "pending"
    assert by_human["conversation"]["meta"]["assignee"] is None


def test_a_message_outside_the_window_is_stored_and_then_fails(standins: Standins, clock: FixedClock) -> None:
    conversation = write(standins)
    standins.post("/sandbox/clock", {"advance_minutes": 24 * 60})
    answer = Bot(standins).say(conversation, "¿Sigue ahí?")
    assert answer["status"] == "sent"
    failed = of(standins, "message_updated")[0]
    same_shape(top(failed), top(EXAMPLES["message_updated.failed"]))
    error = "Template not found or invalid template name"
    assert failed["content_attributes"]["external_error"] == error
    assert failed["conversation"]["messages"][0]["status"] == "failed"
    assert [m["text"] for m in standins.get(f"/sandbox/customers/{LAURA}/messages")] == ["Hola"]


def test_handing_over_and_back_is_told(standins: Standins) -> None:
    conversation = write(standins)
    Bot(standins).post(conversation, "toggle_status", {"status": "open"})
    standins.post(f"/sandbox/staff/{LAURA}/hand-back")
    opened, pending = sorted(of(standins, "conversation_status_changed"), key=lambda body: str(body["status"]))
    same_shape(opened, EXAMPLES["conversation_status_changed"])
    assert (opened["status"], pending["status"]) == ("open", "pending")
    Bot(standins).post(conversation, "labels", {"labels": ["vip"]})
    updates = of(standins, "conversation_updated")
    labelled = next(update for update in updates if update["labels"] == ["vip"])
    same_shape(labelled, EXAMPLES["conversation_updated"])
    assert labelled["changed_attributes"] == [{"label_list": {"previous_value": [], "current_value": ["vip"]}}]


def test_webhooks_are_signed_with_machine_time(standins: Standins) -> None:
    write(standins)
    standins.flush()
    for webhook in standins.webhooks:
        timestamp = webhook.headers["x-chatwoot-timestamp"]
        assert abs(int(timestamp) - time.time()) < 5
        signed = hmac.new(b"chatwoot-secret", timestamp.encode() + b"." + webhook.body, "sha256")
        assert webhook.headers["x-chatwoot-signature"] == f"sha256={signed.hexdigest()}"
    deliveries = {webhook.headers["x-chatwoot-delivery"] for webhook in standins.webhooks}
    assert len(deliveries) == 3


def test_both_webhooks_and_copies(standins: Standins) -> None:
    standins.post("/sandbox/webhooks", {"configured": "both", "copies": 2})
    write(standins)
    # Two lines, each twice; a bot is not told that a conversation was created.
    assert events(standins) == [
        *["conversation_created"] * 2,
        *["conversation_updated"] * 4,
        *["message_created"] * 4,
    ]
    digests = {hashlib.sha256(w.body).hexdigest() for w in standins.webhooks}
    assert len(digests) == 3


def answering(statuses: list[int]) -> Callable[[Webhook], int]:
    """A product that answers so to messages, in turn, and 200 to everything else."""

    def answer(webhook: Webhook) -> int:
        is_message = body(webhook)["event"] == "message_created"
        return statuses.pop(0) if is_message and statuses else 200

    return answer


@pytest.mark.parametrize(
    ("line", "statuses", "tries", "status"),
    [
        ("account", [500], 1, "pending"),
        ("bot", [500, 429], 3, "pending"),
        ("bot", [500, 500, 500], 3, "open"),
        ("bot", [404], 1, "open"),
    ],
)
def test_only_the_bot_is_tried_again_and_opens_what_it_cannot_reach(
    line: str, statuses: list[int], tries: int, status: str
) -> None:
    with Standins(public_url=answering(statuses), brain=parrot, haste=0.001) as standins:
        standins.post("/sandbox/webhooks", {"configured": line})
        write(standins)
        assert len(of(standins, "message_created")) == tries
        assert standins.get("/sandbox/inbox")[0]["status"] == status
        opened = [body for body in told(standins) if body["event"] == "conversation_opened"]
        assert len(opened) == (1 if status == "open" else 0)
