"""What somebody who opens a pay link gets: a page that tells the truth, or Stripe's page.

`decide` needs no vendor. Where it answers `Look`, the caller asks Stripe what became of the
session, and then `after_look` decides.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from models.enums import BookingStatus, PaymentStatus

SESSION_LIFE = timedelta(minutes=31)
"""How long a new Checkout Session stays open. Stripe wants at least 30 min, by its own clock."""
STRIPE_MINIMUM = timedelta(minutes=30)
"""With less than this left Stripe would refuse to create the session: it can only be looked at."""


UNPAID = (PaymentStatus.OPEN, PaymentStatus.WITHDRAWN)
"""No money has come, or none that we know of."""


class Visit(StrEnum):
    """Why was the link opened?"""

    PREVIEW = "preview"
    """By a machine that shows what a link leads to: nothing may be created."""
    CLICK = "click"
    DONE = "done"
    """Stripe sent the customer back after paying."""
    BACK = "back"
    """The customer left Stripe's page without paying."""


class Page(StrEnum):
    """Which page?"""

    UNPAID = "unpaid"
    CHECKING = "checking"
    CONFIRMED = "confirmed"
    REFUNDED = "refunded"
    LAPSED = "lapsed"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"
    DOWN = "down"
    BUSY = "busy"


class Purpose(StrEnum):
    """What is the money for?"""

    DEPOSIT = "deposit"
    SUPPLEMENT = "supplement"
    """What a deposit lacks since a service was added."""
    PACK = "pack"
    """A session pack: there is no appointment."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A `payment_attempt` row. `session` and `url` are None until Stripe's answer was recorded."""

    id: int
    number: int
    key: str
    expires_at: datetime
    open: bool
    session: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Deposit:
    """A booking as its pay link sees it: what is owed now, else its deposit. Without any, `payment_status` is None."""

    code: str
    business_id: int
    business: str
    language: str
    timezone: str
    starts_at: datetime | None
    booking_status: BookingStatus
    held_until: datetime | None
    payment_id: int | None
    payment_status: PaymentStatus | None
    amount_cents: int
    currency: str
    attempt: Attempt | None
    """The open one, else the latest."""
    purpose: Purpose = Purpose.DEPOSIT
    captured_cents: int = 0
    """What has come for this booking in all."""
    back_cents: int = 0
    """How much of that went back or is about to."""

    def payable(self, now: datetime) -> bool:
        """The hold lives and its deposit is owed; or a confirmed booking's supplement is, until the first visit."""
        if self.purpose is Purpose.SUPPLEMENT:
            return (
                self.booking_status is BookingStatus.CONFIRMED
                and self.payment_status is PaymentStatus.OPEN
                and self.starts_at is not None
                and now < self.starts_at
            )
        return (
            self.booking_status is BookingStatus.HELD
            and self.held_until is not None
            and now < self.held_until
            and self.payment_status is PaymentStatus.OPEN
        )


@dataclass(frozen=True, slots=True)
class Session:
    """A Checkout Session as Stripe answers it: `status` is open, complete or expired."""

    id: str
    status: str
    payment_status: str
    url: str | None
    payment_intent: str | None
    amount_cents: int | None
    currency: str | None
    metadata: dict[str, str]

    @property
    def paid(self) -> bool:
        """The money is there."""
        return self.payment_status == "paid"


@dataclass(frozen=True, slots=True)
class Show:
    """A page of ours."""

    page: Page


@dataclass(frozen=True, slots=True)
class Leave:
    """To Stripe's page."""

    url: str


@dataclass(frozen=True, slots=True)
class Look:
    """Ask Stripe what became of the attempt's session, then decide with `after_look`."""

    attempt: Attempt


@dataclass(frozen=True, slots=True)
class Create:
    """Ask Stripe for the attempt's session under its key: made now, or the one made before."""

    attempt: Attempt


@dataclass(frozen=True, slots=True)
class Begin:
    """Close that attempt, if any, commit the next one and create its session."""

    closes: Attempt | None


def shown_cents(deposit: Deposit, page: Page) -> int:
    """The amount that the page speaks of."""
    if page is Page.REFUNDED:
        return deposit.back_cents or deposit.amount_cents
    if page is Page.CONFIRMED:
        return deposit.captured_cents - deposit.back_cents
    return deposit.amount_cents


def decide(deposit: Deposit, visit: Visit, now: datetime) -> Show | Leave | Look | Create | Begin:
    """What to do first. `now` is domain time."""
    attempt = deposit.attempt if deposit.attempt and deposit.attempt.open else None
    if not deposit.payable(now):
        came = visit in (Visit.CLICK, Visit.DONE)
        if came and attempt and deposit.payment_status in UNPAID:
            return Look(attempt)  # she may just have paid: "too late" would frighten her
        return Show(_settled(deposit))
    if visit in (Visit.PREVIEW, Visit.BACK):
        return Show(Page.UNPAID)
    if attempt is None:
        return Begin(closes=None)
    if visit is Visit.DONE or attempt.expires_at - now < STRIPE_MINIMUM:
        return Look(attempt)
    return Leave(attempt.url) if attempt.url else Create(attempt)


def after_look(deposit: Deposit, session: Session | None, now: datetime) -> Show | Leave | Begin:
    """What to do once Stripe has said what the open attempt's session is; None: there is none."""
    if session is not None and session.status == "complete":
        return Show(Page.CHECKING)
    if not deposit.payable(now):
        return Show(_settled(deposit))
    if session is not None and session.status == "open" and session.url:
        return Leave(session.url)
    return Begin(closes=deposit.attempt)


def _settled(deposit: Deposit) -> Page:
    """The page of a booking that cannot be paid any more."""
    if deposit.payment_status in (PaymentStatus.REFUNDING, PaymentStatus.REFUNDED):
        return Page.REFUNDED
    if deposit.booking_status is BookingStatus.CONFIRMED:
        return Page.CONFIRMED
    if deposit.booking_status is BookingStatus.CANCELLED:
        return Page.CANCELLED
    return Page.LAPSED
