"""A person takes the conversation over. One durable unit each."""

from datetime import timedelta

from sqlmodel import select

from flows.conversation import Event, after
from flows.last_words import last_words
from flows.notices import payload, render
from flows.triage import triage
from gateways.clock import machine_now
from gateways.database import Unit
from gateways.locks import lock_conversation
from gateways.outbox import queue, say, stream_of
from gateways.unanswered import unanswered_in
from gateways.unscreened import alarmed_within
from models import Business, Conversation, ConversationState, Customer, Policy, Turn
from models.enums import HandoverReason, OutboxKind, TurnOutcome, TurnStep

NOTHING_ASKED = {"asked": None}
"""A question of ours does not stay open while a person has the conversation."""
ALARM_HOLDS = timedelta(minutes=5)
"""So long the emergency number is not told again: more of the same is one emergency."""


def hand_over(unit: Unit, conversation_id: int, reason: HandoverReason, summary: str, told: str | None = None) -> bool:
    """Silences the bot, tells staff why, opens the conversation and tells the customer.

    False when a person has it already. `summary` is data for staff: it goes into a private note, before what she has
    written. `told` names the notice to the customer where the reason's own does not fit.
    """
    conversation = lock_conversation(unit, conversation_id)
    if conversation is None or conversation.handed_over_at is not None:
        return False
    conversation.handed_over_at = unit.now
    conversation.handover_reason = reason
    conversation.memory = conversation.memory | NOTHING_ASKED
    conversation.mode = after(conversation.mode, Event.HANDED_OVER)
    conversation.fact_seq += 1
    conversation.due_at = None
    _tell(unit, conversation, summary, told)
    return True


def raise_alarm(unit: Unit, conversation_id: int, summary: str) -> bool:
    """A person has it, and it has become an emergency: she is told the number, staff are told, and it is urgent now.

    False when nobody has it, or when all that was done a moment ago: who is in danger writes more than one message.
    """
    conversation = lock_conversation(unit, conversation_id)
    if conversation is None or conversation.handed_over_at is None:
        return False
    if alarmed_within(unit, conversation_id, ALARM_HOLDS):
        return False
    conversation.handover_reason = HandoverReason.EMERGENCY
    conversation.fact_seq += 1
    _tell(unit, conversation, summary, assigned=False)
    return True


def tell_handover(unit: Unit, conversation_id: int) -> bool:
    """Completes a handover that began with a person's message: opens the conversation. False when already told."""
    conversation = lock_conversation(unit, conversation_id)
    if conversation is None or conversation.handed_over_at is None or conversation.handover_told_at is not None:
        return False
    _tell(unit, conversation, "")
    return True


def take_over(unit: Unit, conversation_id: int) -> bool:
    """Chatwoot says that a person has it: the bot falls silent. False when it was so already."""
    conversation = lock_conversation(unit, conversation_id)
    if conversation is None or conversation.handed_over_at is not None:
        return False
    conversation.handed_over_at = conversation.handover_told_at = unit.now
    conversation.handover_reason = HandoverReason.PERSON_WROTE
    conversation.memory = conversation.memory | NOTHING_ASKED
    conversation.mode = after(conversation.mode, Event.HANDED_OVER)
    conversation.fact_seq += 1
    conversation.due_at = None
    return True


def give_up(unit: Unit, turn_id: int) -> bool:
    """A turn that could not be finished in time goes to a person. False when it has ended meanwhile."""
    turn = unit.session.exec(
        select(Turn).where(Turn.id == turn_id, Turn.step != TurnStep.DONE).with_for_update()
    ).one_or_none()
    if turn is None:
        return False
    overtake(turn)
    hand_over(unit, turn.conversation_id, HandoverReason.TECHNICAL, "")
    return True


def tell_slow(unit: Unit, turn_id: int) -> bool:
    """Tells the customer that the answer takes longer, once a turn. False when that was said or the turn has ended."""
    turn = unit.session.exec(
        select(Turn).where(Turn.id == turn_id, Turn.step != TurnStep.DONE).with_for_update()
    ).one_or_none()
    if turn is None or turn.told_slow_at is not None:
        return False
    conversation = lock_conversation(unit, turn.conversation_id)
    if conversation is None or conversation.handed_over_at is not None:
        return False
    turn.told_slow_at = machine_now()
    language = language_of(unit, conversation)
    say(unit, conversation, OutboxKind.NOTICE, f"slow:{turn_id}", payload("slow", language, {}))
    return True


def overtake(turn: Turn) -> None:
    """Ends the turn, which is locked, without a reply."""
    turn.step = TurnStep.DONE
    turn.outcome = TurnOutcome.HANDED_OVER
    turn.closed_at = machine_now()
    turn.lease_until = None
    turn.lease_epoch += 1  # whoever still works on it has lost the claim


def _tell(
    unit: Unit, conversation: Conversation, summary: str, told: str | None = None, *, assigned: bool = True
) -> None:
    assert conversation.id is not None and conversation.handover_reason is not None
    reason = conversation.handover_reason
    mark = f"{conversation.id}:{conversation.fact_seq}"
    house = business(unit)
    policy = Policy.model_validate(house.policy)
    if reason is not HandoverReason.PERSON_WROTE:
        text = render("handover_note", house.default_language, _note(unit, conversation, summary))
        say(unit, conversation, OutboxKind.NOTE, f"handover-note:{mark}", {"text": text})
        facts = {"emergency_number": policy.emergency_number}
        notice = payload(told or f"handover_{_told_as(reason)}", language_of(unit, conversation), facts)
        say(unit, conversation, OutboxKind.NOTICE, f"handover:{mark}", notice)
    sorted_as = triage(reason, house.default_language, policy)
    if not assigned:
        sorted_as.pop("assignee", None)  # it stays with the person who has it
    queue(unit, OutboxKind.OPEN_CONVERSATION, stream_of(conversation.id), f"open:{mark}", sorted_as, conversation.id)
    conversation.handover_told_at = unit.now
    unit.session.add(conversation)


def _note(unit: Unit, conversation: Conversation, summary: str) -> dict[str, str]:
    """What staff read, the same for every reason: why, what she has written and nobody answered, what it was about."""
    assert conversation.id is not None and conversation.handover_reason is not None
    return {
        "reason": conversation.handover_reason.value,
        "summary": summary,
        "words": last_words([one.text for one in unanswered_in(unit, conversation.id)]),
        "story": ConversationState.model_validate(conversation.memory).summary or "",
    }


def _told_as(reason: HandoverReason) -> str:
    """Which of the customer's texts fits the reason."""
    return reason.value if reason in (HandoverReason.EMERGENCY, HandoverReason.MEDICAL) else "person"


def business(unit: Unit) -> Business:
    """The unit's business."""
    found = unit.session.get(Business, unit.business_id)
    assert found is not None
    return found


def language_of(unit: Unit, conversation: Conversation) -> str:
    """The language this customer is written to in."""
    customer = unit.session.get(Customer, conversation.customer_id) if conversation.customer_id else None
    return (customer.language if customer else None) or business(unit).default_language
