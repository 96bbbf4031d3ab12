"""A conversation as both sides wrote it, for its page."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import text
from sqlalchemy.orm import Session

from admin.context import current
from models.enums import ContentKind, OutboxKind, OutboxStatus

LATEST = 200

SAID = text(
    """
    SELECT * FROM (
        (SELECT i.received_at AS at, i.id, i.author AS by, i.content AS kind, i.text,
                NULL AS status, i.handled_at IS NULL AS waits
         FROM inbox i
         WHERE i.business_id = :business AND i.conversation_id = :conversation
           AND i.kind = 'message'
         ORDER BY i.id DESC LIMIT :latest)
        UNION ALL
        (SELECT o.created_at, o.id, CASE o.kind WHEN 'note' THEN 'note' ELSE 'assistant' END,
                o.kind, o.payload ->> 'text', o.status, false
         FROM outbox o
         WHERE o.business_id = :business AND o.conversation_id = :conversation
           AND o.kind IN ('reply', 'notice', 'note')
         ORDER BY o.id DESC LIMIT :latest)
        ORDER BY at DESC, id DESC LIMIT :latest
    ) latest ORDER BY at, id
    """
)


class Voice(StrEnum):
    """Who says it: also the class of its bubble."""

    CUSTOMER = "customer"
    ASSISTANT = "assistant"
    PERSON = "person"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Said:
    """One message or internal note. `status` is that of sending it, `waits` says: unanswered."""

    at: datetime
    voice: Voice
    kind: ContentKind | OutboxKind | None
    text: str | None
    status: OutboxStatus | None
    waits: bool


def transcript(session: Session, conversation_id: int) -> list[Said]:
    """The latest messages, oldest first, with internal notes among them."""
    parameters = {
        "business": current.get().business_id,
        "conversation": conversation_id,
        "latest": LATEST,
    }
    return [_said(*row) for row in session.execute(SAID, parameters)]


def _said(
    at: datetime,
    _id: int,
    by: str,
    kind: str | None,
    text: str | None,
    status: str | None,
    waits: bool,
) -> Said:
    voice = Voice(by)
    kinds: type[ContentKind] | type[OutboxKind] = OutboxKind if voice in (Voice.ASSISTANT, Voice.NOTE) else ContentKind
    return Said(
        at,
        voice,
        kinds(kind) if kind else None,
        text,
        OutboxStatus(status) if status else None,
        waits and voice is Voice.CUSTOMER,
    )
