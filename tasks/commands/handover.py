"""A person takes the conversation over, and gives it back. One durable unit each."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, func, or_
from sqlmodel import col, select, update

from flows.conversation import Event, after
from flows.notices import payload, render
from flows.triage import triage
from gateways.appointments import coming_in
from gateways.clock import machine_now
from gateways.database import Unit
from gateways.locks import lock_conversation
from gateways.outbox import queue, say, stream_of
from models import Business, Conversation, Customer, Inbox, Policy, Turn
from models.enums import Author, BookingStatus, Handling, HandoverReason, InboxKind, OutboxKind, TurnOutcome, TurnStep

NOTHING_ASKED = {"asked": None}
"""A question of ours does not stay open while a person has the conversation."""
UNANSWERED_REASONS = (HandoverReason.PERSON_WROTE, HandoverReason.TECHNICAL)
"""Handovers that were not about what the customer had written: it still wants its answer when she is handed back."""


def hand_over(unit: Unit, conversation_id: int, reason: HandoverReason, summary: str, told: str | None = None) -> bool:
    """Silences the bot, tells staff why, opens the conversation and tells the customer.

    False when a person has it already. `summary` is data for staff: it goes into a private note. `told` names the
    notice to the customer where the reason's own does not fit.
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


def hand_back(unit: Unit, conversation_id: int) -> bool:
    """The bot may speak again. What came after the last human message forms the next turn; the rest is a person's.

    False when nobody had it.
    """
    conversation = lock_conversation(unit, conversation_id)
    if conversation is None or conversation.handed_over_at is None:
        return False
    last_human = unit.session.exec(
        select(func.max(Inbox.message_number)).where(
            Inbox.conversation_id == conversation_id, Inbox.author == Author.PERSON
        )
    ).one()
    dealt_with = [col(Inbox.message_number) < (last_human or 0)]
    if conversation.handover_reason not in UNANSWERED_REASONS:
        # Whoever took it over has dealt with what it was about, by phone perhaps.
        dealt_with.append(col(Inbox.received_at) <= conversation.handed_over_at)
    unit.session.exec(
        update(Inbox)
        .where(*_unanswered(conversation_id), or_(*dealt_with))
        .values(handled_at=unit.now, handled_as=Handling.PERSON)
    )
    conversation.handed_over_at = None
    conversation.handover_reason = None
    conversation.handover_told_at = None
    for event in (Event.HANDED_BACK, *_meanwhile(unit, conversation)):
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
    waiting = select(Inbox.id).where(*_unanswered(conversation_id)).limit(1)
    if unit.session.exec(waiting).first() is None:
        return False
    conversation.due_at = unit.now
    unit.session.add(conversation)
    unit.conversations.add(conversation_id)
    return True


def give_up(unit: Unit, turn_id: int) -> bool:
    """A turn that could not be finished in time goes to a person. False when it has ended meanwhile."""
    turn = unit.session.exec(
        select(Turn).where(Turn.id == turn_id, Turn.step != TurnStep.DONE).with_for_update()
    ).one_or_none()
    if turn is None:
        return False
    turn.step = TurnStep.DONE
    turn.outcome = TurnOutcome.HANDED_OVER
    turn.closed_at = machine_now()
    turn.lease_until = None
    turn.lease_epoch += 1  # whoever still works on it has lost the claim
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


def _meanwhile(unit: Unit, conversation: Conversation) -> Iterator[Event]:
    """What became of her bookings while a person had the conversation: where it goes on."""
    if conversation.customer_id is None:
        return
    coming = {one.status for one in coming_in(unit, conversation.customer_id).values()}
    if BookingStatus.HELD in coming:
        yield Event.HELD
    elif BookingStatus.CONFIRMED in coming:
        yield Event.CONFIRMED


def _unanswered(conversation_id: int) -> list[ColumnElement[bool]]:
    """The customer's messages that nobody has dealt with."""
    return [
        col(Inbox.conversation_id) == conversation_id,
        col(Inbox.kind) == InboxKind.MESSAGE,
        col(Inbox.author) == Author.CUSTOMER,
        col(Inbox.handled_at).is_(None),
    ]


def _tell(unit: Unit, conversation: Conversation, summary: str, told: str | None = None) -> None:
    assert conversation.id is not None and conversation.handover_reason is not None
    reason = conversation.handover_reason
    mark = f"{conversation.id}:{conversation.fact_seq}"
    house = business(unit)
    policy = Policy.model_validate(house.policy)
    if reason is not HandoverReason.PERSON_WROTE:
        text = render("handover_note", house.default_language, {"reason": reason.value, "summary": summary})
        say(unit, conversation, OutboxKind.NOTE, f"handover-note:{mark}", {"text": text})
        facts = {"emergency_number": policy.emergency_number}
        notice = payload(told or f"handover_{_told_as(reason)}", language_of(unit, conversation), facts)
        say(unit, conversation, OutboxKind.NOTICE, f"handover:{mark}", notice)
    sorted_as = triage(reason, house.default_language, policy)
    queue(unit, OutboxKind.OPEN_CONVERSATION, stream_of(conversation.id), f"open:{mark}", sorted_as, conversation.id)
    conversation.handover_told_at = unit.now
    unit.session.add(conversation)


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
