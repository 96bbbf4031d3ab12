"""Bookings, their appointments, and who is taken when."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import TSTZMULTIRANGE, ExcludeConstraint
from sqlmodel import Field

from models.base import BusinessRow, belongs_to, big, moment, one_of, ours
from models.enums import AppointmentStatus, BookingStatus, OccupancyKind, ReminderStatus


class Booking(BusinessRow, table=True):
    """What one customer pays for: one or more appointments. `code` opens its page /pay/{code}."""

    __table_args__ = (
        ours(),
        belongs_to("customer"),
        belongs_to("conversation"),
        belongs_to("pack"),
        belongs_to("session_pack"),
        UniqueConstraint("code"),
        Index(None, "customer_id"),
        Index(None, "conversation_id"),
        Index("ix_booking_held", "held_until", postgresql_where=text("status = 'held'")),
        Index(
            "uq_booking_unpaid",
            "customer_id",
            unique=True,
            postgresql_where=text("status = 'held'"),
        ),
        CheckConstraint("deposit_cents BETWEEN 0 AND total_cents", name="deposit"),
        CheckConstraint("status <> 'held' OR held_until IS NOT NULL", name="hold_ends"),
    )

    customer_id: int = big()
    conversation_id: int | None = big(default=None)
    code: str
    status: BookingStatus = one_of(BookingStatus)
    pack_id: int | None = big(default=None)
    total_cents: int
    deposit_cents: int
    held_until: datetime | None = moment(default=None)
    nudged_at: datetime | None = moment(default=None)
    created_at: datetime = moment()
    closed_at: datetime | None = moment(default=None)
    """When it was confirmed, lapsed or cancelled last."""
    kept_moves: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})
    """How often it was moved when its deposit would not have been given back: from then on it never is."""
    payment_failures: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})
    """How often the customer has said that paying does not work."""
    session_pack_id: int | None = big(default=None)
    """The session pack that it buys. Such a booking has no appointments."""


class Appointment(BusinessRow, table=True):
    """One stylist, one time. Kept as history; whether it occupies anybody is in `Occupancy`."""

    __table_args__ = (
        ours(),
        belongs_to("booking"),
        belongs_to("customer"),
        belongs_to("stylist"),
        Index(None, "booking_id"),
        Index(None, "customer_id"),
        Index(None, "stylist_id", "starts_at"),
        Index("ix_appointment_confirmed", "ends_at", postgresql_where=text("status = 'confirmed'")),
        CheckConstraint("NOT isempty(during) AND starts_at = lower(during) AND ends_at = upper(during)", name="during"),
        CheckConstraint("starts_at < ends_at", name="order"),
    )

    booking_id: int = big()
    customer_id: int = big()
    """Who comes: whoever booked, or somebody she booked for (`Customer.booked_by_id`)."""
    guest: str | None = None
    """Whom she brings along, in her words (`mi hija`); null when it is herself or a customer of her own."""
    stylist_id: int = big()
    starts_at: datetime = moment()
    ends_at: datetime = moment()
    during: Any = Field(sa_type=TSTZMULTIRANGE)
    """The stylist's time, holes for processing included; starts at `starts_at`, ends at `ends_at`."""
    status: AppointmentStatus = one_of(AppointmentStatus)
    price_cents: int
    deposit_share_cents: int
    calendar_seq: int = 0
    """Rises with each change that the calendar must follow."""
    created_at: datetime = moment()


class AppointmentLine(BusinessRow, table=True):
    """A service as it was when booked: later price changes do not touch it."""

    __tablename__ = "appointment_line"
    __table_args__ = (
        ours(),
        belongs_to("appointment"),
        belongs_to("service"),
        Index(None, "appointment_id"),
    )

    appointment_id: int = big()
    service_id: int = big()
    position: int
    name: str
    price_cents: int
    minutes: int
    gap_from_minutes: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})
    gap_minutes: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})


class Occupancy(BusinessRow, table=True):
    """Who is taken when: one row per live appointment, block or wait-list offer. Two can never overlap.

    A hold counts as free after `lapses_at` (domain time), whether or not a sweep has run.
    """

    __table_args__ = (
        ours(),
        belongs_to("stylist"),
        belongs_to("appointment"),
        belongs_to("waitlist_entry"),
        UniqueConstraint("appointment_id"),
        UniqueConstraint("waitlist_entry_id"),
        ExcludeConstraint(("stylist_id", "="), ("during", "&&"), name="occupancy_no_overlap", using="gist"),
        CheckConstraint(
            "NOT isempty(during) AND NOT lower_inf(during) AND NOT upper_inf(during)"
            " AND isfinite(lower(during)) AND isfinite(upper(during))",
            name="finite",
        ),
        CheckConstraint("(kind = 'appointment') = (appointment_id IS NOT NULL)", name="appointment"),
        CheckConstraint("(kind = 'waitlist') = (waitlist_entry_id IS NOT NULL)", name="waitlist"),
    )

    stylist_id: int = big()
    during: Any = Field(sa_type=TSTZMULTIRANGE)
    kind: OccupancyKind = one_of(OccupancyKind)
    appointment_id: int | None = big(default=None)
    waitlist_entry_id: int | None = big(default=None)
    note: str | None = None
    """Why a block stands, in the words of whoever made it."""
    lapses_at: datetime | None = moment(default=None)


class Reminder(BusinessRow, table=True):
    """Told once before a booking's first visit at `starts_at`; after a move, another row for the new time."""

    __table_args__ = (
        ours(),
        belongs_to("booking"),
        UniqueConstraint("booking_id", "starts_at"),
        Index("ix_reminder_due", "due_at", postgresql_where=text("status = 'due'")),
    )

    booking_id: int = big()
    starts_at: datetime = moment()
    due_at: datetime = moment()
    status: ReminderStatus = one_of(
        ReminderStatus, default=ReminderStatus.DUE, sa_column_kwargs={"server_default": "due"}
    )
    reason: str | None = None
    """Why it was skipped."""
    sent_at: datetime | None = moment(default=None)
    acknowledged_at: datetime | None = moment(default=None)
