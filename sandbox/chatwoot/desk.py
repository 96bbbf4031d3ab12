"""What happens in Chatwoot: customers write, bot and staff answer, conversations change hands;
each thing is told to the webhooks that are configured."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from sandbox.chatwoot import whatsapp
from sandbox.chatwoot.attachments import Kind, attachment
from sandbox.chatwoot.records import INCOMING, OUTGOING, Records, window_open
from sandbox.chatwoot.shapes import Shapes, iso
from sandbox.clock import Clock
from sandbox.courier import Courier, Line
from sandbox.store import Document

Configured = Literal["account", "bot", "both"]
"""Which webhooks the account has."""

_TOLD: dict[Line, frozenset[str]] = {
    "account": frozenset(
        {
            "conversation_created",
            "conversation_status_changed",
            "conversation_updated",
            "message_created",
            "message_updated",
        }
    ),
    "bot": frozenset(
        {
            "conversation_opened",
            "conversation_resolved",
            "conversation_status_changed",
            "conversation_updated",
            "message_created",
            "message_updated",
        }
    ),
}


@dataclass
class Desk:
    """The operations. Each is one transaction with its webhooks."""

    records: Records
    shapes: Shapes
    clock: Clock
    courier: Courier
    configured: Configured = "account"
    typing: set[int] = field(default_factory=set)
    """Conversations in which the bot is shown as typing."""

    def receive(self, phone: str, name: str | None, text: str | None, kind: Kind, transcript: str | None) -> Document:
        """A customer writes on WhatsApp: into the conversation that is not resolved, else into a
        new one."""
        now = self.clock.now()
        records = self.records
        with records.store.transaction():
            contact = records.contact_of(phone) or records.new_contact(phone, name or phone, now)
            conversation = records.latest_conversation(contact)
            if conversation is None or conversation["status"] == "resolved":
                conversation = records.new_conversation(contact, now)
                body = self.shapes.conversation_webhook("conversation_created", conversation, now)
                self._tell("conversation_created", body)
            elif conversation["status"] == "snoozed":
                self._change(conversation, {"status": "open"}, now)
            message = {
                "message_type": INCOMING,
                "content": text,
                "content_type": "text",
                "content_attributes": {"is_unsupported": True} if kind == "unsupported" else {},
                "additional_attributes": {},
                "private": False,
                "source_id": f"wamid.{records.store.number('wamid'):010d}",
                "sender_type": "Contact",
                "sender_id": contact["id"],
                "attachments": [],
                "kind": kind,
            }
            message = records.add_message(conversation, message, now)
            file = attachment(
                kind,
                records.store.number("attachment"),
                message["id"],
                self.shapes.people.account_id,
                transcript,
            )
            if file is not None:
                message["attachments"] = [file]
                records.save_message(message, now)
            was_waiting = conversation["waiting_since"]
            conversation["unread"] = min(conversation["unread"] + 1, 10)
            conversation["last_incoming_at"] = now.timestamp()
            conversation["last_activity_at"] = now.timestamp()
            conversation["waiting_since"] = was_waiting or now.timestamp()
            records.save_conversation(conversation, now)
            self._tell_message("message_created", message, conversation, now)
            if was_waiting is None:
                change = _changed("waiting_since", None, iso(now.timestamp()))
                self._tell_update(conversation, [change], now)
        return message

    def transcribe(self, conversation: Document, text: str) -> Document | None:
        """The words of the newest voice note, made a while after it came; None when there is no note."""
        now = self.clock.now()
        notes = [
            one for one in self.records.messages(conversation) if one.get("kind") == "audio" and one["attachments"]
        ]
        if not notes:
            return None
        with self.records.store.transaction():
            notes[-1]["attachments"][0]["transcribed_text"] = text
            self.records.save_message(notes[-1], now)
            self._tell_message("message_updated", notes[-1], conversation, now)
        return notes[-1]

    def say(self, conversation: Document, draft: Document, now: datetime) -> Document:
        """Store an outgoing message or a private note and tell so; `deliver` comes after it.

        `draft` has content, content_type, content_attributes, additional_attributes, private,
        source_id, sender_type and sender_id.
        """
        records = self.records
        message = records.add_message(conversation, {**draft, "message_type": OUTGOING, "attachments": []}, now)
        was_waiting = conversation["waiting_since"]
        if not message["private"]:
            self.typing.discard(conversation["id"])
            conversation["last_activity_at"] = now.timestamp()
            conversation["waiting_since"] = None
        if message["sender_type"] == "User":
            conversation["unread"] = 0
        records.save_conversation(conversation, now)
        self._tell_message("message_created", message, conversation, now)
        if was_waiting is not None and conversation["waiting_since"] is None:
            change = _changed("waiting_since", iso(was_waiting), None)
            self._tell_update(conversation, [change], now)
        return message

    def deliver(self, conversation: Document, message: Document, now: datetime) -> None:
        """WhatsApp's part.

        A message that came with a `source_id` is taken for one that was sent elsewhere.
        """
        if message["private"] or message["source_id"] is not None:
            return
        template = message["additional_attributes"].get("template_params")
        outcome = whatsapp.send(message["content"], template, window_open(conversation, now))
        if misfit := whatsapp.misfit(message["content_attributes"].get("items") or [], outcome.text or ""):
            outcome = whatsapp.Outcome(error=misfit)
        if outcome.error is None:
            message["status"] = "delivered"
            message["source_id"] = f"wamid.{self.records.store.number('wamid'):010d}"
            message["shown"] = outcome.text
        else:
            message["status"] = "failed"
            message["content_attributes"]["external_error"] = outcome.error
        self.records.save_message(message, now)
        self._tell_message("message_updated", message, conversation, now)

    def change(self, conversation: Document, changes: Document) -> None:
        """Set status, assignee, labels, priority or custom attributes."""
        with self.records.store.transaction():
            self._change(conversation, changes, self.clock.now())

    def open_after_bot_failure(self, line: Line, event: Document) -> None:
        """The bot could not be reached with a message: its pending conversation goes to people."""
        if line != "bot" or event["event"] not in ("message_created", "message_updated"):
            return
        conversation = self.records.conversation(event["conversation"]["id"])
        if conversation is not None and conversation["status"] == "pending":
            self.change(conversation, {"status": "open"})

    def _change(self, conversation: Document, changes: Document, now: datetime) -> None:
        names = {"labels": "label_list"}
        told = [
            _changed(names.get(key, key), conversation.get(key), value)
            for key, value in changes.items()
            if conversation.get(key) != value
        ]
        if not told:
            return
        status_changes = "status" in changes and changes["status"] != conversation["status"]
        conversation.update(changes)
        if conversation["status"] == "resolved":
            conversation["waiting_since"] = None
        self.records.save_conversation(conversation, now)
        if status_changes:
            events = {"open": ["conversation_opened"], "resolved": ["conversation_resolved"]}
            for event in [*events.get(changes["status"], []), "conversation_status_changed"]:
                self._tell(event, self.shapes.conversation_webhook(event, conversation, now))
        self._tell_update(conversation, told, now)

    def _tell_message(self, event: str, message: Document, conversation: Document, now: datetime) -> None:
        self._tell(event, self.shapes.message_webhook(event, message, conversation, now))

    def _tell_update(self, conversation: Document, changes: object, now: datetime) -> None:
        event = "conversation_updated"
        self._tell(event, self.shapes.conversation_webhook(event, conversation, now, changes))

    def _tell(self, event: str, body: Document) -> None:
        lines: tuple[Line, ...] = ("account", "bot") if self.configured == "both" else (self.configured,)
        for line in lines:
            if event in _TOLD[line]:
                self.courier.queue(line, body)


def _changed(key: str, before: object, after: object) -> Document:
    return {key: {"previous_value": before, "current_value": after}}
