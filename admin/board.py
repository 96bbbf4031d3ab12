"""The front page as it is shown: the day by stylist, what comes after it, holds, talks, and whether all is well."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from gateways.invariants import Breach, Invariant
from models.enums import AppointmentStatus, HandoverReason


@dataclass(frozen=True, slots=True)
class Visit:
    """An appointment on the board; with `left`, one that is held and how long still."""

    id: int
    starts_at: datetime
    ends_at: datetime
    status: AppointmentStatus
    stylist: str
    customer: str
    """Who comes, and for whom it is (`flows.whom`)."""
    services: str | None
    left: timedelta | None
    lacking_cents: int
    """Of a supplement that its booking has still to pay."""


@dataclass(frozen=True, slots=True)
class Column:
    """A stylist's day."""

    stylist_id: int
    stylist: str
    visits: list[Visit]


@dataclass(frozen=True, slots=True)
class Hold:
    """A booking that is not paid yet."""

    id: int
    customer: str
    stylists: str
    starts_at: datetime
    deposit_cents: int
    left: timedelta


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation that a person has to lead."""

    id: int
    customer: str
    phone: str | None
    reason: HandoverReason | None
    since: timedelta
    unanswered: int

    @property
    def emergency(self) -> bool:
        """Nothing comes before it."""
        return self.reason is HandoverReason.EMERGENCY


@dataclass(frozen=True, slots=True)
class Board:
    """All of the front page. `now` is domain time, `today` the salon's date."""

    now: datetime
    today: date
    day: date
    columns: list[Column]
    idle: list[str]
    upcoming: list[Visit]
    holds: list[Hold]
    talks: list[Talk]
    breaches: dict[Invariant, list[Breach]]

    @property
    def visits(self) -> int:
        """Appointments on that day."""
        return sum(len(column.visits) for column in self.columns)

    @property
    def emergencies(self) -> list[Talk]:
        """Of the talks."""
        return [talk for talk in self.talks if talk.emergency]
