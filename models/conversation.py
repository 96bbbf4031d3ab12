"""Conversations, what came in, and the turns that answer it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Index, PrimaryKeyConstraint, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field, SQLModel

from models.base import BusinessRow, belongs_to, big, jsonb, moment, one_of, ours
from models.enums import (
    Author,
    ContentKind,
    ConversationMode,
    Handling,
    HandoverReason,
    InboxKind,
    Source,
    TurnOutcome,
    TurnStep,
)

ZERO = {"server_default": text("0")}


class Conversation(BusinessRow, table=True):
    """One WhatsApp conversation as Chatwoot numbers it.

    `due_at` (domain time) asks for a turn. `fact_seq` rises with every change that touches this customer, `say_seq`
    with every message that somebody else than the running turn queues for her.
    """

    __table_args__ = (
        ours(),
        belongs_to("channel"),
        belongs_to("customer"),
        UniqueConstraint("channel_id", "number"),
        Index(None, "customer_id"),
        Index("ix_conversation_due", "due_at", postgresql_where=text("due_at IS NOT NULL")),
        Index(
            "ix_conversation_handover_untold",
            "handed_over_at",
            postgresql_where=text("handed_over_at IS NOT NULL AND handover_told_at IS NULL"),
        ),
    )

    channel_id: int = big()
    number: int = big()
    customer_id: int | None = big(default=None)
    mode: ConversationMode = one_of(
        ConversationMode,
        default=ConversationMode.TALKING,
        sa_column_kwargs={"server_default": "talking"},
    )
    memory: dict[str, Any] = jsonb(default_factory=dict, sa_column_kwargs={"server_default": "{}"})
    """A `ConversationState`."""
    due_at: datetime | None = moment(default=None)
    burst_at: datetime | None = moment(default=None)
    fact_seq: int = big(default=0, sa_column_kwargs=ZERO)
    say_seq: int = big(default=0, sa_column_kwargs=ZERO)
    handed_over_at: datetime | None = moment(default=None)
    handover_reason: HandoverReason | None = one_of(HandoverReason, default=None)
    handover_told_at: datetime | None = moment(default=None)
    last_customer_at: datetime | None = moment(default=None)
    last_message_number: int = big(default=0, sa_column_kwargs=ZERO)
    archived_at: datetime | None = moment(default=None)
    """What was said until then is in `ConversationHistory`, and no part of the talk any more."""
    created_at: datetime = moment()


class ConversationHistory(BusinessRow, table=True):
    """A talk that has fallen quiet: who said what, and what the assistant knew at its end."""

    __tablename__ = "conversation_history"
    __table_args__ = (
        ours(),
        belongs_to("conversation"),
        belongs_to("customer"),
        UniqueConstraint("conversation_id", "ended_at"),
        Index(None, "customer_id"),
    )

    conversation_id: int = big()
    customer_id: int | None = big(default=None)
    started_at: datetime = moment()
    ended_at: datetime = moment()
    archived_at: datetime = moment()
    messages: list[dict[str, Any]] = jsonb()
    """`{"from": "customer" | "bot" | "staff", "text", "at"}`, oldest first."""
    memory: dict[str, Any] = jsonb()
    """The `ConversationState` as it was."""


class Inbox(BusinessRow, table=True):
    """What a webhook brought, once: a message, or a hint to read something again.

    A customer's message ends with `handled_as = turn` (in `turn_id`) or `person`. `text` is data, never instructions.
    """

    __table_args__ = (
        ours(),
        belongs_to("conversation"),
        UniqueConstraint("source", "key"),
        Index("ix_inbox_conversation", "conversation_id", "id"),
        Index("ix_inbox_turn", "turn_id", postgresql_where=text("turn_id IS NOT NULL")),
        Index(
            "ix_inbox_unscreened",
            "conversation_id",
            postgresql_where=text(
                "kind = 'message' AND author = 'customer' AND turn_id IS NULL AND handled_at IS NULL"
                " AND screened_at IS NULL"
            ),
        ),
        Index("ix_inbox_unhandled", "kind", "id", postgresql_where=text("handled_at IS NULL")),
        CheckConstraint("kind = 'hint' OR (conversation_id IS NOT NULL AND author IS NOT NULL)", name="message"),
    )

    source: Source = one_of(Source)
    key: str
    kind: InboxKind = one_of(InboxKind)
    conversation_id: int | None = big(default=None)
    author: Author | None = one_of(Author, default=None)
    content: ContentKind | None = one_of(ContentKind, default=None)
    text: str | None = None
    message_number: int | None = big(default=None)
    contact: str | None = None
    whatsapp: str | None = None
    phone: str | None = None
    sender_name: str | None = None
    subject: str | None = None
    """Of a hint: what to read again (a Checkout Session, a payment intent), or the event's name."""
    received_at: datetime = moment()
    turn_id: int | None = big(default=None)
    screened_at: datetime | None = moment(default=None)
    """Of a message that no turn has taken: when it was screened for an emergency."""
    handled_at: datetime | None = moment(default=None)
    handled_as: Handling | None = one_of(Handling, default=None)


class Turn(BusinessRow, table=True):
    """One answer to one burst of messages. All its times are machine time.

    A conversation has at most one open turn, so the lease on the turn is the lease on the conversation. Whoever claims
    it raises `lease_epoch`, and every later write of a link is fenced by the epoch it claimed.
    """

    __table_args__ = (
        ours(),
        belongs_to("conversation"),
        Index("uq_turn_open", "conversation_id", unique=True, postgresql_where=text("step <> 'done'")),
        Index("ix_turn_open", "published_at", postgresql_where=text("step <> 'done'")),
    )

    conversation_id: int = big()
    step: TurnStep = one_of(TurnStep, default=TurnStep.GATHER, sa_column_kwargs={"server_default": "gather"})
    outcome: TurnOutcome | None = one_of(TurnOutcome, default=None)
    lease_owner: str | None = None
    lease_epoch: int = big(default=0, sa_column_kwargs=ZERO)
    lease_until: datetime | None = moment(default=None)
    base_fact_seq: int = big(default=0, sa_column_kwargs=ZERO)
    """The conversation's `fact_seq` when the model was told the facts, plus what the turn's own tools added."""
    prompt: str | None = None
    """What the model was told first; kept so that a replay after a crash asks the same."""
    draft: str | None = None
    opened_at: datetime = moment()
    published_at: datetime = moment()
    publishes: int = Field(default=1, sa_column_kwargs={"server_default": text("1")})
    retry_at: datetime | None = moment(default=None)
    failures: int = Field(default=0, sa_column_kwargs=ZERO)
    told_slow_at: datetime | None = moment(default=None)
    closed_at: datetime | None = moment(default=None)


class Round(SQLModel, table=True):
    """One call to Claude, stored before its tools run, so that a crash never asks again."""

    __table_args__ = (PrimaryKeyConstraint("turn_id", "n"), belongs_to("turn"))

    business_id: int = Field(foreign_key="business.id", sa_type=BigInteger)
    turn_id: int = big()
    n: int
    preface: str | None = None
    """What the house told the model before this round (news, a correction)."""
    content: list[dict[str, Any]] = jsonb()
    stop_reason: str
    model: str
    input_tokens: int
    output_tokens: int
    cache_read_tokens: int
    cache_write_tokens: int
    cost_micros: int = big(default=0, sa_column_kwargs=ZERO)
    """Millionths of the business's currency."""


class ToolCall(SQLModel, table=True):
    """The journal of one tool use: written in the transaction that did the work, so that it is done once."""

    __tablename__ = "tool_call"
    __table_args__ = (PrimaryKeyConstraint("turn_id", "n", "position"), belongs_to("turn"))

    business_id: int = Field(foreign_key="business.id", sa_type=BigInteger)
    turn_id: int = big()
    n: int
    position: int
    name: str
    arguments: dict[str, Any] = jsonb()
    result: dict[str, Any] = jsonb()
    is_error: bool = False


class Offer(BusinessRow, table=True):
    """A slot that was shown to the customer. It can be held once the message that shows it was accepted.

    One for several people, or for two trades, has its further appointments in `others`. One that the house has made
    by itself (a waiting list, a payment that came too late) belongs to no turn.
    """

    __table_args__ = (
        ours(),
        belongs_to("conversation"),
        belongs_to("turn"),
        belongs_to("stylist"),
        belongs_to("pack"),
        belongs_to("outbox", "shown_in"),
        belongs_to("waitlist_entry"),
        belongs_to("appointment"),
        UniqueConstraint("conversation_id", "code"),
        Index(None, "turn_id"),
    )

    conversation_id: int = big()
    turn_id: int | None = big(default=None)
    code: str
    stylist_id: int = big()
    starts_at: datetime = moment()
    ends_at: datetime = moment()
    service_ids: list[int] = Field(sa_type=ARRAY(BigInteger))
    pack_id: int | None = big(default=None)
    made_at: datetime = moment()
    shown_in: int | None = big(default=None)
    guest: str | None = None
    """For whom, when not for herself, in her words."""
    others: list[dict[str, Any]] = jsonb(default_factory=list, sa_column_kwargs={"server_default": text("'[]'")})
    """The other appointments of it: `stylist_id`, `starts_at`, `service_ids`, `pack_id`, `guest`."""
    waitlist_entry_id: int | None = big(default=None)
    """The place on the waiting list that this slot is reserved for."""
    appointment_id: int | None = big(default=None)
    """The appointment that it would move; such an offer cannot be held."""


class Spend(SQLModel, table=True):
    """What Claude has cost in a conversation on one local day."""

    __table_args__ = (PrimaryKeyConstraint("business_id", "day", "conversation_id"), belongs_to("conversation"))

    business_id: int = Field(foreign_key="business.id", sa_type=BigInteger)
    day: date
    conversation_id: int = big()
    rounds: int
    input_tokens: int = big()
    """Cached ones included."""
    output_tokens: int = big()
    cost_micros: int = big()
