"""Staff give a conversation back in /admin: it is the bot's from then on, and Chatwoot is told."""

import structlog

from gateways.database import Unit
from gateways.locks import lock_conversation
from gateways.outbox import queue, stream_of
from models.enums import OutboxKind
from tasks.commands.handover import hand_back

log = structlog.get_logger()


def hand_back_by_staff(unit: Unit, conversation_id: int) -> bool:
    """Hands it back and queues what Chatwoot must be told. False when nobody has it (any more)."""
    conversation = lock_conversation(unit, conversation_id)
    if conversation is None or not hand_back(unit, conversation_id):
        return False
    key = f"hand-back:{conversation_id}:{conversation.fact_seq}"
    queue(unit, OutboxKind.HAND_BACK, stream_of(conversation_id), key, {}, conversation_id)
    log.info("handed back by staff", conversation_id=conversation_id)
    return True
