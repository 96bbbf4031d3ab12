"""Statements around a conversation's summary."""

from datetime import date
from typing import Any

from psycopg.rows import DictRow

from flows.ports import Answer
from gateways.database import Database

TALK = """
SELECT c.business_id, c.memory, b.default_language,
       (SELECT language FROM customer WHERE id = c.customer_id) AS language,
       ((now() + d.clock_offset) AT TIME ZONE b.timezone)::date AS day, b.policy,
       (SELECT jsonb_agg(jsonb_build_object('from', m."from", 'text', m.text) ORDER BY m.at, m.seq) FROM (
            SELECT i.received_at AS at, 0 AS seq, i.author AS "from", left(i.text, 1000) AS text FROM inbox i
            WHERE i.conversation_id = c.id AND i.kind = 'message'
              AND i.received_at > coalesce(c.archived_at, '-infinity')
            UNION ALL
            SELECT o.created_at, 1, 'assistant', left(o.payload ->> 'text', 1000) FROM outbox o
            WHERE o.conversation_id = c.id AND o.kind IN ('reply', 'notice') AND o.status = 'sent'
              AND o.created_at > coalesce(c.archived_at, '-infinity')) m) AS messages
FROM conversation c JOIN business b ON b.id = c.business_id CROSS JOIN deployment d
WHERE c.id = %(conversation)s
"""

KEEP = """
UPDATE conversation SET memory = memory || jsonb_build_object('summary', %(summary)s::text,
                                                              'summarised_until', %(until)s::int)
WHERE id = %(conversation)s AND coalesce((memory ->> 'summarised_until')::int, 0) < %(until)s
RETURNING id
"""

SPEND = """
INSERT INTO spend (business_id, day, conversation_id, rounds, input_tokens, output_tokens, cost_micros)
VALUES (%(business)s, %(day)s, %(conversation)s, 1, %(input)s, %(output)s, %(cost)s)
ON CONFLICT (business_id, day, conversation_id) DO UPDATE SET rounds = spend.rounds + 1,
    input_tokens = spend.input_tokens + excluded.input_tokens,
    output_tokens = spend.output_tokens + excluded.output_tokens,
    cost_micros = spend.cost_micros + excluded.cost_micros
"""


def talk_of(database: Database, conversation_id: int) -> DictRow | None:
    """What was said since the conversation was archived last, and its memory."""
    return database.row(TALK, {"conversation": conversation_id})


def keep(database: Database, conversation_id: int, summary: str, until: int) -> bool:
    """Stores the summary of the first `until` messages; False when a newer one is there."""
    values = {"conversation": conversation_id, "summary": summary, "until": until}
    return database.row(KEEP, values) is not None


def spend(database: Database, business_id: int, conversation_id: int, day: date, answer: Answer, cost: int) -> None:
    """Adds what an answer has cost, in millionths, to the conversation's day."""
    values: dict[str, Any] = {
        "business": business_id,
        "day": day,
        "conversation": conversation_id,
        "input": answer.input_tokens + answer.cache_read_tokens + answer.cache_write_tokens,
        "output": answer.output_tokens,
        "cost": cost,
    }
    database.rows(SPEND, values)
