"""Holds that a sweep should look at. Read without locks: the command looks again."""

from datetime import datetime

from gateways.database import Database
from models.business import Policy

MOST = 500
"""A sweep takes so many at a time; the next one takes the rest."""

TO_NUDGE = """
SELECT b.business_id, b.id
FROM booking b JOIN business u ON u.id = b.business_id
WHERE b.status = 'held' AND b.nudged_at IS NULL AND b.held_until > %(now)s
  AND b.held_until - make_interval(mins => coalesce(
      (u.policy ->> 'hold_nudge_minutes_before')::int, %(minutes)s)) <= %(now)s
ORDER BY b.held_until LIMIT %(most)s
"""

TO_LAPSE = """
SELECT business_id, id FROM booking WHERE status = 'held' AND held_until <= %(now)s
ORDER BY held_until LIMIT %(most)s
"""


def holds_to_nudge(database: Database, now: datetime) -> list[tuple[int, int]]:
    """Business and booking of unpaid holds that are about to lapse and were not reminded, soonest first."""
    minutes = Policy().hold_nudge_minutes_before
    rows = database.rows(TO_NUDGE, {"now": now, "minutes": minutes, "most": MOST})
    return [(row["business_id"], row["id"]) for row in rows]


def holds_to_lapse(database: Database, now: datetime) -> list[tuple[int, int]]:
    """Business and booking of holds whose time is over, oldest first."""
    rows = database.rows(TO_LAPSE, {"now": now, "most": MOST})
    return [(row["business_id"], row["id"]) for row in rows]
