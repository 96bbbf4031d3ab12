"""Deposits: what is owed, and each Checkout Session tried for it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from models.base import BusinessRow, belongs_to, big, moment, one_of, ours
from models.enums import AttemptStatus, PaymentStatus


class Payment(BusinessRow, table=True):
    """The deposit of a booking. Refunds never exceed it."""

    __table_args__ = (
        ours(),
        belongs_to("booking"),
        UniqueConstraint("booking_id"),
        UniqueConstraint("payment_intent"),
        CheckConstraint("amount_cents > 0", name="amount"),
        CheckConstraint("refunded_cents BETWEEN 0 AND amount_cents", name="refund"),
    )

    booking_id: int = big()
    status: PaymentStatus = one_of(PaymentStatus)
    amount_cents: int
    refunded_cents: int = 0
    currency: str = Field(max_length=3)
    payment_intent: str | None = None
    paid_at: datetime | None = moment(default=None)


class PaymentAttempt(BusinessRow, table=True):
    """One Checkout Session, committed before Stripe is asked and replayed exactly: key and expiry are fixed."""

    __tablename__ = "payment_attempt"
    __table_args__ = (
        ours(),
        belongs_to("payment"),
        UniqueConstraint("payment_id", "number"),
        UniqueConstraint("key"),
        UniqueConstraint("session"),
        Index(
            "uq_payment_attempt_open",
            "payment_id",
            unique=True,
            postgresql_where=text("status = 'open'"),
        ),
    )

    payment_id: int = big()
    number: int
    key: str
    session: str | None = None
    url: str | None = None
    expires_at: datetime = moment()
    status: AttemptStatus = one_of(AttemptStatus)
