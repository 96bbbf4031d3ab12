"""When a talk is over, and what is kept of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from models.business import Policy
from models.conversation import Conversation
from models.enums import ConversationMode


@dataclass(frozen=True, slots=True)
class Said:
    """One message: `who` is `customer`, `bot` or `staff`."""

    who: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Talk:
    """What has been said since the last talk ended, oldest first, and what is under way."""

    messages: Sequence[Said]
    last_at: datetime | None
    """When anything was said or sent last."""
    busy: bool
    """A turn is open, a message is unanswered, or something is still to be sent."""


def is_over(conversation: Conversation, talk: Talk, policy: Policy, now: datetime) -> bool:
    """Whether nothing has come from customer, assistant or staff for long, nothing is under way and nobody has it."""
    if talk.busy or not talk.messages or talk.last_at is None:
        return False
    if conversation.handed_over_at is not None or conversation.due_at is not None:
        return False
    return now - talk.last_at.astimezone(UTC) >= timedelta(hours=policy.archive_after_hours)


def settled(held: bool, booked: bool) -> ConversationMode:
    """Where a conversation stands after its talk, by what the customer has with us: an unpaid hold, a visit to come."""
    if held:
        return ConversationMode.PAYING
    return ConversationMode.BOOKED if booked else ConversationMode.TALKING


def recorded(messages: Sequence[Said]) -> list[dict[str, Any]]:
    """As `ConversationHistory` keeps them."""
    return [{"from": one.who, "text": one.text, "at": one.at.isoformat()} for one in messages]
