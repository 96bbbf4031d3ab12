"""Deposits: what is owed, and each Checkout Session tried for it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from models.base import BusinessRow, belongs_to, big, moment, one_of, ours
from models.enums import AttemptStatus, LedgerKind, PaymentKind, PaymentStatus


class Payment(BusinessRow, table=True):
    """Money owed for a booking and what became of it. Refunds never exceed it."""

    __table_args__ = (
        ours(),
        belongs_to("booking"),
        Index(None, "booking_id"),
        Index("uq_payment_deposit", "booking_id", unique=True, postgresql_where=text("kind = 'deposit'")),
        Index(
            "uq_payment_supplement_open",
            "booking_id",
            unique=True,
            postgresql_where=text("kind = 'supplement' AND status = 'open'"),
        ),
        UniqueConstraint("payment_intent"),
        CheckConstraint("amount_cents > 0", name="amount"),
        CheckConstraint("refunded_cents BETWEEN 0 AND amount_cents", name="refund"),
        CheckConstraint(
            "due_back_cents >= 0 AND forfeited_cents >= 0 AND due_back_cents + forfeited_cents <= amount_cents",
            name="shares",
        ),
    )

    booking_id: int = big()
    kind: PaymentKind = one_of(PaymentKind, default=PaymentKind.DEPOSIT, sa_column_kwargs={"server_default": "deposit"})
    status: PaymentStatus = one_of(PaymentStatus)
    amount_cents: int
    refunded_cents: int = 0
    """What Stripe says has gone back."""
    due_back_cents: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})
    """What we have decided shall go back, in all."""
    forfeited_cents: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})
    """What the salon keeps without a visit."""
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
    declines: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})
    """How often Stripe has declined a card on its page."""
    decline_reason: str | None = None
    """Stripe's word for the last one, such as `card_declined`."""


class LedgerEntry(BusinessRow, table=True):
    """One movement, written once and never changed. Cents are what came in (above zero) or went out (below).

    Nothing moves with `refund_asked` and `forfeited`: theirs is what was decided. Money that nobody owed has no
    `payment_id`: it is the booking's.
    """

    __tablename__ = "ledger_entry"
    __table_args__ = (
        ours(),
        belongs_to("payment"),
        belongs_to("booking"),
        belongs_to("appointment"),
        belongs_to("customer_pack"),
        UniqueConstraint("key"),
        Index(None, "payment_id"),
        Index(None, "business_id", "at"),
    )

    at: datetime = moment()
    kind: LedgerKind = one_of(LedgerKind)
    key: str
    """One per movement, so that a repeated event writes none."""
    cents: int
    currency: str = Field(max_length=3)
    payment_id: int | None = big(default=None)
    booking_id: int | None = big(default=None)
    appointment_id: int | None = big(default=None)
    customer_pack_id: int | None = big(default=None)
    vendor_id: str | None = None
    """Stripe's id of it: payment intent, refund, dispute."""


class CustomerPack(BusinessRow, table=True):
    """A session pack that a customer has bought: what it was when bought."""

    __tablename__ = "customer_pack"
    __table_args__ = (
        ours(),
        belongs_to("customer"),
        belongs_to("session_pack"),
        belongs_to("service"),
        belongs_to("booking"),
        UniqueConstraint("booking_id"),
        Index(None, "customer_id"),
        CheckConstraint("sessions > 0", name="sessions"),
    )

    customer_id: int = big()
    session_pack_id: int = big()
    service_id: int = big()
    booking_id: int = big()
    """The booking that bought it."""
    sessions: int
    price_cents: int
    bought_at: datetime = moment()


class SessionUse(BusinessRow, table=True):
    """One session of a pack, taken by an appointment; `returned_at` when it was given back in time."""

    __tablename__ = "session_use"
    __table_args__ = (
        ours(),
        belongs_to("customer_pack"),
        belongs_to("appointment"),
        UniqueConstraint("appointment_id", "customer_pack_id"),
        Index(None, "customer_pack_id"),
    )

    customer_pack_id: int = big()
    appointment_id: int = big()
    used_at: datetime = moment()
    returned_at: datetime | None = moment(default=None)
