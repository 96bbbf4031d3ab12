"""A person gives the conversation back, and what waits in it is answered."""

from collections.abc import Iterator
from datetime import datetime

from sqlmodel import select

from flows.conversation import Event, after
from flows.handed_back import dealt_with
from gateways.appointments import coming_in
from gateways.database import Unit
from gateways.locks import lock_conversation, lock_open_turn
from gateways.unanswered import has_house_offer, last_human_in, leave_to_person, unanswered_in
from models import Conversation, ConversationState, Turn
from models.enums import BookingStatus, TurnStep
from tasks.commands.handover import overtake


def hand_back(unit: Unit, conversation_id: int) -> bool:
    """The bot may speak again. What a person has dealt with is marked so; the rest forms the next turn.

    False when nobody had it. A turn that is running still is over: it began before a person spoke. The next one starts
    from what is true and unanswered now, and is told that a person had the conversation.
    """
    turn = lock_open_turn(unit, conversation_id)
    conversation = lock_conversation(unit, conversation_id)
    if conversation is None or conversation.handed_over_at is None:
        return False
    assert conversation.handover_reason is not None
    reason, since = conversation.handover_reason, conversation.handed_over_at
    if turn is not None:
        overtake(turn)
    again = ConversationState.model_validate(conversation.memory).handed_back is reason
    messages = unanswered_in(unit, conversation_id)
    done = dealt_with(reason, messages, last_human_in(unit, conversation_id), again=again)
    leave_to_person(unit, done)
    waits = len(done) < len(messages)
    conversation.memory = conversation.memory | {
        "handed_back": reason.value if waits else None,
        "clarification_attempts": 0,
    }
    conversation.handed_over_at = None
    conversation.handover_reason = None
    conversation.handover_told_at = None
    for event in (Event.HANDED_BACK, *_meanwhile(unit, conversation, since)):
        conversation.mode = after(conversation.mode, event)
    conversation.fact_seq += 1
    conversation.due_at = unit.now
    unit.session.add(conversation)
    unit.conversations.add(conversation_id)
    return True


def answer_what_waits(unit: Unit, conversation_id: int) -> bool:
    """Makes the conversation due when it is ours and something in it is unanswered. False when nothing is."""
    conversation = lock_conversation(unit, conversation_id)
    if conversation is None or conversation.handed_over_at is not None or conversation.due_at is not None:
        return False
    working = select(Turn.id).where(Turn.conversation_id == conversation_id, Turn.step != TurnStep.DONE)
    if unit.session.exec(working).first() is not None:
        return False
    if not unanswered_in(unit, conversation_id):
        return False
    conversation.due_at = unit.now
    unit.session.add(conversation)
    unit.conversations.add(conversation_id)
    return True


def _meanwhile(unit: Unit, conversation: Conversation, since: datetime) -> Iterator[Event]:
    """What became of her bookings, and was offered to her, while a person had the conversation: where it goes on."""
    if conversation.customer_id is None or conversation.id is None:
        return
    coming = {one.status for one in coming_in(unit, conversation.customer_id).values()}
    if BookingStatus.HELD in coming:
        yield Event.HELD
    elif BookingStatus.CONFIRMED in coming:
        yield Event.CONFIRMED
    if has_house_offer(unit, conversation.id, since):
        yield Event.OFFERED
