"""Candidates for the sweeps: read without locks; whoever acts on them checks again."""

from psycopg.rows import DictRow

from gateways.clock import machine_now
from gateways.database import Database

DUE_CONVERSATIONS = """
SELECT c.id FROM conversation c
WHERE c.due_at <= %(real)s::timestamptz + (SELECT clock_offset FROM deployment) AND c.handed_over_at IS NULL
  AND NOT EXISTS (SELECT FROM turn t WHERE t.conversation_id = c.id AND t.step <> 'done')
ORDER BY c.due_at LIMIT 500
"""

FORGOTTEN = """
SELECT DISTINCT c.id, c.business_id FROM inbox i JOIN conversation c ON c.id = i.conversation_id
WHERE i.kind = 'message' AND i.author = 'customer' AND i.handled_at IS NULL
  AND i.received_at < %(real)s::timestamptz + (SELECT clock_offset FROM deployment) - interval '20 seconds'
  AND c.handed_over_at IS NULL AND c.due_at IS NULL
  AND NOT EXISTS (SELECT FROM turn t WHERE t.conversation_id = c.id AND t.step <> 'done')
  AND NOT EXISTS (SELECT FROM inbox h WHERE h.conversation_id = c.id AND h.kind = 'hint' AND h.handled_at IS NULL)
LIMIT 200
"""

LOST_TURNS = """
UPDATE turn SET published_at = now(), publishes = publishes + 1, retry_at = NULL
WHERE id IN (
    SELECT id FROM turn
    WHERE step <> 'done' AND (lease_until IS NULL OR lease_until < now())
      AND CASE WHEN retry_at IS NULL
          THEN published_at < now() - make_interval(secs => least(30, %(republish)s * 2 ^ least(publishes - 1, 5)))
          ELSE retry_at <= now() END
    ORDER BY published_at LIMIT 200 FOR UPDATE SKIP LOCKED
)
RETURNING id, step
"""

SLOW_TURNS = """
SELECT t.id, t.business_id, t.opened_at < now() - make_interval(secs => (b.policy->>'turn_seconds')::int) AS over
FROM turn t JOIN business b ON b.id = t.business_id
WHERE t.step <> 'done' AND (t.opened_at < now() - make_interval(secs => (b.policy->>'turn_seconds')::int)
      OR t.told_slow_at IS NULL AND t.opened_at < now() - make_interval(secs => %(slow)s))
ORDER BY t.opened_at LIMIT 200
"""


class Sweeps:
    """Queries of what was missed."""

    def __init__(self, database: Database, republish_seconds: float, slow_seconds: float) -> None:
        self._database = database
        self._republish = republish_seconds
        self._slow = slow_seconds

    def due_conversations(self) -> list[int]:
        """Conversations that want a turn and have none."""
        return [row["id"] for row in self._database.rows(DUE_CONVERSATIONS, {"real": machine_now()})]

    def forgotten_conversations(self) -> list[DictRow]:
        """Ours, with a message that is unanswered although no turn is open or due. Nothing should ever be here."""
        return self._database.rows(FORGOTTEN, {"real": machine_now()})

    def lost_turns(self) -> list[DictRow]:
        """Open turns that nobody works on: marked as published again, with backoff, and answered as id and step."""
        return self._database.rows(LOST_TURNS, {"republish": self._republish})

    def slow_turns(self) -> list[DictRow]:
        """Open turns that the customer should be told about, or (`over`) that a person must take."""
        return self._database.rows(SLOW_TURNS, {"slow": self._slow})
