"""The deployment, the businesses in it, and what a business says about itself."""

from datetime import date, datetime, time, timedelta
from typing import Any

from pydantic import BaseModel
from pydantic import Field as Limit
from sqlalchemy import CheckConstraint, Index, Interval, String, Time, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field

from models.base import BusinessRow, Row, belongs_to, big, jsonb, moment, one_of, ours
from models.enums import Category, DeploymentKind


class Deployment(Row, table=True):
    """One row: whose database this is, and how far domain time runs ahead of real time (only in a sandbox)."""

    __table_args__ = (
        CheckConstraint("id = 1", name="single"),
        CheckConstraint(
            "clock_offset = interval '0' OR (kind = 'sandbox' AND clock_offset > interval '0')",
            name="real_time_in_production",
        ),
    )

    kind: DeploymentKind = one_of(DeploymentKind)
    clock_offset: timedelta = Field(
        default=timedelta(0),
        sa_type=Interval,
        sa_column_kwargs={"server_default": text("interval '0'")},
    )


class Policy(BaseModel, frozen=True):
    """The house rules that staff can change. Units are in the names."""

    deposit_percent: int = Limit(20, ge=0, le=100)
    hold_minutes: int = Limit(30, ge=5)
    hold_minutes_same_day: int = Limit(15, ge=5)
    hold_nudge_minutes_before: int = 5
    lead_minutes: int = 60
    horizon_days: int = Limit(90, ge=1, le=366)
    slot_step_minutes: int = Limit(15, ge=5)
    buffer_minutes: int = 0
    refund_hours: int = 24
    staff_handles_under_hours: int = 6
    reminder_hours: int = 48
    reminder_latest_hours: int = 6
    payment_failures_before_handover: int = 2
    offers_shown: int = Limit(2, ge=1, le=10)
    quiet_seconds: int = 2
    quiet_seconds_max: int = 8
    messages_per_minute: int = 10
    max_live_bookings_per_customer: int = 5
    people_per_customer: int = Limit(12, ge=1)
    """For so many others one customer may book: a family and some friends. Each is a row that only her words speak for,
    so that without an end to them anybody could fill the salon's books."""
    waitlist_offer_minutes: int = 30
    summary_after_messages: int = 15
    message_window: int = 10
    archive_after_hours: int = 24
    offer_lead_grace_minutes: int = 10
    unpaid_bookings_per_customer: int = 1
    lapses_per_day_before_handover: int = 3
    kept_deposit_moves: int = 2
    quiet_hours_for_notices: tuple[time, time] = (time(21), time(9))
    emergency_number: str = "112"
    handover_agent: int | None = Limit(None, ge=1)
    """Chatwoot's number of the agent who is given what the assistant hands over; without one Chatwoot decides."""
    turn_seconds: int = 120
    clarifications_before_handover: int = 2
    budget_cents_per_conversation_day: int = Limit(50, ge=1)
    """Spent on Claude in one conversation on one local day; beyond it a person answers."""
    budget_cents_per_day: int = Limit(2000, ge=1)
    claude_prices: dict[str, tuple[int, int]] = {
        "claude-sonnet-5-5": (280, 1400),
        "claude-haiku-5-5": (95, 470),
        "claude-opus-5-5": (470, 2350),
    }
    """Cents for a million tokens in and out, by model. Prices change: these are to be kept right."""


class Business(Row, table=True):
    """A salon or clinic: its name, its assistant's name, its clock, its language, its rules."""

    name: str
    assistant: str
    timezone: str
    currency: str = Field(max_length=3)
    default_language: str = Field(max_length=5)
    languages: list[str] = Field(sa_type=ARRAY(String))
    holiday_region: str | None = None
    """Country and region of its public holidays, such as `ES-MD`; none when it works through them."""
    policy: dict[str, Any] = jsonb()
    """Validated as `Policy` wherever it is read."""
    privacy_url: str | None = None


class Channel(BusinessRow, table=True):
    """One Chatwoot inbox: how a webhook finds its business."""

    __table_args__ = (ours(), UniqueConstraint("account_number", "inbox_number"))

    account_number: int
    inbox_number: int


class Faq(BusinessRow, table=True):
    """A standing answer, in one language. Keys `hours`, `cancellation` and `payment` are rendered, not stored."""

    __table_args__ = (ours(), UniqueConstraint("business_id", "key", "language"))

    key: str
    language: str = Field(max_length=5)
    text: str


class OpeningHours(BusinessRow, table=True):
    """When the salon is open on a weekday (0 = Monday). No row: closed."""

    __tablename__ = "opening_hours"
    __table_args__ = (
        ours(),
        UniqueConstraint("business_id", "weekday", "opens"),
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        CheckConstraint("opens < closes", name="order"),
    )

    weekday: int
    opens: time = Field(sa_type=Time)
    closes: time = Field(sa_type=Time)


class Closure(BusinessRow, table=True):
    """A day on which the whole salon is closed, and why. Public holidays come from the holiday library."""

    __table_args__ = (ours(), UniqueConstraint("business_id", "day"))

    day: date
    reason: str


class Stylist(BusinessRow, table=True):
    """Somebody who can be booked. `calendar_id` names her Google calendar; none: nothing is written there."""

    __table_args__ = (ours(), UniqueConstraint("business_id", "name"))

    name: str
    email: str | None = None
    calendar_id: str | None = None
    active: bool = True


class Skill(BusinessRow, table=True):
    """A stylist can do services of this category."""

    __table_args__ = (ours(), belongs_to("stylist"), UniqueConstraint("stylist_id", "category"))

    stylist_id: int = big()
    category: Category = one_of(Category)


class StylistHours(BusinessRow, table=True):
    """When a stylist works on a weekday; two rows with a break between. No row on any day: the salon's hours."""

    __tablename__ = "stylist_hours"
    __table_args__ = (
        ours(),
        belongs_to("stylist"),
        UniqueConstraint("stylist_id", "weekday", "starts"),
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        CheckConstraint("starts < ends", name="order"),
    )

    stylist_id: int = big()
    weekday: int
    starts: time = Field(sa_type=Time)
    ends: time = Field(sa_type=Time)


class TimeOff(BusinessRow, table=True):
    """A stylist is away: holiday, illness, a course."""

    __tablename__ = "time_off"
    __table_args__ = (
        ours(),
        belongs_to("stylist"),
        Index(None, "stylist_id", "starts_at"),
        CheckConstraint("starts_at < ends_at", name="order"),
    )

    stylist_id: int = big()
    starts_at: datetime = moment()
    ends_at: datetime = moment()
    reason: str | None = None


class BusyTime(BusinessRow, table=True):
    """An event that a stylist has put into her own Google calendar, as last read. Nobody can be booked into it."""

    __tablename__ = "busy_time"
    __table_args__ = (
        ours(),
        belongs_to("stylist"),
        UniqueConstraint("stylist_id", "event"),
        Index(None, "stylist_id", "ends_at"),
        CheckConstraint("starts_at < ends_at", name="order"),
    )

    stylist_id: int = big()
    event: str
    """Google's id of it."""
    starts_at: datetime = moment()
    ends_at: datetime = moment()


class CalendarSync(BusinessRow, table=True):
    """How far a stylist's calendar has been read. Times are domain time."""

    __tablename__ = "calendar_sync"
    __table_args__ = (ours(), belongs_to("stylist"), UniqueConstraint("stylist_id"))

    stylist_id: int = big()
    calendar_id: str
    token: str | None = None
    """Google's sync token; none: the next reading is a whole one."""
    whole_at: datetime | None = moment(default=None)
    """When it was last read whole."""
    read_at: datetime | None = moment(default=None)
    refusals: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})
    """How often in a row Google would not let us read it."""
    trouble: str | None = None
    """What Google said last time, if it would not; or why nothing can be written there."""
