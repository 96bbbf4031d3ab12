"""Who writes in Chatwoot, and how its JSON shows them."""

from dataclasses import dataclass

from sandbox.chatwoot.records import Records
from sandbox.store import Document

CHANNEL = "Channel::Whatsapp"

BOT: Document = {"id": 4, "name": "Maite", "type": "agent_bot"}
"""The agent bot, whose token the product sends with."""

OWNER: Document = {"id": 1, "name": "Dirección", "email": "direccion@salon.example", "type": "user"}
"""The user whose token the product reads with."""

RECEPTION: Document = {
    "id": 2,
    "name": "Recepción",
    "email": "recepcion@salon.example",
    "type": "user",
}
"""The person who answers in the sandbox's inbox."""

USERS: dict[int, Document] = {person["id"]: person for person in (OWNER, RECEPTION)}


def user_push(person: Document) -> Document:
    """`User#push_event_data`."""
    return {
        "id": person["id"],
        "name": person["name"],
        "available_name": person["name"],
        "avatar_url": "",
        "type": "user",
        "availability_status": "online",
        "thumbnail": "",
    }


def agent(person: Document, account_id: int) -> Document:
    """A user as the REST answers show an assignee."""
    return {
        "id": person["id"],
        "account_id": account_id,
        "availability_status": "online",
        "auto_offline": True,
        "confirmed": True,
        "email": person["email"],
        "available_name": person["name"],
        "name": person["name"],
        "role": "agent",
        "thumbnail": "",
    }


def seconds(moment: float | None) -> int:
    """Ruby's `to_i`: nothing is 0."""
    return 0 if moment is None else int(moment)


@dataclass(frozen=True)
class People:
    """The shapes of customers and senders, for one account with one inbox."""

    records: Records
    account_id: int
    inbox_id: int

    @property
    def account(self) -> Document:
        """In every webhook."""
        return {"id": self.account_id, "name": "Atrévete Peluquería"}

    def contact_push(self, contact: Document) -> Document:
        """`Contact#push_event_data`."""
        return {**_contact(contact), "thumbnail": "", "blocked": False, "type": "contact"}

    def contact_webhook(self, contact: Document) -> Document:
        """`Contact#webhook_data`: no `type`."""
        whole = {"account": self.account, **_contact(contact), "avatar": ""}
        return {**whole, "thumbnail": "", "blocked": False}

    def contact_rest(self, contact: Document) -> Document:
        """In REST answers."""
        return {
            **_contact(contact),
            "availability_status": "offline",
            "thumbnail": "",
            "blocked": False,
            "last_activity_at": seconds(contact["last_activity_at"]),
            "created_at": seconds(contact["created_at"]),
        }

    def contact_shown(self, contact: Document) -> Document:
        """The answer of `GET /contacts/{id}`."""
        inbox = {
            "id": self.inbox_id,
            "avatar_url": "",
            "channel_id": 1,
            "name": "WhatsApp",
            "channel_type": CHANNEL,
            "provider": "whatsapp_cloud",
        }
        source_id = contact["phone_number"].removeprefix("+")
        inboxes = [{"source_id": source_id, "inbox": inbox}]
        return {"payload": {**self.contact_rest(contact), "contact_inboxes": inboxes}}

    def sender_push(self, message: Document) -> Document:
        """Who wrote it, inside `conversation.messages` and in REST answers."""
        if message["sender_type"] == "AgentBot":
            return {"id": BOT["id"], "name": BOT["name"], "avatar_url": "", "type": "agent_bot"}
        if message["sender_type"] == "User":
            return user_push(USERS[message["sender_id"]])
        contact = self.records.contact(message["sender_id"])
        assert contact is not None
        return self.contact_push(contact)

    def sender_webhook(self, message: Document) -> Document:
        """Who wrote it, at the top of a webhook."""
        if message["sender_type"] == "AgentBot":
            return dict(BOT)
        if message["sender_type"] == "User":
            return dict(USERS[message["sender_id"]])
        contact = self.records.contact(message["sender_id"])
        assert contact is not None
        return self.contact_webhook(contact)


def _contact(contact: Document) -> Document:
    return {
        "additional_attributes": {},
        "custom_attributes": {},
        "email": None,
        "id": contact["id"],
        "identifier": None,
        "name": contact["name"],
        "phone_number": contact["phone_number"],
    }
