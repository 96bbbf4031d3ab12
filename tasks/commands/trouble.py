"""Telling staff about an effect that will never happen by itself."""

from gateways.database import Unit
from gateways.dispatch import Claimed
from gateways.locks import lock_conversation
from gateways.outbox import say
from models.enums import OutboxKind

UNTELLABLE = (OutboxKind.NOTE, OutboxKind.OPEN_CONVERSATION)
"""When these fail, another note would fail the same way; the outbox in /admin shows them."""


def tell_of_failure(unit: Unit, row: Claimed, reason: str) -> bool:
    """Leaves a private note in the conversation concerned; False when there is none to tell in."""
    if row.conversation_id is None or row.kind in UNTELLABLE:
        return False
    conversation = lock_conversation(unit, row.conversation_id)
    if conversation is None:
        return False
    text = f"⚠️ No se pudo completar: {row.kind.value} ({reason}). Por favor, revisadlo."
    say(unit, conversation, OutboxKind.NOTE, f"failed:{row.dedupe_key}", {"text": text})
    return True
