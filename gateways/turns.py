"""The hot path's statements: open, claim, gather, journal, settle. One statement is one transaction.

Every write of a link carries the epoch of its claim (`Claim`), and touches nothing when somebody has claimed since.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from gateways.circumstances import ANY
from gateways.clock import machine_now
from gateways.database import Database
from models.enums import TurnStep

OPEN = """
WITH clock AS (SELECT %(real)s::timestamptz + clock_offset AS now FROM deployment),
due AS (
    -- Locked in the order in which webhooks lock them.
    SELECT c.id FROM conversation c, clock
    WHERE c.id = ANY(%(conversations)s) AND c.due_at <= clock.now AND c.handed_over_at IS NULL
      AND NOT EXISTS (SELECT FROM turn t WHERE t.conversation_id = c.id AND t.step <> 'done')
    ORDER BY c.channel_id, c.number FOR UPDATE OF c
),
taken AS (
    UPDATE conversation c SET due_at = NULL, burst_at = NULL FROM due WHERE c.id = due.id
    RETURNING c.id, c.business_id
)
INSERT INTO turn (business_id, conversation_id, opened_at, published_at)
SELECT taken.business_id, taken.id, %(real)s, %(real)s FROM taken
ON CONFLICT (conversation_id) WHERE step <> 'done' DO NOTHING
RETURNING id
"""

CLAIM = """
UPDATE turn SET lease_owner = %(owner)s, lease_epoch = lease_epoch + 1,
                lease_until = now() + make_interval(secs => %(lease)s)
WHERE id = %(turn)s AND step = %(step)s AND (lease_until IS NULL OR lease_until < now())
RETURNING *
"""

GATHER = f"""
WITH mine AS ({CLAIM}),
taken AS (
    UPDATE inbox i SET turn_id = mine.id FROM mine
    WHERE i.conversation_id = mine.conversation_id AND i.kind = 'message' AND i.author = 'customer'
      AND i.handled_at IS NULL
    RETURNING i.id, i.message_number, i.text, i.content, i.contact, i.whatsapp, i.phone, i.sender_name
)
SELECT mine.id AS turn_id, mine.lease_epoch AS epoch, mine.business_id, mine.conversation_id,
       c.customer_id, c.handed_over_at, b.languages,
       (SELECT language FROM customer WHERE id = c.customer_id) AS language,
       -- Webhooks overtake one another; Chatwoot's numbers are in the order in which she wrote.
       coalesce((SELECT jsonb_agg(to_jsonb(taken) ORDER BY taken.message_number, taken.id) FROM taken),
                '[]') AS messages
FROM mine JOIN conversation c ON c.id = mine.conversation_id JOIN business b ON b.id = mine.business_id
"""

ADVANCE = """
UPDATE turn SET step = %(to)s, lease_until = NULL, lease_owner = NULL, draft = coalesce(%(draft)s, draft),
                base_fact_seq = greatest(base_fact_seq, %(fact_seq)s::bigint), failures = 0, retry_at = NULL
WHERE id = %(turn)s AND lease_epoch = %(epoch)s AND step = %(step)s
RETURNING id
"""

SITUATION = f"""
WITH mine AS ({CLAIM})
SELECT mine.id AS turn_id, mine.lease_epoch AS epoch, mine.business_id, mine.conversation_id, mine.prompt,
       mine.base_fact_seq, mine.opened_at, mine.failures, mine.told_slow_at,
       c.number, c.mode, c.memory, c.fact_seq, c.handed_over_at, c.customer_id, c.created_at AS conversation_created_at,
       %(real)s::timestamptz + (SELECT clock_offset FROM deployment) AS now,
       cu.name, cu.surname, cu.language, cu.preferred_stylist_id, cu.privacy_notice_at,
       (SELECT ARRAY[coalesce(sum(s.cost_micros) FILTER (WHERE s.conversation_id = c.id), 0),
                     coalesce(sum(s.cost_micros), 0)]::bigint[]
        FROM spend s, business b, deployment d WHERE b.id = c.business_id AND s.business_id = c.business_id
          AND s.day = ((%(real)s::timestamptz + d.clock_offset) AT TIME ZONE b.timezone)::date) AS spent_micros,
       EXISTS (SELECT FROM booking b WHERE b.customer_id = c.customer_id AND b.status = 'confirmed') AS returning,
       EXISTS (SELECT FROM booking b
               WHERE b.customer_id = c.customer_id AND b.status IN ('held', 'confirmed')) AS booked,
       {ANY.format(customer="c.customer_id", business="c.business_id")} AS open_matters,
       (SELECT jsonb_agg(to_jsonb(m) ORDER BY m.message_number, m.id) FROM (
            SELECT i.id, i.message_number, i.text, i.content, i.received_at, i.sender_name FROM inbox i
            WHERE i.turn_id = mine.id) m
       ) AS messages,
       -- A turn's messages are of one moment, that of the last of them, and in the order of their numbers.
       (SELECT jsonb_agg(to_jsonb(e) ORDER BY e.at, e.seq, e.number) FROM (
            (SELECT max(i.received_at) OVER (PARTITION BY coalesce(i.turn_id, -i.id)) AS at, 0 AS seq,
                    i.author AS "from", i.text, i.content, i.message_number AS number
             FROM (SELECT * FROM inbox WHERE conversation_id = c.id AND kind = 'message'
                     AND turn_id IS DISTINCT FROM mine.id AND received_at > coalesce(c.archived_at, '-infinity')
                   ORDER BY id DESC LIMIT %(window)s) i)
            UNION ALL
            (SELECT o.created_at, 1, 'assistant', o.payload->>'text', 'text', o.id FROM outbox o
             WHERE o.conversation_id = c.id AND o.kind IN ('reply', 'notice')
               AND o.status IN ('sent', 'claimed', 'pending') AND o.created_at > coalesce(c.archived_at, '-infinity')
             ORDER BY o.id DESC LIMIT %(window)s)
            ORDER BY at DESC, seq DESC, number DESC LIMIT %(window)s) e
       ) AS earlier,
       (SELECT max(substr(o.code, 2)::int) FROM offer o WHERE o.conversation_id = c.id) AS last_code,
       (SELECT jsonb_agg(to_jsonb(f) ORDER BY f.id) FROM (
            SELECT o.* FROM offer o LEFT JOIN outbox x ON x.id = o.shown_in
            WHERE o.conversation_id = c.id AND (x.status = 'sent' OR o.turn_id = mine.id)
              AND o.made_at > coalesce(c.archived_at, '-infinity')
            ORDER BY o.id DESC LIMIT 12) f
       ) AS offers,
       (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.n) FROM round r WHERE r.turn_id = mine.id) AS rounds,
       (SELECT jsonb_agg(to_jsonb(k) ORDER BY k.n, k.position) FROM tool_call k WHERE k.turn_id = mine.id) AS calls
FROM mine JOIN conversation c ON c.id = mine.conversation_id LEFT JOIN customer cu ON cu.id = c.customer_id
"""

STORE_ROUND = """
WITH mine AS (
    UPDATE turn SET prompt = coalesce(prompt, %(prompt)s),
        base_fact_seq = greatest(base_fact_seq, %(fact_seq)s::bigint),
        step = CASE WHEN %(draft)s::text IS NULL THEN step ELSE 'settle' END,
        draft = coalesce(%(draft)s, draft),
        lease_until = CASE WHEN %(draft)s::text IS NULL THEN lease_until END,
        failures = 0, retry_at = NULL
    WHERE id = %(turn)s AND lease_epoch = %(epoch)s AND step = 'think'
    RETURNING id, business_id, conversation_id
), spent AS (
    INSERT INTO spend (business_id, day, conversation_id, rounds, input_tokens, output_tokens, cost_micros)
    SELECT business_id, %(day)s, conversation_id, 1,
           %(input_tokens)s + %(cache_read_tokens)s + %(cache_write_tokens)s, %(output_tokens)s, %(cost_micros)s
    FROM mine
    ON CONFLICT (business_id, day, conversation_id) DO UPDATE SET rounds = spend.rounds + 1,
        input_tokens = spend.input_tokens + excluded.input_tokens,
        output_tokens = spend.output_tokens + excluded.output_tokens,
        cost_micros = spend.cost_micros + excluded.cost_micros
)
INSERT INTO round (business_id, turn_id, n, preface, content, stop_reason, model,
                   input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, cost_micros)
SELECT business_id, id, %(n)s, %(preface)s, %(content)s, %(stop_reason)s, %(model)s,
       %(input_tokens)s, %(output_tokens)s, %(cache_read_tokens)s, %(cache_write_tokens)s, %(cost_micros)s
FROM mine RETURNING n
"""

STORE_CALL = """
WITH mine AS (SELECT id, business_id, conversation_id FROM turn
              WHERE id = %(turn)s AND lease_epoch = %(epoch)s AND step = 'think' FOR UPDATE),
offered AS (
    INSERT INTO offer (business_id, conversation_id, turn_id, code, stylist_id, starts_at, ends_at, service_ids,
                       pack_id, made_at, guest, others, appointment_id)
    SELECT mine.business_id, mine.conversation_id, mine.id, o.code, o.stylist_id, o.starts_at, o.ends_at,
           o.service_ids, o.pack_id, o.made_at, o.guest, coalesce(o.others, '[]'), o.appointment_id
    FROM mine, jsonb_to_recordset(%(offers)s) AS o(code text, stylist_id bigint, starts_at timestamptz,
        ends_at timestamptz, service_ids bigint[], pack_id bigint, made_at timestamptz, guest text, others jsonb,
        appointment_id bigint)
)
INSERT INTO tool_call (business_id, turn_id, n, position, name, arguments, result, is_error)
SELECT business_id, id, %(n)s, %(position)s, %(name)s, %(arguments)s, %(result)s, %(is_error)s FROM mine
RETURNING turn_id
"""

FAILED = """
UPDATE turn SET failures = failures + 1, lease_until = NULL, lease_owner = NULL,
                retry_at = now() + make_interval(secs => %(wait)s)
WHERE id = %(turn)s AND lease_epoch = %(epoch)s AND step = %(step)s
RETURNING failures
"""


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to write for a turn's step, until somebody else claims it."""

    turn_id: int
    epoch: int
    step: TurnStep


class Turns:
    """Statements over turns, with this process's name on its leases."""

    def __init__(self, database: Database, owner: str, lease_seconds: float) -> None:
        self._database = database
        self._owner = owner
        self._lease = lease_seconds

    def open(self, conversation_ids: Sequence[int]) -> list[int]:
        """Opens a turn in each conversation that is due and ours; the turns' ids.

        Whether something is unanswered is not asked here: a message that commits while the statement waits for the
        conversation would be overlooked for good. A turn that gathers nothing closes in silence.
        """
        values = {"conversations": list(conversation_ids), "real": machine_now()}
        return [row["id"] for row in self._database.rows(OPEN, values)]

    def gather(self, turn_id: int) -> DictRow | None:
        """Claims the turn and takes every unanswered message into it; None when there is nothing to claim."""
        return self._database.row(GATHER, self._claiming(turn_id, TurnStep.GATHER))

    def situation(self, turn_id: int, window: int) -> DictRow | None:
        """Claims the turn for thinking and loads all it needs; `window` is how many earlier messages."""
        extra = {"window": window, "real": machine_now()}
        return self._database.row(SITUATION, self._claiming(turn_id, TurnStep.THINK) | extra)

    def advance(self, claim: Claim, to: TurnStep, draft: str | None = None, fact_seq: int | None = None) -> bool:
        """Ends the link and frees the lease; False when the claim was lost. `fact_seq`: what the draft knows."""
        values = {"to": to, "draft": draft, "fact_seq": fact_seq}
        return self._database.row(ADVANCE, self._mine(claim) | values) is not None

    def store_round(self, claim: Claim, **values: Any) -> bool:
        """Stores one answer of Claude's; with a `draft` the turn goes on to settle. False when the claim was lost."""
        content = Jsonb(values.pop("content"))
        return self._database.row(STORE_ROUND, self._mine(claim) | values | {"content": content}) is not None

    def store_call(self, claim: Claim, **values: Any) -> bool:
        """Stores one tool's result and the offers it made; False when the claim was lost."""
        for name in ("arguments", "result", "offers"):
            values[name] = Jsonb(values[name])
        return self._database.row(STORE_CALL, self._mine(claim) | values) is not None

    def failed(self, claim: Claim, wait_seconds: float) -> None:
        """Frees the lease after a fault outside; the sweep publishes the turn again after the wait."""
        self._database.rows(FAILED, self._mine(claim) | {"wait": wait_seconds})

    def _claiming(self, turn_id: int, step: TurnStep) -> dict[str, Any]:
        return {"turn": turn_id, "step": step, "owner": self._owner, "lease": self._lease}

    def _mine(self, claim: Claim) -> dict[str, Any]:
        return {"turn": claim.turn_id, "epoch": claim.epoch, "step": claim.step}
