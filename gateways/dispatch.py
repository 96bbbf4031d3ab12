"""Claiming and recording outbox rows. A claim is a commit of its own, so that a crash leaves its trace."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gateways.clock import machine_now
from gateways.database import Database
from models.enums import OutboxKind

CLAIM = """
UPDATE outbox SET status = 'claimed', claimed_by = %(owner)s, claimed_at = now(), attempts = attempts + 1
WHERE id = (
    SELECT o.id FROM outbox o
    WHERE o.stream = %(stream)s AND o.status IN ('pending', 'claimed')
    ORDER BY o.id LIMIT 1
) AND (status = 'pending' AND (next_attempt_at IS NULL OR next_attempt_at <= now())
       OR status = 'claimed' AND claimed_at < now() - make_interval(secs => %(claim_seconds)s))
RETURNING id, business_id, stream, dedupe_key, kind, conversation_id, payload, attempts, created_at,
          (SELECT c.handed_over_at FROM conversation c WHERE c.id = outbox.conversation_id) AS handed_over_at,
          (SELECT c.number FROM conversation c WHERE c.id = outbox.conversation_id) AS conversation_number,
          (SELECT c.last_customer_at + interval '24 hours'
                  > %(real)s::timestamptz + (SELECT clock_offset FROM deployment)
           FROM conversation c WHERE c.id = outbox.conversation_id) AS window_open
"""

RECORD = """
UPDATE outbox SET status = %(status)s::text, external_id = %(external_id)s, reason = %(reason)s,
                  sent_at = CASE WHEN %(status)s::text = 'sent'
                                 THEN %(real)s::timestamptz + (SELECT clock_offset FROM deployment) END
WHERE id = %(id)s AND status = 'claimed' AND attempts = %(attempts)s
RETURNING EXISTS (SELECT FROM outbox o WHERE o.stream = outbox.stream AND o.id <> outbox.id
                  AND o.status IN ('pending', 'claimed')) AS more
"""

UNANSWER = """
UPDATE inbox SET handled_at = NULL, handled_as = NULL
WHERE turn_id = %(turn)s AND handled_as = 'turn'
"""

LATER = """
UPDATE outbox SET status = 'pending', reason = %(reason)s, next_attempt_at = now() + make_interval(secs => %(wait)s)
WHERE id = %(id)s AND status = 'claimed' AND attempts = %(attempts)s
"""

DUE = """
SELECT stream FROM (
    SELECT DISTINCT ON (stream) stream, status, next_attempt_at, claimed_at, created_at FROM outbox
    WHERE status IN ('pending', 'claimed') ORDER BY stream, id
) first
WHERE status = 'pending' AND (next_attempt_at IS NULL OR next_attempt_at <= now())
   OR status = 'claimed' AND claimed_at < now() - make_interval(secs => %(claim_seconds)s)
LIMIT 500
"""


@dataclass(frozen=True, slots=True)
class Claimed:
    """An effect that this process alone may now bring about, until the claim is `claim_seconds` old."""

    id: int
    business_id: int
    stream: str
    dedupe_key: str
    kind: OutboxKind
    conversation_id: int | None
    payload: dict[str, Any]
    attempts: int
    created_at: datetime
    handed_over_at: datetime | None
    conversation_number: int | None
    window_open: bool | None
    """Whether WhatsApp still takes free text: the customer has written within 24 hours."""
    send_before: float = float("inf")
    """Monotonic: from then on a send could still be under way when somebody else may claim the row."""


class Dispatch:
    """Statements over outbox rows, with this process's name on its claims.

    `claim_seconds`: how long a claim lasts, the vendor's time-out and a margin for lost answers.
    """

    def __init__(self, database: Database, owner: str, claim_seconds: float) -> None:
        self._database = database
        self._owner = owner
        self.claim_seconds = claim_seconds

    def claim(self, stream: str) -> Claimed | None:
        """Claims the first open row of the stream when it is due; None when there is nothing to do now."""
        row = self._database.row(
            CLAIM, {"stream": stream, "owner": self._owner, "claim_seconds": self.claim_seconds, "real": machine_now()}
        )
        if row is None:
            return None
        return Claimed(**row | {"kind": OutboxKind(row["kind"])})

    def record(
        self,
        row_id: int,
        attempts: int,
        status: str,
        real: datetime,
        external_id: str | None,
        reason: str | None,
    ) -> bool | None:
        """Writes down how it ended; whether its stream has more, or None when somebody has claimed it since."""
        values = {"id": row_id, "attempts": attempts, "status": status, "real": real}
        row = self._database.row(RECORD, values | {"external_id": external_id, "reason": reason})
        return row["more"] if row else None

    def later(self, row_id: int, attempts: int, reason: str, wait_seconds: float) -> None:
        """Puts it back, to be tried again after the wait."""
        values = {"id": row_id, "attempts": attempts, "reason": reason, "wait": wait_seconds}
        self._database.rows(LATER, values)

    def unanswer(self, reply: Claimed) -> None:
        """The messages that a withdrawn reply was to answer wait again."""
        self._database.rows(UNANSWER, {"turn": int(reply.dedupe_key.removeprefix("reply:"))})

    def due(self) -> list[str]:
        """Streams whose first open row can be tried now."""
        return [row["stream"] for row in self._database.rows(DUE, {"claim_seconds": self.claim_seconds})]
