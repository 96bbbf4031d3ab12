"""Handling hints: what Chatwoot or Stripe says now decides, never what the webhook said."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog
from psycopg.rows import DictRow

from flows.reread import incoming
from gateways.chatwoot import Chatwoot
from gateways.checkpoint import checkpoint
from gateways.clock import machine_now
from gateways.database import Database
from gateways.log import bound
from gateways.outcome import Refused, TryLater
from models.ids import BusinessId
from tasks.commands.hand_back import answer_what_waits, hand_back
from tasks.commands.handover import take_over, tell_handover
from tasks.commands.hearing import hear
from tasks.commands.listening import listen
from tasks.commands.unless_moved import HandsCommand, unless_moved
from tasks.waking import Waking

log = structlog.get_logger()

READ = """
SELECT business_id, source, conversation_id, subject FROM inbox
WHERE id = %(id)s AND kind = 'hint' AND handled_at IS NULL
"""

HANDLED = """
UPDATE inbox SET handled_at = %(real)s::timestamptz + (SELECT clock_offset FROM deployment), handled_as = 'hint'
WHERE id = %(id)s AND handled_at IS NULL
"""

TALK = """
SELECT number, handed_over_at, handover_told_at,
       EXISTS (SELECT FROM inbox i WHERE i.conversation_id = c.id AND i.kind = 'message' AND i.author = 'customer'
               AND i.turn_id IS NULL AND i.handled_at IS NULL AND i.screened_at IS NULL) AS unscreened,
       EXISTS (SELECT FROM outbox o WHERE o.conversation_id = c.id AND o.kind IN ('open_conversation', 'hand_back')
               AND o.status IN ('pending', 'claimed')) AS telling
FROM conversation c WHERE c.id = %(id)s
"""
"""`telling`: Chatwoot is still to hear from us who has it. Read before Chatwoot is asked: what we have told by now, its
answer knows."""

UNHEARD = """
SELECT c.number FROM inbox i JOIN conversation c ON c.id = i.conversation_id
WHERE i.conversation_id = %(id)s AND i.kind = 'message' AND i.author = 'customer' AND i.content = 'audio'
  AND i.message_number = %(message)s AND coalesce(i.text, '') = ''
"""

UNHANDLED = "SELECT id FROM inbox WHERE kind = 'hint' AND handled_at IS NULL ORDER BY id LIMIT 200"

AGAIN_AFTER_SECONDS = 20.0
"""A hint that could not be followed is woken again no sooner: its vendor may be away."""

UNTOLD = """
SELECT id, business_id FROM conversation
WHERE handed_over_at IS NOT NULL AND handover_told_at IS NULL ORDER BY id LIMIT 200
"""


@dataclass(frozen=True, slots=True)
class Hinting:
    """Reads again what a hint points to."""

    database: Database
    chatwoot: Chatwoot
    waking: Waking
    apply_stripe: Callable[[int], None]
    named: dict[int, float] = field(default_factory=dict)
    """When (monotonic) `missed` has named which hint."""

    def handle(self, inbox_id: int) -> None:
        """Nothing when the row is handled already. When the vendor is away the sweep comes back to it."""
        row = self.database.row(READ, {"id": inbox_id})
        if row is None:
            return
        checkpoint("hint.read")
        with bound(inbox_id=inbox_id, conversation_id=row["conversation_id"]):
            try:
                if row["source"] == "stripe":
                    self.apply_stripe(inbox_id)
                else:
                    self.reread(row["business_id"], row["conversation_id"])
                    self._hear(row)
            except TryLater as error:
                log.warning("hint must wait", reason=str(error))
                return
            except Refused as error:
                log.error("hint cannot be followed", reason=str(error))
            checkpoint("hint.done")
            self.database.rows(HANDLED, {"id": inbox_id, "real": machine_now()})

    def reread(self, business_id: int, conversation_id: int) -> None:
        """Who has the conversation? Chatwoot's word now, unless ours is still on its way there."""
        row = self.database.row(TALK, {"id": conversation_id})
        if row is None:
            return
        business = BusinessId(business_id)
        is_persons = row["handed_over_at"] is not None
        if is_persons and row["unscreened"]:
            # Before Chatwoot is asked anything: it may be away, and she may be in danger.
            self.waking.command(self.database, business, listen, conversation_id)
        if is_persons and row["handover_told_at"] is None:
            self._command(business, conversation_id, tell_handover)
            return
        if row["telling"]:
            ours = not is_persons
        else:
            said = self.chatwoot.conversation(row["number"])
            ours = said.get("status") == "pending" and not (said.get("meta") or {}).get("assignee")
        if ours == is_persons:
            command = unless_moved(row["handed_over_at"], hand_back if ours else take_over)
            self._command(business, conversation_id, command)
        elif ours:
            self._command(business, conversation_id, answer_what_waits)

    def _hear(self, hint: DictRow) -> None:
        """The words of a voice note, when Chatwoot has them now: they come later than the note."""
        if not (hint["subject"] or "").startswith("message "):
            return
        values = {"id": hint["conversation_id"], "message": int(hint["subject"].removeprefix("message "))}
        note = self.database.row(UNHEARD, values)
        if note is None:
            return
        talk = self.chatwoot.conversation(note["number"])
        messages = self.chatwoot.latest_messages(note["number"])
        heard = {
            row.message: row.text
            for message in messages
            if message.get("id") == values["message"]
            for row in incoming(message, talk)
            if row.message is not None and row.text
        }
        business = BusinessId(hint["business_id"])
        if not heard:
            return
        if self.waking.command(self.database, business, hear, hint["conversation_id"], heard):
            log.info("a voice note can be read now")

    def _command(self, business_id: BusinessId, conversation_id: int, command: HandsCommand) -> None:
        if self.waking.command(self.database, business_id, command, conversation_id):
            log.info("conversation changed hands", command=command.__name__)

    def missed(self) -> list[int]:
        """Hints that nobody has followed yet and that this process has not named a moment ago."""
        now = time.monotonic()
        unhandled = [row["id"] for row in self.database.rows(UNHANDLED)]
        found = [hint for hint in unhandled if now - self.named.get(hint, -now) > AGAIN_AFTER_SECONDS]
        for gone in self.named.keys() - set(unhandled):
            del self.named[gone]
        self.named.update(dict.fromkeys(found, now))
        return found

    def untold(self) -> list[DictRow]:
        """Conversations that a person took by writing, and that Chatwoot has not been told about."""
        return self.database.rows(UNTOLD)
