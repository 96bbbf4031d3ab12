"""What must be known before a service is done: a service's questions, and what customers have answered."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from models.base import BusinessRow, belongs_to, big, jsonb, moment, ours


class IntakeQuestion(BusinessRow, table=True):
    """A question that a service asks before it is booked. Schemas are JSON Schema."""

    __tablename__ = "intake_question"
    __table_args__ = (ours(), belongs_to("service"), UniqueConstraint("service_id", "key"))

    service_id: int = big()
    key: str
    position: int = 0
    text: dict[str, Any] = jsonb()
    """The question by language."""
    answer_schema: dict[str, Any] = jsonb()
    """What an answer must look like."""
    red_flag: dict[str, Any] | None = jsonb(default=None, nullable=True)
    """An answer that fits this goes to a person."""
    required: bool = True
    active: bool = True


class IntakeAnswer(BusinessRow, table=True):
    """A customer's answer; with the booking once there is one. It can be about her health: the log never sees it."""

    __tablename__ = "intake_answer"
    __table_args__ = (
        ours(),
        belongs_to("intake_question"),
        belongs_to("customer"),
        belongs_to("booking"),
        Index(
            "uq_intake_answer_open",
            "customer_id",
            "intake_question_id",
            unique=True,
            postgresql_where=text("booking_id IS NULL"),
        ),
        Index(None, "booking_id"),
    )

    intake_question_id: int = big()
    customer_id: int = big()
    booking_id: int | None = big(default=None)
    answer: Any = jsonb()
    red_flag: bool = Field(default=False, sa_column_kwargs={"server_default": text("false")})
    answered_at: datetime = moment()
