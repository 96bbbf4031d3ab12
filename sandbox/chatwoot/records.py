"""Contacts, conversations and messages as they are stored.

Times are epoch seconds of domain time.
"""

import uuid
from datetime import datetime

from sandbox.store import Document, Store

INCOMING, OUTGOING = 0, 1
"""`message_type` in the database and in REST; webhooks carry the words."""

REPLY_WINDOW = 24 * 3600
"""Seconds after a customer's last message in which WhatsApp lets a business write freely."""


class Records:
    """Reading and writing them; what they mean is decided in `desk.py`."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def contact_of(self, phone: str) -> Document | None:
        """The contact with that E.164 number."""
        return next(iter(self.store.all("contact", phone)), None)

    def new_contact(self, phone: str, name: str, now: datetime) -> Document:
        """A customer who writes for the first time."""
        contact = {
            "id": self.store.number("contact"),
            "name": name,
            "phone_number": phone,
            "created_at": now.timestamp(),
            "last_activity_at": now.timestamp(),
        }
        return self.store.put("contact", contact["id"], contact, parent=phone)

    def contact(self, contact_id: int) -> Document | None:
        """By id."""
        return self.store.get("contact", contact_id)

    def contact_in(self, conversation: Document) -> Document:
        """Whose conversation it is."""
        contact = self.contact(conversation["contact_id"])
        assert contact is not None
        return contact

    def conversations(self, contact: Document | None = None) -> list[Document]:
        """All of them (of one contact), oldest first."""
        return self.store.all("conversation", None if contact is None else contact["id"])

    def conversation(self, conversation_id: int) -> Document | None:
        """By display id."""
        return self.store.get("conversation", conversation_id)

    def latest_conversation(self, contact: Document) -> Document | None:
        """The one that a new message would go to, unless it is resolved."""
        newest = self.store.all("conversation", contact["id"], newest_first=True, limit=1)
        return newest[0] if newest else None

    def new_conversation(self, contact: Document, now: datetime) -> Document:
        """Pending, as an inbox with a bot begins them."""
        moment = now.timestamp()
        conversation = {
            "id": self.store.number("conversation"),
            "uuid": str(uuid.uuid4()),
            "contact_id": contact["id"],
            "source_id": contact["phone_number"].removeprefix("+"),
            "status": "pending",
            "assignee_id": None,
            "labels": [],
            "priority": None,
            "custom_attributes": {},
            "created_at": moment,
            "updated_at": moment,
            "last_activity_at": moment,
            "waiting_since": None,
            "snoozed_until": None,
            "unread": 0,
            "last_incoming_at": None,
        }
        return self.store.put("conversation", conversation["id"], conversation, contact["id"])

    def save_conversation(self, conversation: Document, now: datetime) -> None:
        """Write a changed one back."""
        conversation["updated_at"] = now.timestamp()
        self.store.put("conversation", conversation["id"], conversation)

    def messages(self, conversation: Document) -> list[Document]:
        """Everything said in it, private notes included, oldest first."""
        return self.store.all("message", conversation["id"])

    def add_message(self, conversation: Document, message: Document, now: datetime) -> Document:
        """Store a new message; its id rises over all conversations."""
        moment = now.timestamp()
        message = {
            "id": self.store.number("message"),
            "conversation_id": conversation["id"],
            "created_at": moment,
            "updated_at": moment,
            "status": "sent",
            **message,
        }
        return self.store.put("message", message["id"], message, parent=conversation["id"])

    def save_message(self, message: Document, now: datetime) -> None:
        """Write a changed one back."""
        message["updated_at"] = now.timestamp()
        self.store.put("message", message["id"], message)

    def last_public_message(self, conversation: Document) -> Document | None:
        """The newest that is no private note."""
        newest = self.store.all("message", conversation["id"], newest_first=True, limit=50)
        return next((message for message in newest if not message["private"]), None)


def window_open(conversation: Document, now: datetime) -> bool:
    """WhatsApp still lets the business write freely."""
    last = conversation["last_incoming_at"]
    return last is not None and now.timestamp() - last < REPLY_WINDOW
