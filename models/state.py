"""What a conversation remembers between turns."""

from datetime import date, time
from typing import Literal

from pydantic import BaseModel, Field

PartOfDay = Literal["any", "morning", "afternoon", "evening"]
Intent = Literal["booking", "modification", "cancellation", "faq", "indecision", "usual_service", "escalation"]


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
    summary: str | None = None
    clarification_attempts: int = 0
    last_node: str | None = None
    error_count: int = 0
