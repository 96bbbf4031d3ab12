"""Every effect outside is a row here first."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from models.base import BusinessRow, belongs_to, big, jsonb, moment, one_of, ours
from models.enums import OutboxKind, OutboxStatus


class Outbox(BusinessRow, table=True):
    """One effect, in order within its `stream`. Claims and attempts are machine time, the rest domain time.

    `dedupe_key` is also what the vendor is given, so that a second send can be recognised there.
    """

    __table_args__ = (
        ours(),
        belongs_to("conversation"),
        UniqueConstraint("dedupe_key"),
        Index(
            "ix_outbox_open",
            "stream",
            "id",
            postgresql_where=text("status IN ('pending', 'claimed')"),
        ),
        Index("ix_outbox_conversation", "conversation_id", "id"),
    )

    stream: str
    dedupe_key: str
    kind: OutboxKind = one_of(OutboxKind)
    conversation_id: int | None = big(default=None)
    payload: dict[str, Any] = jsonb()
    status: OutboxStatus = one_of(
        OutboxStatus, default=OutboxStatus.PENDING, sa_column_kwargs={"server_default": "pending"}
    )
    reason: str | None = None
    attempts: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})
    next_attempt_at: datetime | None = moment(default=None)
    claimed_by: str | None = None
    claimed_at: datetime | None = moment(default=None)
    external_id: str | None = None
    created_at: datetime = moment()
    sent_at: datetime | None = moment(default=None)
