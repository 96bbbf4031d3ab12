"""The statements that end a turn: reply, silence, or one more round because the facts have moved."""

from typing import Any

from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from gateways.clock import machine_now
from gateways.database import Database
from gateways.turns import CLAIM, Claim
from models.enums import TurnStep

DRAFT = f"""
WITH mine AS ({CLAIM})
SELECT mine.id AS turn_id, mine.lease_epoch AS epoch, mine.business_id, mine.conversation_id, mine.draft,
       mine.base_fact_seq, c.fact_seq, c.say_seq, c.handed_over_at, c.mode, c.memory, c.number, c.customer_id,
       cu.privacy_notice_at, cu.language, c.last_customer_at,
       cu.privacy_notice_at IS NULL AND EXISTS (
           SELECT FROM inbox i WHERE i.conversation_id = c.id AND i.author = 'person') AS welcomed,
       (SELECT count(*) FROM inbox i WHERE i.conversation_id = c.id AND i.kind = 'message'
          AND i.received_at > coalesce(c.archived_at, '-infinity'))
       + (SELECT count(*) FROM outbox o WHERE o.conversation_id = c.id AND o.kind IN ('reply', 'notice')
          AND o.status = 'sent' AND o.created_at > coalesce(c.archived_at, '-infinity')) AS said,
       %(real)s::timestamptz + (SELECT clock_offset FROM deployment) AS now,
       (SELECT jsonb_agg(to_jsonb(k) ORDER BY k.n, k.position) FROM tool_call k WHERE k.turn_id = mine.id) AS calls,
       (SELECT jsonb_agg(to_jsonb(o) ORDER BY o.id) FROM offer o WHERE o.turn_id = mine.id) AS offers
FROM mine JOIN conversation c ON c.id = mine.conversation_id LEFT JOIN customer cu ON cu.id = c.customer_id
"""

SETTLE = """
WITH mine AS (SELECT id, business_id, conversation_id FROM turn
              WHERE id = %(turn)s AND lease_epoch = %(epoch)s AND step = 'settle' FOR UPDATE),
talk AS (
    UPDATE conversation c SET memory = %(memory)s, mode = %(mode)s FROM mine
    WHERE c.id = mine.conversation_id AND c.handed_over_at IS NULL
      AND c.fact_seq = %(fact_seq)s AND c.say_seq = %(say_seq)s
    RETURNING c.id, c.business_id, c.due_at, c.customer_id
),
ended AS (
    UPDATE turn SET step = 'done', outcome = 'replied', closed_at = %(real)s, lease_until = NULL
    FROM talk WHERE turn.id = %(turn)s
),
answered AS (
    UPDATE inbox SET handled_at = %(now)s, handled_as = 'turn' FROM talk WHERE inbox.turn_id = %(turn)s
),
said AS (
    INSERT INTO outbox (business_id, stream, dedupe_key, kind, conversation_id, payload, created_at,
                        status, claimed_by, claimed_at, attempts)
    SELECT talk.business_id, 'chatwoot:' || talk.id, %(key)s, 'reply', talk.id, %(payload)s, %(now)s,
           CASE WHEN free THEN 'claimed' ELSE 'pending' END, CASE WHEN free THEN %(owner)s END,
           CASE WHEN free THEN now() END, free::int
    FROM talk, LATERAL (SELECT NOT EXISTS (
        SELECT FROM outbox o WHERE o.stream = 'chatwoot:' || talk.id AND o.status IN ('pending', 'claimed')) AS free) f
    WHERE %(payload)s::jsonb ->> 'text' <> ''
    RETURNING id, status, stream
),
shown AS (UPDATE offer SET shown_in = said.id FROM said WHERE offer.turn_id = %(turn)s AND offer.code = ANY(%(shown)s)),
greeted AS (UPDATE customer SET privacy_notice_at = %(now)s FROM talk
            WHERE customer.id = talk.customer_id AND %(greeting)s AND privacy_notice_at IS NULL)
SELECT said.id, said.status, said.stream, talk.due_at FROM talk LEFT JOIN said ON true
"""

SILENT = """
UPDATE turn SET step = 'done', outcome = %(outcome)s, closed_at = %(real)s, lease_until = NULL
WHERE id = %(turn)s AND lease_epoch = %(epoch)s AND step = %(step)s
RETURNING id
"""

AGAIN = """
UPDATE turn SET step = 'think', draft = NULL, lease_until = NULL, lease_owner = NULL
WHERE id = %(turn)s AND lease_epoch = %(epoch)s AND step = 'settle'
RETURNING id
"""


class Settling:
    """Statements that end turns, with this process's name on the leases."""

    def __init__(self, database: Database, owner: str, lease_seconds: float) -> None:
        self._database = database
        self._owner = owner
        self._lease = lease_seconds

    def draft(self, turn_id: int) -> DictRow | None:
        """Claims the turn for settling and reads its draft and where the conversation stands now."""
        parameters = {
            "turn": turn_id,
            "step": TurnStep.SETTLE,
            "owner": self._owner,
            "lease": self._lease,
        }
        return self._database.row(DRAFT, parameters | {"real": machine_now()})

    def settle(self, claim: Claim, **values: Any) -> DictRow | None:
        """Queues the reply, already claimed for this process when its stream is free, and ends the turn. A reply
        without words queues nothing.

        None when nothing was done: the facts, the stream or the claim have moved since they were read.
        """
        for name in ("memory", "payload"):
            values[name] = Jsonb(values[name])
        return self._database.row(SETTLE, self._mine(claim) | values | {"owner": self._owner})

    def close(self, claim: Claim, outcome: str) -> bool:
        """Ends the turn without a reply; its messages stay for whoever has the conversation."""
        return self._database.row(SILENT, self._mine(claim) | {"outcome": outcome}) is not None

    def again(self, claim: Claim) -> bool:
        """Sends the turn back to think with the facts as they are now."""
        return self._database.row(AGAIN, self._mine(claim)) is not None

    def _mine(self, claim: Claim) -> dict[str, Any]:
        return {
            "turn": claim.turn_id,
            "epoch": claim.epoch,
            "step": claim.step,
            "real": machine_now(),
        }
