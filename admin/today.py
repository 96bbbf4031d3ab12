"""The front page: who comes on a day, whose time is held, who needs a person, whether all is well."""

import time
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from psycopg.rows import DictRow

from admin.context import Staff
from gateways.database import Database
from gateways.invariants import Breach, Invariant, check
from models.enums import AppointmentStatus, HandoverReason
from models.moment import day_bounds, local

WATCHED = timedelta(days=2)
"""How far back the front page checks the invariants."""

CHECK_SECONDS = 30.0
"""How long an answer about the invariants is good for."""

UPCOMING = 6

VISIT = """
SELECT a.id, a.starts_at, a.ends_at, a.status, a.booking_id, s.id AS stylist_id, s.name AS stylist,
       nullif(concat_ws(' ', c.name, c.surname), '') AS customer, b.held_until,
       (SELECT string_agg(l.name, ', ' ORDER BY l.position) FROM appointment_line l
        WHERE l.appointment_id = a.id) AS services
FROM appointment a
JOIN stylist s ON s.id = a.stylist_id
JOIN customer c ON c.id = a.customer_id
JOIN booking b ON b.id = a.booking_id
WHERE a.business_id = %(business)s AND a.status NOT IN ('lapsed', 'cancelled')
  AND (a.status <> 'provisional' OR b.held_until > %(now)s)
"""

VISITS = f"{VISIT} AND a.starts_at >= %(opens)s AND a.starts_at < %(closes)s ORDER BY 7, 2"

NEXT = f"{VISIT} AND a.starts_at >= greatest(%(closes)s, %(now)s) ORDER BY 2, 1 LIMIT {UPCOMING}"

IDLE = """
SELECT name FROM stylist WHERE business_id = %(business)s AND active AND id <> ALL(%(busy)s)
ORDER BY name
"""

HOLDS = """
SELECT b.id, b.held_until, b.deposit_cents, min(a.starts_at) AS starts_at,
       nullif(concat_ws(' ', c.name, c.surname), '') AS customer,
       string_agg(DISTINCT s.name, ', ') AS stylists
FROM booking b
JOIN customer c ON c.id = b.customer_id
JOIN appointment a ON a.booking_id = b.id JOIN stylist s ON s.id = a.stylist_id
WHERE b.business_id = %(business)s AND b.status = 'held' AND b.held_until > %(now)s
GROUP BY b.id, c.id ORDER BY b.held_until
"""

TALKS = """
SELECT v.id, v.handed_over_at, v.handover_reason,
       nullif(concat_ws(' ', c.name, c.surname), '') AS customer,
       (SELECT count(*) FROM inbox i WHERE i.conversation_id = v.id AND i.kind = 'message'
          AND i.author = 'customer' AND i.handled_at IS NULL) AS unanswered
FROM conversation v LEFT JOIN customer c ON c.id = v.customer_id
WHERE v.business_id = %(business)s AND v.handed_over_at IS NOT NULL
ORDER BY v.handover_reason = 'emergency' DESC, v.handed_over_at
LIMIT 50
"""


@dataclass(frozen=True, slots=True)
class Visit:
    """An appointment on the board; with `left`, one that is held and how long still."""

    id: int
    starts_at: datetime
    ends_at: datetime
    status: AppointmentStatus
    stylist: str
    customer: str | None
    services: str | None
    left: timedelta | None


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
    customer: str | None
    stylists: str
    starts_at: datetime
    deposit_cents: int
    left: timedelta


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation that a person has to lead."""

    id: int
    customer: str | None
    reason: HandoverReason | None
    since: timedelta
    unanswered: int


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


class Today:
    """Reads the board. The invariants are asked anew only every `CHECK_SECONDS`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._checked: dict[int, tuple[float, dict[Invariant, list[Breach]]]] = {}

    def board(self, staff: Staff, day: date | None = None) -> Board:
        """The board of a day, today's unless another is given."""
        now = self._database.now()
        today = local(now, staff.timezone).date()
        day = day or today
        opens, closes = day_bounds(day, staff.timezone)
        given = {"business": staff.business_id, "now": now, "opens": opens, "closes": closes}
        visits = self._database.rows(VISITS, given)
        columns = [
            Column(stylist_id, name, [_visit(row, now) for row in rows])
            for (stylist_id, name), rows in groupby(visits, lambda row: (row["stylist_id"], row["stylist"]))
        ]
        busy = [column.stylist_id for column in columns]
        return Board(
            now=now,
            today=today,
            day=day,
            columns=columns,
            idle=[row["name"] for row in self._database.rows(IDLE, given | {"busy": busy})],
            upcoming=[_visit(row, now) for row in self._database.rows(NEXT, given)],
            holds=[_hold(row, now) for row in self._database.rows(HOLDS, given)],
            talks=[_talk(row, now) for row in self._database.rows(TALKS, given)],
            breaches=self._breaches(staff, now),
        )

    def _breaches(self, staff: Staff, now: datetime) -> dict[Invariant, list[Breach]]:
        checked_at, found = self._checked.get(staff.business_id, (-CHECK_SECONDS, {}))
        if time.monotonic() - checked_at >= CHECK_SECONDS:
            found = {invariant: [] for invariant in Invariant}
            for breach in check(self._database, staff.business_id, since=now - WATCHED):
                found[breach.invariant].append(breach)
            self._checked[staff.business_id] = (time.monotonic(), found)
        return found


def _visit(row: DictRow, now: datetime) -> Visit:
    status = AppointmentStatus(row["status"])
    left = row["held_until"] - now if status is AppointmentStatus.PROVISIONAL else None
    known: dict[str, Any] = {
        name: row[name] for name in ("id", "starts_at", "ends_at", "stylist", "customer", "services")
    }
    return Visit(**known, status=status, left=left)


def _hold(row: DictRow, now: datetime) -> Hold:
    names = ("id", "customer", "stylists", "starts_at", "deposit_cents")
    return Hold(**{name: row[name] for name in names}, left=row["held_until"] - now)


def _talk(row: DictRow, now: datetime) -> Talk:
    reason = HandoverReason(row["handover_reason"]) if row["handover_reason"] else None
    since = now - row["handed_over_at"]
    return Talk(row["id"], row["customer"], reason, since, row["unanswered"])
