"""Chatwoot's JSON: the same record looks different in a webhook, inside a conversation and in a
REST answer."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sandbox.chatwoot.people import CHANNEL, USERS, People, agent, seconds, user_push
from sandbox.chatwoot.records import INCOMING, window_open
from sandbox.store import Document


def iso(moment: float) -> str:
    """As Rails writes a time into JSON."""
    text = datetime.fromtimestamp(moment, UTC).isoformat(timespec="milliseconds")
    return text.replace("+00:00", "Z")


@dataclass(frozen=True)
class Shapes:
    """Builds them for one account with one inbox."""

    people: People

    # --- messages

    def message_rest(self, message: Document) -> Document:
        """In REST answers."""
        shape = {
            "id": message["id"],
            "content": message["content"],
            "inbox_id": self.people.inbox_id,
            "conversation_id": message["conversation_id"],
            "message_type": message["message_type"],
            "content_type": message["content_type"],
            "status": message["status"],
            "content_attributes": message["content_attributes"],
            "created_at": seconds(message["created_at"]),
            "private": message["private"],
            "source_id": message["source_id"],
            "sender": self.people.sender_push(message),
        }
        if message.get("echo_id") is not None:
            shape["echo_id"] = message["echo_id"]
        return _with_attachments(shape, message)

    def message_push(self, message: Document, conversation: Document) -> Document:
        """`Message#push_event_data`, inside `conversation.messages`."""
        shape = {
            "id": message["id"],
            "content": message["content"],
            "account_id": self.people.account_id,
            "inbox_id": self.people.inbox_id,
            "conversation_id": conversation["id"],
            "message_type": message["message_type"],
            "created_at": seconds(message["created_at"]),
            "updated_at": iso(message["updated_at"]),
            "private": message["private"],
            "status": message["status"],
            "source_id": message["source_id"],
            "content_type": message["content_type"],
            "content_attributes": message["content_attributes"],
            "sender_type": message["sender_type"],
            "sender_id": message["sender_id"],
            "external_source_ids": {},
            "additional_attributes": message["additional_attributes"],
            "processed_message_content": message["content"],
            "sentiment": {},
            "conversation": {
                "assignee_id": conversation["assignee_id"],
                "unread_count": conversation["unread"],
                "last_activity_at": seconds(conversation["last_activity_at"]),
                "contact_inbox": {"source_id": conversation["source_id"]},
            },
            "sender": self.people.sender_push(message),
        }
        return _with_attachments(shape, message)

    def message_webhook(self, event: str, message: Document, conversation: Document, now: datetime) -> Document:
        """The body of `message_created` and `message_updated`."""
        shape = {
            "account": self.people.account,
            "additional_attributes": message["additional_attributes"],
            "content_attributes": message["content_attributes"],
            "content_type": message["content_type"],
            "content": message["content"],
            "conversation": {
                **self.conversation_push(conversation, now),
                "account": self.people.account,
            },
            "created_at": iso(message["created_at"]),
            "id": message["id"],
            "inbox": {"id": self.people.inbox_id, "name": "WhatsApp"},
            "message_type": "incoming" if message["message_type"] == INCOMING else "outgoing",
            "private": message["private"],
            "sender": self.people.sender_webhook(message),
            "source_id": message["source_id"],
            "event": event,
        }
        return _with_attachments(shape, message)

    # --- conversations

    def conversation_push(self, conversation: Document, now: datetime) -> Document:
        """`Conversations::EventDataPresenter`."""
        contact = self.people.records.contact_in(conversation)
        assignee = USERS.get(conversation["assignee_id"])
        return {
            "additional_attributes": {},
            "can_reply": window_open(conversation, now),
            "channel": CHANNEL,
            "contact_inbox": self._contact_inbox(conversation, contact),
            "id": conversation["id"],
            "inbox_id": self.people.inbox_id,
            "messages": self._last_message(conversation),
            "labels": conversation["labels"],
            "meta": {
                "sender": self.people.contact_push(contact),
                "assignee": None if assignee is None else user_push(assignee),
                "assignee_type": None if assignee is None else "User",
                "team": None,
                "hmac_verified": False,
            },
            "status": conversation["status"],
            "custom_attributes": conversation["custom_attributes"],
            "snoozed_until": conversation["snoozed_until"],
            "unread_count": conversation["unread"],
            "first_reply_created_at": None,
            "priority": conversation.get("priority"),
            "waiting_since": seconds(conversation["waiting_since"]),
            "agent_last_seen_at": 0,
            "contact_last_seen_at": 0,
            "last_activity_at": seconds(conversation["last_activity_at"]),
            "timestamp": seconds(conversation["last_activity_at"]),
            "created_at": seconds(conversation["created_at"]),
            "updated_at": conversation["updated_at"],
        }

    def conversation_webhook(
        self, event: str, conversation: Document, now: datetime, changes: object = None
    ) -> Document:
        """The body of a conversation's event."""
        body = {**self.conversation_push(conversation, now), "account": self.people.account}
        if event != "conversation_created":
            body["changed_attributes"] = changes
        return {**body, "event": event}

    def conversation_rest(self, conversation: Document, now: datetime) -> Document:
        """In REST answers."""
        contact = self.people.records.contact_in(conversation)
        meta: Document = {
            "sender": self.people.contact_rest(contact),
            "channel": CHANNEL,
            "hmac_verified": False,
        }
        if conversation["assignee_id"] is not None:
            meta["assignee"] = agent(USERS[conversation["assignee_id"]], self.people.account_id)
        last = self._last_message(conversation)
        return {
            "meta": meta,
            "id": conversation["id"],
            "messages": last,
            "account_id": self.people.account_id,
            "uuid": conversation["uuid"],
            "additional_attributes": {},
            "agent_last_seen_at": 0,
            "assignee_last_seen_at": 0,
            "can_reply": window_open(conversation, now),
            "contact_last_seen_at": 0,
            "custom_attributes": conversation["custom_attributes"],
            "inbox_id": self.people.inbox_id,
            "labels": conversation["labels"],
            "muted": False,
            "snoozed_until": conversation["snoozed_until"],
            "status": conversation["status"],
            "created_at": seconds(conversation["created_at"]),
            "updated_at": conversation["updated_at"],
            "timestamp": seconds(conversation["last_activity_at"]),
            "first_reply_created_at": 0,
            "unread_count": conversation["unread"],
            "last_non_activity_message": last[0] if last else None,
            "last_activity_at": seconds(conversation["last_activity_at"]),
            "priority": conversation.get("priority"),
            "waiting_since": seconds(conversation["waiting_since"]),
            "sla_policy_id": None,
        }

    def _last_message(self, conversation: Document) -> list[Document]:
        last = self.people.records.last_public_message(conversation)
        return [] if last is None else [self.message_push(last, conversation)]

    def _contact_inbox(self, conversation: Document, contact: Document) -> Document:
        return {
            "id": contact["id"],
            "contact_id": contact["id"],
            "inbox_id": self.people.inbox_id,
            "source_id": conversation["source_id"],
            "created_at": iso(contact["created_at"]),
            "updated_at": iso(contact["created_at"]),
            "hmac_verified": False,
            "pubsub_token": "sandbox",
        }


def _with_attachments(shape: Document, message: Document) -> Document:
    """The key is absent when there are none."""
    if message["attachments"]:
        shape["attachments"] = message["attachments"]
    return shape
