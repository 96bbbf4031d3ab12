"""What the database can say in numbers, at a cost that does not grow with its age.

Open work is read through partial indexes; history only over the latest rows by id.
"""

LATEST_ROWS = 10_000

HELP: dict[str, tuple[str, str | None]] = {
    "turno_conversations_due": ("Conversations that want a turn now.", None),
    "turno_turns_open": ("Turns that are not done.", None),
    "turno_oldest_waiting_seconds": (
        "Age of the oldest customer message that nobody has dealt with, outside of handovers.",
        None,
    ),
    "turno_outbox_open": ("Effects that wait or are under way.", "status"),
    "turno_outbox_oldest_seconds": ("Age of the oldest effect that waits or is under way.", None),
    "turno_outbox_latest": (f"The latest {LATEST_ROWS} effects by what became of them.", "status"),
    "turno_holds_live": ("Unpaid bookings that still hold their time.", None),
    "turno_tokens_today": ("Claude's tokens in turns begun since the business's midnight.", "kind"),
    "turno_handovers_today": (
        "Conversations that are with a person and came to one since midnight.",
        None,
    ),
}
"""Name: (help, its one label's name)."""

FACTS = f"""
WITH clock AS (SELECT %(real)s::timestamptz AS real, %(real)s::timestamptz + clock_offset AS now
               FROM deployment),
midnight AS (
    SELECT b.id AS business_id,
           date_trunc('day', real AT TIME ZONE timezone) AT TIME ZONE timezone AS real,
           date_trunc('day', now AT TIME ZONE timezone) AT TIME ZONE timezone AS now
    FROM business b, clock
),
waiting AS (
    SELECT min(i.received_at) AS since FROM inbox i JOIN conversation c ON c.id = i.conversation_id
    WHERE i.handled_at IS NULL AND i.kind = 'message' AND i.author = 'customer'
      AND c.handed_over_at IS NULL
),
open_effects AS (
    SELECT status, count(*) AS n, min(created_at) AS since FROM outbox
    WHERE status IN ('pending', 'claimed') GROUP BY status
),
latest_effects AS (
    SELECT status, count(*) AS n
    FROM (SELECT status FROM outbox ORDER BY id DESC LIMIT {LATEST_ROWS}) o GROUP BY status
),
tokens AS (
    SELECT sum(r.input_tokens) AS input, sum(r.output_tokens) AS output,
           sum(r.cache_read_tokens) AS cache_read, sum(r.cache_write_tokens) AS cache_write
    FROM (SELECT id, business_id, opened_at FROM turn ORDER BY id DESC LIMIT {LATEST_ROWS}) t
    JOIN midnight m ON m.business_id = t.business_id AND t.opened_at >= m.real
    JOIN round r ON r.turn_id = t.id
)
SELECT 'turno_conversations_due' AS name, '' AS label, count(*)::float8 AS value
FROM conversation, clock WHERE due_at <= now
UNION ALL
SELECT 'turno_turns_open', '', count(*) FROM turn WHERE step <> 'done'
UNION ALL
SELECT 'turno_oldest_waiting_seconds', '', coalesce(extract(epoch FROM now - since), 0)
FROM waiting, clock
UNION ALL
SELECT 'turno_outbox_open', s.status, coalesce(o.n, 0)
FROM (VALUES ('pending'), ('claimed')) s(status) LEFT JOIN open_effects o ON o.status = s.status
UNION ALL
SELECT 'turno_outbox_oldest_seconds', '',
       coalesce(extract(epoch FROM (SELECT now FROM clock) - min(since)), 0) FROM open_effects
UNION ALL
SELECT 'turno_outbox_latest', s.status, coalesce(o.n, 0)
FROM (VALUES ('pending'), ('claimed'), ('sent'), ('withdrawn'), ('failed')) s(status)
LEFT JOIN latest_effects o ON o.status = s.status
UNION ALL
SELECT 'turno_holds_live', '', count(*)
FROM booking, clock WHERE status = 'held' AND held_until > now
UNION ALL
SELECT 'turno_tokens_today', t.kind, coalesce(t.n, 0) FROM tokens,
LATERAL (VALUES ('input', input), ('output', output),
                ('cache_read', cache_read), ('cache_write', cache_write)) t(kind, n)
UNION ALL
SELECT 'turno_handovers_today', '', count(*)
FROM conversation c JOIN midnight m USING (business_id) WHERE c.handed_over_at >= m.now
"""
