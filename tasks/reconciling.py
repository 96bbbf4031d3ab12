"""Chatwoot never repeats an account webhook: what was lost is read again here, and stored as if it had come."""

from dataclasses import dataclass
from typing import Any

import structlog

from flows.incoming import Incoming, Malformed
from flows.reread import incoming, still_telling
from gateways.chatwoot import Chatwoot
from gateways.clock import machine_now
from gateways.database import Database
from gateways.inbox import STORE, parameters
from gateways.outcome import Refused, TryLater
from tasks.waking import Waking

log = structlog.get_logger()

WATCHED = """
SELECT c.number FROM conversation c JOIN channel ON channel.id = c.channel_id
WHERE channel.account_number = %(account)s AND channel.inbox_number = %(inbox)s
  AND c.last_customer_at > %(real)s::timestamptz + (SELECT clock_offset FROM deployment) - interval '1 day'
ORDER BY c.last_customer_at DESC LIMIT 100
"""


@dataclass(frozen=True, slots=True)
class Reconciling:
    """Compares what Chatwoot has with what the inbox has, in one of Chatwoot's inboxes."""

    database: Database
    chatwoot: Chatwoot
    waking: Waking
    account: int
    inbox: int

    def chatwoot_messages(self) -> int:
        """Stores messages whose webhook never came; how many.

        The newest page of each conversation is read whole: a lost message may well be older than one that came.
        """
        count = 0
        for number, shown in self._conversations().items():
            try:
                count += self._catch_up(number, shown)
            except (TryLater, Refused) as error:
                log.warning("conversation not reconciled", reason=str(error), conversation_number=number)
        if count:
            log.info("lost webhooks made good", messages=count)
        return count

    def _conversations(self) -> dict[int, dict[str, Any] | None]:
        """What waits for a bot in Chatwoot (as it shows it), and what we know to be a day old at most."""
        values = {"account": self.account, "inbox": self.inbox, "real": machine_now()}
        found: dict[int, dict[str, Any] | None] = {row["number"]: None for row in self.database.rows(WATCHED, values)}
        try:
            return found | {int(talk["id"]): talk for talk in self.chatwoot.pending(self.inbox)}
        except (TryLater, Refused) as error:
            log.warning("Chatwoot's pending conversations not read", reason=str(error))
            return found

    def _catch_up(self, number: int, shown: dict[str, Any] | None) -> int:
        messages = self.chatwoot.latest_messages(number)
        talk = shown or self.chatwoot.conversation(number)
        rows: list[Incoming] = []
        for message in messages:
            try:
                rows += incoming(message, talk)
            except Malformed as error:
                log.warning("message not understood", why=str(error))
        rows = still_telling(rows)
        stored = self.database.rows(STORE, parameters(rows, machine_now())) if rows else []
        for row in stored:
            if row["due_in"] is not None:
                self.waking.conversation(row["conversation_id"], max(0.0, row["due_in"]))
        return sum(row["kind"] == "message" for row in stored)
