"""Writing effects: every one is a row in the transaction that decided it."""

from typing import Any

from gateways.database import Unit
from models import Conversation, Outbox
from models.enums import OutboxKind


def queue(
    unit: Unit,
    kind: OutboxKind,
    stream: str,
    key: str,
    payload: dict[str, Any],
    conversation_id: int | None = None,
) -> Outbox:
    """Adds an effect to `stream`, done once per `key`. For a conversation's stream use `say`, which keeps its order."""
    row = Outbox(
        business_id=unit.business_id,
        stream=stream,
        dedupe_key=key,
        kind=kind,
        conversation_id=conversation_id,
        payload=payload,
        created_at=unit.now,
    )
    unit.session.add(row)
    unit.streams.add(stream)
    return row


def say(unit: Unit, conversation: Conversation, kind: OutboxKind, key: str, payload: dict[str, Any]) -> Outbox:
    """Adds a message to a conversation that the caller has locked (`lock_conversation`).

    The lock and the raised `say_seq` keep the order of the stream: a turn that is about to reply sees that somebody
    else has spoken since and queues behind.
    """
    assert conversation.id is not None
    conversation.say_seq += 1
    if kind is OutboxKind.NOTICE:
        unit.notices.append((conversation.id, payload["text"]))
    unit.session.add(conversation)
    return queue(unit, kind, stream_of(conversation.id), key, payload, conversation.id)


def stream_of(conversation_id: int) -> str:
    """Name of the stream of a conversation's messages."""
    return f"chatwoot:{conversation_id}"
