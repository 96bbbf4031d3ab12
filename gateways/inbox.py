"""The one statement that stores what webhooks bring: many at once, each once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pydantic_core import to_json

from flows.incoming import Incoming

STORE = """
WITH clock AS (SELECT %(real)s::timestamptz + clock_offset AS now FROM deployment),
given AS (
    SELECT * FROM ROWS FROM (json_to_recordset(%(rows)s::json) AS (
        account int, inbox int, conversation bigint, key text, kind text, author text, content text, text text,
        message bigint, contact text, whatsapp text, phone text, name text, subject text, wants_turn bool
    )) WITH ORDINALITY AS g(account, inbox, number, key, kind, author, content, text, message, contact,
                            whatsapp, phone, name, subject, wants_turn, place)
),
known AS (
    SELECT g.*, c.id AS channel_id, c.business_id,
           make_interval(secs => (b.policy->>'quiet_seconds')::int) AS quiet
    FROM given g
    JOIN channel c ON c.account_number = g.account AND c.inbox_number = g.inbox
    JOIN business b ON b.id = c.business_id
),
fresh AS (
    SELECT DISTINCT ON (key) * FROM known
    WHERE NOT EXISTS (SELECT FROM inbox i WHERE i.source = 'chatwoot' AND i.key = known.key)
    ORDER BY key, place
),
talk AS (
    INSERT INTO conversation (business_id, channel_id, number, due_at, burst_at, last_customer_at,
                              handed_over_at, handover_reason, mode, last_message_number, created_at)
    SELECT f.business_id, f.channel_id, f.number,
           CASE WHEN bool_or(f.wants_turn) AND NOT bool_or(f.author = 'person') THEN clock.now + max(f.quiet) END,
           CASE WHEN bool_or(f.wants_turn) THEN clock.now END,
           CASE WHEN bool_or(f.author = 'customer') THEN clock.now END,
           CASE WHEN bool_or(f.author = 'person') THEN clock.now END,
           CASE WHEN bool_or(f.author = 'person') THEN 'person_wrote' END,
           CASE WHEN bool_or(f.author = 'person') THEN 'with_person' ELSE 'talking' END,
           max(f.message), clock.now
    FROM fresh f, clock WHERE f.kind = 'message'
    GROUP BY f.business_id, f.channel_id, f.number, clock.now
    ORDER BY f.channel_id, f.number
    ON CONFLICT (channel_id, number) DO UPDATE SET
        due_at = CASE
            WHEN conversation.handed_over_at IS NOT NULL OR excluded.handed_over_at IS NOT NULL THEN NULL
            WHEN excluded.due_at IS NULL THEN conversation.due_at
            ELSE least(excluded.due_at, coalesce(conversation.burst_at, excluded.burst_at) + make_interval(secs =>
                (SELECT (b.policy->>'quiet_seconds_max')::int FROM business b WHERE b.id = conversation.business_id)))
            END,
        burst_at = coalesce(conversation.burst_at, excluded.burst_at),
        last_customer_at = coalesce(excluded.last_customer_at, conversation.last_customer_at),
        handed_over_at = coalesce(conversation.handed_over_at, excluded.handed_over_at),
        handover_reason = coalesce(conversation.handover_reason, excluded.handover_reason),
        mode = CASE WHEN excluded.handed_over_at IS NULL THEN conversation.mode ELSE 'with_person' END,
        fact_seq = conversation.fact_seq + (excluded.handed_over_at IS NOT NULL)::int,
        last_message_number = greatest(conversation.last_message_number, excluded.last_message_number)
    RETURNING id, channel_id, number, due_at
),
place AS (
    SELECT f.*, coalesce(t.id, c.id) AS conversation_id, t.due_at
    FROM fresh f
    LEFT JOIN talk t ON t.channel_id = f.channel_id AND t.number = f.number
    LEFT JOIN conversation c ON c.channel_id = f.channel_id AND c.number = f.number
),
stored AS (
    INSERT INTO inbox (business_id, source, key, kind, conversation_id, author, content, text, message_number,
                       contact, whatsapp, phone, sender_name, subject, received_at)
    SELECT p.business_id, 'chatwoot', p.key, p.kind, p.conversation_id, p.author, p.content, p.text, p.message,
           p.contact, p.whatsapp, p.phone, p.name, p.subject, clock.now
    FROM place p, clock WHERE p.conversation_id IS NOT NULL ORDER BY p.place
    ON CONFLICT (source, key) DO NOTHING
    RETURNING id, key, kind
)
SELECT s.id, s.key, s.kind, p.conversation_id, extract(epoch FROM p.due_at - clock.now)::float8 AS due_in
FROM stored s JOIN place p USING (key), clock
"""


def parameters(rows: Sequence[Incoming], real: datetime) -> dict[str, Any]:
    """`STORE`'s parameters: the rows as one JSON document, which costs a third of an array a column.

    The statement answers a row for each inbox row that is new: `id`, `key`, `kind`, `conversation_id`, and in how many
    seconds the conversation is due (`due_in`, null when it is not). Duplicates and unknown inboxes answer nothing.
    """
    return {"real": real, "rows": to_json(rows).decode()}
