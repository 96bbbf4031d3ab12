"""Named queries over talks that have fallen quiet."""

from datetime import datetime

from flows.archive import Said, Talk
from gateways.database import Database, Unit
from gateways.statements import rows

MOST = 500
"""A sweep takes so many at a time; the next one takes the rest."""

QUIET = """
SELECT c.business_id, c.id FROM conversation c JOIN business b ON b.id = c.business_id
WHERE c.last_customer_at > coalesce(c.archived_at, '-infinity') AND c.handed_over_at IS NULL AND c.due_at IS NULL
  AND c.last_customer_at <= %(now)s - make_interval(hours => coalesce(
      (b.policy ->> 'archive_after_hours')::int, %(hours)s))
  AND NOT EXISTS (SELECT FROM outbox o WHERE o.conversation_id = c.id AND coalesce(o.sent_at, o.created_at)
                  > %(now)s - make_interval(hours => coalesce(
                      (b.policy ->> 'archive_after_hours')::int, %(hours)s)))
ORDER BY c.last_customer_at LIMIT %(most)s
"""
"""A talk begins with the customer: what the house alone has said since the last one waits for her next."""

SAID = """
SELECT who, text, at FROM (
    SELECT CASE i.author WHEN 'person' THEN 'staff' ELSE 'customer' END AS who, coalesce(i.text, '') AS text,
           i.received_at AS at, 0 AS seq, i.id
    FROM inbox i WHERE i.conversation_id = %(conversation)s AND i.kind = 'message'
      AND i.received_at > coalesce(%(since)s::timestamptz, '-infinity')
    UNION ALL
    SELECT 'bot', o.payload ->> 'text', o.created_at, 1, o.id
    FROM outbox o WHERE o.conversation_id = %(conversation)s AND o.kind IN ('reply', 'notice') AND o.status = 'sent'
      AND o.created_at > coalesce(%(since)s::timestamptz, '-infinity')
) said ORDER BY at, seq, id
"""

UNDER_WAY = """
SELECT (SELECT max(coalesce(o.sent_at, o.created_at)) FROM outbox o
        WHERE o.conversation_id = %(conversation)s) AS sent_at,
       EXISTS (SELECT FROM turn t WHERE t.conversation_id = %(conversation)s AND t.step <> 'done')
       OR EXISTS (SELECT FROM inbox i WHERE i.conversation_id = %(conversation)s AND i.handled_at IS NULL)
       OR EXISTS (SELECT FROM outbox o WHERE o.conversation_id = %(conversation)s
                  AND o.status IN ('pending', 'claimed')) AS busy
"""

LIVE = """
SELECT EXISTS (SELECT FROM booking b WHERE b.customer_id = c.customer_id AND b.status = 'held'
               AND b.held_until > %(now)s) AS held,
       EXISTS (SELECT FROM booking b JOIN appointment a ON a.booking_id = b.id
               WHERE b.customer_id = c.customer_id AND b.status = 'confirmed' AND a.status = 'confirmed'
                 AND a.ends_at > %(now)s) AS booked
FROM conversation c WHERE c.id = %(conversation)s
"""


def quiet_conversations(database: Database, now: datetime, hours: int) -> list[tuple[int, int]]:
    """Business and conversation of talks that have been quiet for long; `hours` where a business does not say how
    long. Read without locks."""
    found = database.rows(QUIET, {"now": now, "hours": hours, "most": MOST})
    return [(row["business_id"], row["id"]) for row in found]


def talk_of(unit: Unit, conversation_id: int, since: datetime | None) -> Talk:
    """What was said after `since`, and what is under way."""
    values = {"conversation": conversation_id, "since": since}
    said = [Said(row.who, row.text, row.at) for row in rows(unit, SAID, values)]
    (state,) = rows(unit, UNDER_WAY, values)
    moments = [one.at for one in said] + ([state.sent_at] if state.sent_at else [])
    return Talk(said, max(moments, default=None), state.busy)


def live(unit: Unit, conversation_id: int) -> tuple[bool, bool]:
    """Whether its customer has an unpaid hold that stands, and a visit to come."""
    (row,) = rows(unit, LIVE, {"conversation": conversation_id, "now": unit.now})
    return row.held, row.booked
