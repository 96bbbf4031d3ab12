"""Staff give a conversation back in /admin: it is the bot's from then on, and Chatwoot is told."""

import structlog

from gateways.database import Unit
from gateways.outbox import queue, stream_of
from models import Conversation
from models.enums import OutboxKind
from tasks.commands.hand_back import hand_back

log = structlog.get_logger()


def hand_back_by_staff(unit: Unit, conversation_id: int) -> bool:
    """Hands it back and queues what Chatwoot must be told. False when nobody has it (any more)."""
    if not hand_back(unit, conversation_id):
        return False
    conversation = unit.session.get_one(Conversation, conversation_id)
    key = f"hand-back:{conversation_id}:{conversation.fact_seq}"
    queue(unit, OutboxKind.HAND_BACK, stream_of(conversation_id), key, {}, conversation_id)
    log.info("handed back by staff", conversation_id=conversation_id)
    return True
