"""A talk that has fallen quiet goes into the history; the next message begins a new one."""

import structlog

from flows.archive import is_over, recorded, settled
from gateways.archive import live, talk_of
from gateways.database import Unit
from gateways.locks import lock_conversation
from models import Business, Conversation, ConversationHistory, ConversationState, Policy

log = structlog.get_logger()


def archive(unit: Unit, conversation_id: int) -> bool:
    """Writes the talk down once and forgets what it was about. False when it is not over.

    A webhook stores a message and makes the conversation due in one statement that locks the conversation: what is
    being written at this very moment is either seen here, or comes after.
    """
    conversation = lock_conversation(unit, conversation_id)
    if conversation is None:
        return False
    policy = Policy.model_validate(unit.session.get_one(Business, unit.business_id).policy)
    talk = talk_of(unit, conversation_id, conversation.archived_at)
    if not is_over(conversation, talk, policy, unit.now):
        return False
    ended_at = talk.messages[-1].at
    unit.session.add(
        ConversationHistory(
            business_id=unit.business_id,
            conversation_id=conversation_id,
            customer_id=conversation.customer_id,
            started_at=talk.messages[0].at,
            ended_at=ended_at,
            archived_at=unit.now,
            messages=recorded(talk.messages),
            memory=conversation.memory,
        )
    )
    _begin_anew(unit, conversation)
    conversation.archived_at = ended_at  # not now: a message that is on its way may have come in before this moment
    log.info("conversation archived", conversation_id=conversation_id, messages=len(talk.messages))
    return True


def _begin_anew(unit: Unit, conversation: Conversation) -> None:
    assert conversation.id is not None
    conversation.memory = ConversationState().model_dump(mode="json")
    conversation.mode = settled(*live(unit, conversation.id))
    unit.session.add(conversation)
