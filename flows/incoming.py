"""What a Chatwoot webhook says, as a row for the inbox. Bodies are hostile until read here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from models.enums import Author, ContentKind, InboxKind

NAME_LIMIT = 200
ATTACHMENTS = {
    "audio": ContentKind.AUDIO,
    "image": ContentKind.IMAGE,
    "video": ContentKind.VIDEO,
    "location": ContentKind.LOCATION,
    "sticker": ContentKind.STICKER,
}
RESTATED = frozenset(
    {
        "conversation_status_changed",
        "conversation_opened",
        "conversation_resolved",
        "conversation_updated",
    }
)
"""Events that say something changed about a conversation; we read it again instead of believing them."""


class Malformed(ValueError):
    """The body is not what Chatwoot sends. The message names the part that is wrong, never its content."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A row for the inbox. `wants_turn`: the customer waits for an answer from us."""

    account: int
    inbox: int
    conversation: int
    key: str
    kind: InboxKind
    author: Author | None = None
    content: ContentKind | None = None
    text: str | None = None
    message: int | None = None
    contact: str | None = None
    whatsapp: str | None = None
    phone: str | None = None
    name: str | None = None
    subject: str | None = None
    wants_turn: bool = False


def read(body: Any, delivery: str) -> list[Incoming]:
    """The rows that one webhook body asks for; none when it does not concern us.

    `delivery` tells two deliveries of changing events apart (a delivery id, else a hash of the body); a new message is
    known by its own id, whichever webhook brings it. Raises `Malformed`.
    """
    if not isinstance(body, Mapping):
        raise Malformed("the body is not an object")
    event = _text(body, "event")
    if event == "message_created":
        return _message(body)
    if event == "message_updated":
        return [_hint(_part(body, "conversation"), body, delivery, f"message {_number(body, 'id')}")]
    if event in RESTATED:
        return [_hint(body, body, delivery, "conversation")]
    return []


def _message(body: Mapping[str, Any]) -> list[Incoming]:
    author = _author(body)
    if author is None:
        return []
    talk = _part(body, "conversation")
    sender = _part(body, "sender") if author is Author.CUSTOMER else {}
    number = _number(body, "id")
    content, text = _content(body)
    watched = talk.get("status") == "pending" and not _optional(talk, "meta").get("assignee")
    account, inbox = _place(talk, body)
    message = Incoming(
        account,
        inbox,
        _number(talk, "id"),
        key=f"message_created:{number}",
        kind=InboxKind.MESSAGE,
        author=author,
        content=content,
        text=text,
        message=number,
        contact=_short(sender.get("id")),
        whatsapp=_short(_optional(talk, "contact_inbox").get("source_id")),
        phone=_short(sender.get("phone_number")),
        name=_short(sender.get("name")),
        wants_turn=author is Author.CUSTOMER and watched,
    )
    if author is Author.CUSTOMER and watched:
        return [message]
    # A person answers, or seems to have the conversation: what Chatwoot says about it now decides.
    return [message, _hint(talk, body, f"after:{number}", "conversation")]


def _author(body: Mapping[str, Any]) -> Author | None:
    """Customer, person, or None for what is not part of the talk (our own messages, private notes, activity)."""
    if body.get("private"):
        return None
    direction = body.get("message_type")
    if direction == "incoming":
        return Author.CUSTOMER
    if direction == "outgoing":
        echo = bool(_optional(body, "content_attributes").get("external_echo"))
        by_user = _optional(body, "sender").get("type") == "user"
        return Author.PERSON if echo or by_user else None
    if direction in ("activity", "template"):
        return None
    raise Malformed("message_type is not one that Chatwoot sends")


def _content(body: Mapping[str, Any]) -> tuple[ContentKind, str]:
    text = body.get("content")
    if text is not None and not isinstance(text, str):
        raise Malformed("content is not text")
    # PostgreSQL cannot store NUL; its picture keeps the place.
    written = (text or "").replace("\x00", "\N{SYMBOL FOR NULL}")
    if _optional(body, "content_attributes").get("is_unsupported"):
        return ContentKind.UNSUPPORTED, written
    attachments = body.get("attachments") or []
    if not isinstance(attachments, list):
        raise Malformed("attachments is not a list")
    if attachments and isinstance(attachments[0], Mapping):
        kind = ATTACHMENTS.get(str(attachments[0].get("file_type")), ContentKind.FILE)
        heard = attachments[0].get("transcribed_text")
        if kind is ContentKind.AUDIO and isinstance(heard, str) and heard:
            written = "\n".join(filter(None, (written, heard.replace("\x00", "\N{SYMBOL FOR NULL}"))))
        return kind, written
    return ContentKind.TEXT, written


def _hint(talk: Mapping[str, Any], body: Mapping[str, Any], delivery: str, subject: str) -> Incoming:
    account, inbox = _place(talk, body)
    return Incoming(
        account,
        inbox,
        _number(talk, "id"),
        f"hint:{delivery}"[:200],
        InboxKind.HINT,
        subject=subject,
    )


def _place(talk: Mapping[str, Any], body: Mapping[str, Any]) -> tuple[int, int]:
    account = _optional(body, "account") or _part(talk, "account")
    return _number(account, "id"), _number(talk, "inbox_id")


def _part(body: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = body.get(name)
    if isinstance(part, Mapping):
        return part
    raise Malformed(f"{name} is not an object")


def _optional(body: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    return {} if body.get(name) is None else _part(body, name)


def _number(body: Mapping[str, Any], name: str) -> int:
    value = body.get(name)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < 2**63:
        raise Malformed(f"{name} is not a number")
    return value


def _text(body: Mapping[str, Any], name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str):
        raise Malformed(f"{name} is not text")
    return value


def _short(value: Any) -> str | None:
    return str(value).replace("\x00", "")[:NAME_LIMIT] if isinstance(value, str | int) and value else None
