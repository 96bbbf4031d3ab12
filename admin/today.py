"""The front page: who comes on a day, whose time is held, who needs a person, whether all is well."""

import time
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from psycopg.rows import DictRow

from admin.board import Board, Column, Hold, Talk, Visit
from admin.context import Staff
from admin.known import comes, known_as, person, phone_in
from gateways.database import Database
from gateways.invariants import Breach, Invariant, check
from models.enums import AppointmentStatus, HandoverReason
from models.moment import day_bounds, local

WATCHED = timedelta(days=2)
"""How far back the front page checks the invariants."""

CHECK_SECONDS = 30.0
"""How long an answer about the invariants is good for."""

UPCOMING = 6

VISIT = f"""
SELECT a.id, a.starts_at, a.ends_at, a.status, a.booking_id, s.id AS stylist_id, s.name AS stylist,
       {known_as("booker")} AS customer, a.guest, b.held_until,
       CASE WHEN a.customer_id <> b.customer_id THEN {known_as("c")} END AS comes,
       (SELECT coalesce(sum(p.amount_cents), 0)::bigint FROM payment p
        WHERE p.booking_id = b.id AND b.status = 'confirmed'
          AND p.kind = 'supplement' AND p.status = 'open') AS lacking,
       (SELECT string_agg(l.name, ', ' ORDER BY l.position) FROM appointment_line l
        WHERE l.appointment_id = a.id) AS services
FROM appointment a
JOIN stylist s ON s.id = a.stylist_id
JOIN customer c ON c.id = a.customer_id
JOIN booking b ON b.id = a.booking_id
JOIN customer booker ON booker.id = b.customer_id
WHERE a.business_id = %(business)s AND a.status NOT IN ('lapsed', 'cancelled')
  AND (a.status <> 'provisional' OR b.held_until > %(now)s)
"""

VISITS = f"{VISIT} AND a.starts_at >= %(opens)s AND a.starts_at < %(closes)s ORDER BY 7, 2"

NEXT = f"{VISIT} AND a.starts_at >= greatest(%(closes)s, %(now)s) ORDER BY 2, 1 LIMIT {UPCOMING}"

IDLE = """
SELECT name FROM stylist WHERE business_id = %(business)s AND active AND id <> ALL(%(busy)s)
ORDER BY name
"""

HOLDS = f"""
SELECT b.id, b.held_until, b.deposit_cents, min(a.starts_at) AS starts_at,
       {known_as("c")} AS customer,
       string_agg(DISTINCT s.name, ', ') AS stylists
FROM booking b
JOIN customer c ON c.id = b.customer_id
JOIN appointment a ON a.booking_id = b.id JOIN stylist s ON s.id = a.stylist_id
WHERE b.business_id = %(business)s AND b.status = 'held' AND b.held_until > %(now)s
GROUP BY b.id, c.id ORDER BY b.held_until
"""

TALKS = f"""
SELECT v.id, v.handed_over_at, v.handover_reason,
       {known_as("c", "v")} AS customer, {phone_in("c", "v")} AS phone,
       (SELECT count(*) FROM inbox i WHERE i.conversation_id = v.id AND i.kind = 'message'
          AND i.author = 'customer' AND i.handled_at IS NULL) AS unanswered
FROM conversation v LEFT JOIN customer c ON c.id = v.customer_id
WHERE v.business_id = %(business)s AND v.handed_over_at IS NOT NULL
ORDER BY v.handover_reason = 'emergency' DESC, v.handed_over_at
LIMIT 50
"""


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
    known: dict[str, Any] = {name: row[name] for name in ("id", "starts_at", "ends_at", "stylist", "services")}
    who = comes(row["customer"], row["guest"], row["comes"])
    return Visit(**known, customer=who, status=status, left=left, lacking_cents=row["lacking"])


def _hold(row: DictRow, now: datetime) -> Hold:
    known: dict[str, Any] = {name: row[name] for name in ("id", "stylists", "starts_at", "deposit_cents")}
    return Hold(**known, customer=person(row["customer"]), left=row["held_until"] - now)


def _talk(row: DictRow, now: datetime) -> Talk:
    reason = HandoverReason(row["handover_reason"]) if row["handover_reason"] else None
    since = now - row["handed_over_at"]
    return Talk(row["id"], person(row["customer"]), row["phone"], reason, since, row["unanswered"])
