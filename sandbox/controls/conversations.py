"""The customers' phones and the staff's inbox."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from sandbox.chatwoot.attachments import Kind
from sandbox.chatwoot.desk import Desk
from sandbox.chatwoot.people import RECEPTION, USERS
from sandbox.chatwoot.records import INCOMING, window_open
from sandbox.controls.phones import Phone
from sandbox.errors import Refusal
from sandbox.routes import PlainRoute
from sandbox.store import Document

_FROM = {"Contact": "customer", "AgentBot": "bot", "User": "staff"}


class CustomerMessage(BaseModel):
    """What a customer sends. A text may go with a picture as its caption."""

    name: str | None = None
    text: str | None = None
    kind: Kind = "text"
    transcript: str | None = None
    """Of a voice note, when Chatwoot makes one."""


class Transcript(BaseModel):
    """What Chatwoot has heard in a voice note, a while after it came."""

    text: str = Field(min_length=1)


class StaffMessage(BaseModel):
    """What a person of the staff writes; a private note is seen by staff only."""

    text: str = Field(min_length=1)
    private: bool = False


def router(desk: Desk) -> APIRouter:
    """The routes."""
    records = desk.records
    api = APIRouter(prefix="/sandbox", route_class=PlainRoute)

    def conversation_of(phone: Phone) -> Document:
        contact = records.contact_of(phone)
        found = None if contact is None else records.latest_conversation(contact)
        if found is None:
            raise Refusal(404, {"error": "this customer has not written yet"})
        return found

    Conversation = Annotated[Document, Depends(conversation_of)]

    @api.get("/customers")
    async def customers() -> list[Document]:
        """All who ever wrote, in order of their first message."""
        shown = []
        for contact in records.store.all("contact"):
            conversation = records.latest_conversation(contact)
            assert conversation is not None
            last = _seen(_all_messages(desk, contact))[-1:]
            shown.append(
                {
                    "phone": contact["phone_number"],
                    "name": contact["name"],
                    "conversation": conversation["id"],
                    "status": conversation["status"],
                    "unread": conversation["unread"],
                    "typing": conversation["id"] in desk.typing,
                    "last": last[0] if last else None,
                }
            )
        return shown

    @api.post("/customers/{phone}/messages", status_code=202)
    async def write(phone: Phone, message: CustomerMessage) -> Document:
        if message.kind == "text" and not message.text:
            raise Refusal(422, {"error": "a message needs a text"})
        sent = desk.receive(phone, message.name, message.text, message.kind, message.transcript)
        return {"id": sent["id"], "conversation": sent["conversation_id"]}

    @api.post("/customers/{phone}/transcript", status_code=202)
    async def transcribe(conversation: Conversation, heard: Transcript) -> Document:
        """The words of the customer's newest voice note arrive."""
        note = desk.transcribe(conversation, heard.text)
        if note is None:
            raise Refusal(404, {"error": "this customer has sent no voice note"})
        return {"id": note["id"], "conversation": conversation["id"]}

    @api.get("/customers/{phone}/messages")
    async def transcript(phone: Phone) -> list[Document]:
        """What the customer sees, over all conversations."""
        contact = records.contact_of(phone)
        return [] if contact is None else _seen(_all_messages(desk, contact))

    @api.post("/staff/{phone}/messages", status_code=202)
    async def answer(conversation: Conversation, message: StaffMessage) -> Document:
        """A person writes; status and assignee stay as they are."""
        now = desk.clock.now()
        draft = {
            "content": message.text,
            "content_type": "text",
            "content_attributes": {},
            "additional_attributes": {},
            "private": message.private,
            "source_id": None,
            "sender_type": "User",
            "sender_id": RECEPTION["id"],
        }
        with records.store.transaction():
            said = desk.say(conversation, draft, now)
            desk.deliver(conversation, said, now)
        return {"id": said["id"], "conversation": conversation["id"]}

    @api.post("/staff/{phone}/take-over")
    async def take_over(conversation: Conversation) -> Document:
        """A person takes the conversation."""
        desk.change(conversation, {"status": "open", "assignee_id": RECEPTION["id"]})
        return _inbox_entry(desk, conversation)

    @api.post("/staff/{phone}/hand-back")
    async def hand_back(conversation: Conversation) -> Document:
        """… and gives it back to the bot."""
        desk.change(conversation, {"status": "pending", "assignee_id": None})
        return _inbox_entry(desk, conversation)

    @api.post("/staff/{phone}/resolve")
    async def resolve(conversation: Conversation) -> Document:
        """The matter is settled: the customer's next message begins a new conversation."""
        desk.change(conversation, {"status": "resolved"})
        return _inbox_entry(desk, conversation)

    @api.get("/inbox")
    async def inbox() -> list[Document]:
        """All conversations as Chatwoot shows them to staff, the latest activity first."""
        found = sorted(records.conversations(), key=lambda c: -c["last_activity_at"])
        return [_inbox_entry(desk, conversation) for conversation in found]

    return api


def _all_messages(desk: Desk, contact: Document) -> list[Document]:
    """Of all conversations, as they came: on a phone they are one thread."""
    conversations = desk.records.conversations(contact)
    found = [message for conversation in conversations for message in desk.records.messages(conversation)]
    return sorted(found, key=lambda message: int(message["id"]))


def _seen(messages: list[Document]) -> list[Document]:
    """Those that the customer sent or got. `options` is there only when a message has buttons."""
    seen = []
    for message in messages:
        if message["message_type"] != INCOMING and "shown" not in message:
            continue
        entry: Document = {
            "from": _FROM[message["sender_type"]],
            "text": _text(message),
            "at": _at(message),
        }
        items = message["content_attributes"].get("items")
        if items:
            entry["options"] = [item["title"] for item in items]
        seen.append(entry)
    return seen


def _inbox_entry(desk: Desk, conversation: Document) -> Document:
    contact = desk.records.contact_in(conversation)
    assignee = USERS.get(conversation["assignee_id"])
    return {
        "conversation": conversation["id"],
        "phone": contact["phone_number"],
        "name": contact["name"],
        "status": conversation["status"],
        "assignee": None if assignee is None else assignee["name"],
        "labels": conversation["labels"],
        "priority": conversation.get("priority"),
        "custom_attributes": conversation["custom_attributes"],
        "can_reply": window_open(conversation, desk.clock.now()),
        "unread": conversation["unread"],
        "messages": [_inbox_message(message) for message in desk.records.messages(conversation)],
    }


def _inbox_message(message: Document) -> Document:
    return {
        "id": message["id"],
        "from": _FROM[message["sender_type"]],
        "private": message["private"],
        "kind": message.get("kind", "text"),
        "text": _text(message),
        "at": _at(message),
        "status": message["status"],
        "error": message["content_attributes"].get("external_error"),
    }


def _text(message: Document) -> str:
    """As WhatsApp shows it; something without words is named."""
    text = message.get("shown") or message["content"]
    return text or f"[{message.get('kind', 'text')}]"


def _at(message: Document) -> str:
    moment = datetime.fromtimestamp(message["created_at"], UTC)
    return moment.isoformat(timespec="milliseconds")
