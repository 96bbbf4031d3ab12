"""Who waits for a slot that somebody gives back."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Index, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field

from models.base import BusinessRow, belongs_to, big, jsonb, moment, one_of, ours
from models.enums import WaitStatus


class WaitlistEntry(BusinessRow, table=True):
    """A wish for a slot on certain days. The line is in order of `id`; the slot that is offered is in `Occupancy`."""

    __tablename__ = "waitlist_entry"
    __table_args__ = (
        ours(),
        belongs_to("customer"),
        belongs_to("conversation"),
        belongs_to("stylist"),
        belongs_to("pack"),
        Index("ix_waitlist_entry_open", "id", postgresql_where=text("status IN ('waiting', 'offered')")),
        Index(None, "customer_id"),
        Index(
            "uq_waitlist_entry_offered",
            "customer_id",
            unique=True,
            postgresql_where=text("status = 'offered'"),
        ),
        CheckConstraint("first_day <= last_day", name="days"),
        CheckConstraint("status <> 'offered' OR offered_until IS NOT NULL", name="offered"),
        CheckConstraint("part IN ('any', 'morning', 'afternoon', 'evening')", name="part"),
    )

    customer_id: int = big()
    conversation_id: int = big()
    """Where she is told."""
    service_ids: list[int] = Field(sa_type=ARRAY(BigInteger))
    pack_id: int | None = big(default=None)
    first_day: date
    last_day: date
    part: str = "any"
    stylist_id: int | None = big(default=None)
    free_then: dict[str, Any] = jsonb(default_factory=dict, sa_column_kwargs={"server_default": text("'{}'")})
    """What was free on her days when she began to wait, and not what she wanted: `{stylist: [[start, end]]}` in UTC
    seconds."""
    status: WaitStatus = one_of(WaitStatus, default=WaitStatus.WAITING, sa_column_kwargs={"server_default": "waiting"})
    offered_until: datetime | None = moment(default=None)
    created_at: datetime = moment()
    closed_at: datetime | None = moment(default=None)
