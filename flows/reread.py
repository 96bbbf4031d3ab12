"""A message as Chatwoot's REST API shows it, made into what its webhook would have said."""

from collections.abc import Mapping
from typing import Any

from flows.incoming import Incoming, read
from models.enums import Author

DIRECTIONS = {0: "incoming", 1: "outgoing", 2: "activity", 3: "template"}


def incoming(message: Mapping[str, Any], talk: Mapping[str, Any]) -> list[Incoming]:
    """Rows for the inbox, under the key the webhook has: whichever comes second is a duplicate.

    REST numbers the direction, names the conversation by id only and has the contact under `sender` or in the
    conversation's `meta`. Raises `flows.incoming.Malformed`.
    """
    direction = message.get("message_type")
    sender = dict(message.get("sender") or {})
    if direction == 0:
        sender = sender or dict((talk.get("meta") or {}).get("sender") or {})
        sender.pop("type", None)
    body = {
        "event": "message_created",
        "id": message.get("id"),
        "content": message.get("content"),
        "message_type": DIRECTIONS.get(direction, direction) if isinstance(direction, int) else direction,
        "private": message.get("private"),
        "content_attributes": message.get("content_attributes"),
        "attachments": message.get("attachments"),
        "sender": sender,
        "conversation": talk,
        "account": {"id": talk.get("account_id")} if talk.get("account_id") else talk.get("account"),
    }
    return read(body, f"reread:{message.get('id')}")


def still_telling(rows: list[Incoming]) -> list[Incoming]:
    """Without what people wrote before the customer's newest message.

    Who has the conversation now is known from Chatwoot; an old answer must not take it back once it was handed back.
    """
    newest = max((row.message or 0 for row in rows if row.author is Author.CUSTOMER), default=0)
    return [row for row in rows if row.author is not Author.PERSON or (row.message or 0) > newest]
