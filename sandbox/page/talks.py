"""Conversations for the page: as the customer's phone shows them, and as Chatwoot does to staff."""

from datetime import UTC, datetime

from sandbox.chatwoot.desk import Desk
from sandbox.chatwoot.people import USERS
from sandbox.chatwoot.records import INCOMING
from sandbox.chatwoot.whatsapp import rendered
from sandbox.store import Document

PEOPLE = 60
"""Contacts that the page lists, those with the latest word first."""

MESSAGES = 200
"""Messages of one contact that the page shows, the newest."""

PREVIEW = 120
"""Characters of a last message in the list."""


def people(desk: Desk) -> list[Document]:
    """Every contact with the newest conversation, latest activity first."""
    newest: dict[int, Document] = {}
    for conversation in desk.records.conversations():
        newest[conversation["contact_id"]] = conversation
    ordered = sorted(newest.values(), key=lambda one: one["last_activity_at"], reverse=True)
    return [_row(desk, conversation) for conversation in ordered[:PEOPLE]]


def chat(desk: Desk, phone: str) -> Document:
    """What is on that phone."""
    messages = _messages(desk, phone)
    contact = desk.records.contact_of(phone)
    newest = None if contact is None else desk.records.latest_conversation(contact)
    return {
        "phone": phone,
        "typing": newest is not None and newest["id"] in desk.typing,
        "messages": [_on_phone(message) for message in messages if _arrived(message)],
    }


def thread(desk: Desk, phone: str) -> Document | None:
    """What Chatwoot holds of that customer, private notes and failed messages included."""
    contact = desk.records.contact_of(phone)
    newest = None if contact is None else desk.records.latest_conversation(contact)
    if contact is None or newest is None:
        return None
    assignee = USERS.get(newest["assignee_id"])
    return {
        "phone": phone,
        "name": contact["name"],
        "status": newest["status"],
        "assignee": None if assignee is None else assignee["name"],
        "messages": [_in_chatwoot(message) for message in _messages(desk, phone)],
    }


def _row(desk: Desk, conversation: Document) -> Document:
    contact = desk.records.contact_in(conversation)
    newest = desk.records.store.all("message", conversation["id"], newest_first=True, limit=20)
    notes = [message["id"] for message in newest if message["private"]]
    told = [message["id"] for message in newest if _arrived(message) and not _is_incoming(message)]
    return {
        "phone": contact["phone_number"],
        "name": contact["name"],
        "status": conversation["status"],
        "last": _preview(newest[0]) if newest else None,
        "last_told": told[0] if told else None,
        "last_note": notes[0] if notes else None,
    }


def _messages(desk: Desk, phone: str) -> list[Document]:
    contact = desk.records.contact_of(phone)
    if contact is None:
        return []
    conversations = desk.records.conversations(contact)
    return [m for one in conversations for m in desk.records.messages(one)][-MESSAGES:]


def _is_incoming(message: Document) -> bool:
    return bool(message["message_type"] == INCOMING)


def _arrived(message: Document) -> bool:
    """It is on the customer's phone: her own, or delivered by WhatsApp."""
    return _is_incoming(message) or "shown" in message


def _author(message: Document) -> str:
    return {"Contact": "customer", "AgentBot": "bot"}.get(message["sender_type"], "staff")


def _common(message: Document) -> Document:
    at = datetime.fromtimestamp(message["created_at"], UTC).isoformat(timespec="seconds")
    kind = message.get("kind", "text")
    return {"id": message["id"], "from": _author(message), "at": at, "kind": kind}


def _on_phone(message: Document) -> Document:
    items = message["content_attributes"].get("items") or []
    return {
        **_common(message),
        "text": _words(message),
        "choices": [str(item["title"]) for item in items],
    }


def _in_chatwoot(message: Document) -> Document:
    return {
        **_common(message),
        "text": _words(message),
        "private": message["private"],
        "failed": message["content_attributes"].get("external_error"),
    }


def _preview(message: Document) -> Document:
    line = " ".join(_words(message).replace("*", "").split())[:PREVIEW]
    return {**_common(message), "text": line, "private": message["private"]}


def _words(message: Document) -> str:
    """With WhatsApp's marks also where WhatsApp had no part: in notes and in what failed."""
    content = message["content"] or ""
    return content if _is_incoming(message) else message.get("shown") or rendered(content)
