"""Customers of the bench: known to the salon, each with a message that waits for an answer."""

from gateways.clock import machine_now
from gateways.database import Database

WAITING = """
WITH customers AS (
    INSERT INTO customer (business_id, name, surname, language, total_spent_cents, privacy_notice_at, created_at)
    SELECT id, 'Laura', 'Torres', 'es', 0, %(now)s, %(now)s FROM business, generate_series(1, %(count)s)
    RETURNING id, business_id
),
talks AS (
    INSERT INTO conversation (business_id, channel_id, number, customer_id, due_at, burst_at, last_customer_at,
                              created_at)
    SELECT c.business_id, channel.id, 1000000 + c.id, c.id, %(now)s, %(now)s, %(now)s, %(now)s
    FROM customers c JOIN channel USING (business_id)
    RETURNING id, business_id, number
)
INSERT INTO inbox (business_id, source, key, kind, conversation_id, author, content, text, message_number,
                   contact, sender_name, received_at)
SELECT business_id, 'chatwoot', 'message_created:' || number, 'message', id, 'customer', 'text',
       'Hola, quiero hacerme mechas el viernes', number, number, 'Laura', %(now)s
FROM talks RETURNING conversation_id
"""


def waiting(database: Database, count: int) -> list[int]:
    """So many new conversations that are due; their ids."""
    rows = database.rows(WAITING, {"count": count, "now": machine_now()})
    return [row["conversation_id"] for row in rows]
