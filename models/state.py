"""What a conversation remembers between turns."""

from datetime import date, time
from typing import Any, Literal

from pydantic import BaseModel, Field

from models.enums import HandoverReason

PartOfDay = Literal["any", "morning", "afternoon", "evening"]
Intent = Literal["booking", "modification", "cancellation", "faq", "indecision", "usual_service", "escalation"]
Matter = Literal["cancel", "change_services", "running_late"]


class Asked(BaseModel):
    """The question that the last reply put to the customer: only her next message can say yes to it."""

    matter: Matter
    turn_id: int
    """Whose reply asked."""
    subject: dict[str, Any]
    """What exactly was asked: a yes to something else, or to other terms, is no yes."""
    acts: list[str] = Field(default_factory=list)
    """Verbs that say to do it (`flows.consent_words.ACTS`)."""
    words: list[str] = Field(default_factory=list)
    """What she may repeat of it: its day, time, stylist, services."""
    either_or: bool = False
    """The reply gave a choice, or asked something else too: a bare yes could mean either."""


class ConversationState(BaseModel):
    """The mission's state, less what is a row of its own.

    Conversation, phone, customer, messages, offers, hold, payment and handover are rows (`Conversation`, `Customer`,
    `Inbox`, `Outbox`, `Offer`, `Booking`, `Payment`) and are read from there, never copied.
    """

    intent: Intent | None = None
    requested_service_ids: list[int] = Field(default_factory=list)
    pack_suggested_id: int | None = None
    pack_id: int | None = None
    requested_date: date | None = None
    requested_part: PartOfDay | None = None
    requested_time: time | None = None
    requested_stylist_id: int | None = None
    chosen_offer: str | None = None
    group_size: int = 1
    third_party: str | None = None
    """Alias of the person she is booking for (`t1`)."""
    asked: Asked | None = None
    summary: str | None = None
    summarised_until: int = 0
    """Number of the last message that the summary tells of."""
    clarification_attempts: int = 0
    handed_back: HandoverReason | None = None
    """Why a person had the conversation, until the next reply after the hand-back."""
    last_node: str | None = None
    error_count: int = 0
