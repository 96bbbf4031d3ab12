"""Chatwoot never repeats an account webhook: what was lost is read again here, and stored as if it had come."""

from dataclasses import dataclass
from typing import Any

import structlog

from flows.incoming import Incoming, Malformed
from flows.reread import incoming
from gateways.chatwoot import Chatwoot
from gateways.clock import machine_now
from gateways.database import Database
from gateways.inbox import STORE, parameters
from gateways.outcome import Refused, TryLater
from tasks.waking import Waking

log = structlog.get_logger()

KNOWN = "SELECT number, last_message_number FROM conversation WHERE number = ANY(%(numbers)s)"

WATCHED = """
SELECT number FROM conversation
WHERE last_customer_at > %(real)s::timestamptz + (SELECT clock_offset FROM deployment) - interval '1 day'
ORDER BY last_customer_at DESC LIMIT 100
"""


@dataclass(frozen=True, slots=True)
class Reconciling:
    """Compares what Chatwoot has with what the inbox has."""

    database: Database
    chatwoot: Chatwoot
    waking: Waking
    inbox: int

    def chatwoot_messages(self) -> int:
        """Stores messages whose webhook never came; how many."""
        try:
            shown = {int(talk["id"]): talk for talk in self.chatwoot.pending(self.inbox)}
            watched = {row["number"] for row in self.database.rows(WATCHED, {"real": machine_now()})}
            numbers = sorted(shown.keys() | watched)
            known = {
                row["number"]: row["last_message_number"] for row in self.database.rows(KNOWN, {"numbers": numbers})
            }
            return sum(self._catch_up(number, known.get(number, 0), shown.get(number)) for number in numbers)
        except (TryLater, Refused) as error:
            log.warning("Chatwoot not reconciled", reason=str(error))
            return 0

    def _catch_up(self, number: int, last: int, shown: dict[str, Any] | None) -> int:
        latest = ((shown or {}).get("messages") or [{}])[-1].get("id")
        if latest is not None and latest <= last:
            return 0
        missed = self.chatwoot.messages_after(number, last)
        if not missed:
            return 0
        talk = shown or self.chatwoot.conversation(number)
        rows: list[Incoming] = []
        for message in missed:
            try:
                rows += incoming(message, talk)
            except Malformed as error:
                log.warning("message not understood", why=str(error))
        stored = self.database.rows(STORE, parameters(rows, machine_now())) if rows else []
        for row in stored:
            if row["due_in"] is not None:
                self.waking.conversation(row["conversation_id"], max(0.0, row["due_in"]))
        if stored:
            log.info("lost webhooks made good", messages=len(stored))
        return len(stored)
