"""Third link: does the draft still hold? Then it is queued, the turn ends, and the reply goes out."""

import time
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog
from psycopg.rows import DictRow

from flows import memory, offers
from flows.buttons import buttons
from flows.conversation import after
from flows.notices import render
from flows.summary import due
from gateways.catalogue import Catalogues
from gateways.checkpoint import checkpoint
from gateways.dispatch import Claimed
from gateways.log import bound
from gateways.settling import Settling as Statements
from gateways.turns import Claim, Turns
from models import ConversationState
from models.enums import ConversationMode, OutboxKind, TurnOutcome, TurnStep
from models.ids import BusinessId
from tasks.delivery import Delivery
from tasks.waking import Waking

log = structlog.get_logger()

WINDOW = timedelta(hours=24)
"""For so long after the customer's last message WhatsApp takes free text."""


@dataclass(frozen=True, slots=True)
class Settling:
    """The link, with what it needs."""

    statements: Statements
    turns: Turns
    catalogues: Catalogues
    delivery: Delivery
    waking: Waking

    def run(self, turn_id: int) -> TurnStep:
        """Ends the turn, or says which step it must go back to. Does nothing when it is somebody else's."""
        row = self.statements.draft(turn_id)
        if row is None:
            return TurnStep.DONE
        checkpoint("settle.claimed")
        claim = Claim(turn_id, row["epoch"], TurnStep.SETTLE)
        with bound(turn_id=turn_id, conversation_id=row["conversation_id"]):
            if row["handed_over_at"] is not None or row["draft"] is None:
                handed_over = row["handed_over_at"] is not None
                outcome = TurnOutcome.HANDED_OVER if handed_over else TurnOutcome.SILENT
                self.statements.close(claim, outcome)
                return TurnStep.DONE
            if row["fact_seq"] != row["base_fact_seq"]:
                log.info("facts have moved while Claude was thinking")
                self.statements.again(claim)
                return TurnStep.THINK
            return self._reply(row, claim)

    def _reply(self, row: DictRow, claim: Claim) -> TurnStep:
        started = time.monotonic()
        catalogue = self.catalogues.get(BusinessId(row["business_id"]), row["now"])
        language = row["language"] or catalogue.business.default_language
        text = row["draft"]
        greeting = row["privacy_notice_at"] is None
        if greeting:
            facts = {
                "assistant": catalogue.business.assistant,
                "business": catalogue.business.name,
                "privacy_url": catalogue.business.privacy_url,
            }
            # A colleague who has written to her has welcomed her already.
            opening = "introduction_after_person" if row["welcomed"] else "introduction"
            text = f"{render(opening, language, facts)}\n\n{text}".strip()
        shown = offers.shown(text, row["offers"] or [], catalogue)
        state = ConversationState.model_validate(row["memory"])
        calls = row["calls"] or []
        mode = ConversationMode(row["mode"])
        for event in memory.events(calls, shown):
            mode = after(mode, event)
        tappable = [offer for offer in row["offers"] or [] if offer["code"] in shown]
        payload = {"text": text, "items": buttons(text, tappable, catalogue, language)}
        # Without words she has been answered by a notice of the house.
        said = self.statements.settle(
            claim,
            memory=memory.remember(state, calls, row["turn_id"], row["draft"], language).model_dump(mode="json"),
            mode=mode,
            fact_seq=row["fact_seq"],
            say_seq=row["say_seq"],
            now=row["now"],
            key=f"reply:{row['turn_id']}",
            payload=payload,
            shown=shown,
            greeting=greeting,
        )
        if said is None:
            # Somebody spoke or changed a fact at this very moment: look again.
            return TurnStep.SETTLE if self.turns.advance(claim, TurnStep.SETTLE) else TurnStep.DONE
        checkpoint("settle.queued")
        if text:
            self._send(row, said, payload, started)
        policy = catalogue.policy
        if due(row["said"], state.summarised_until, policy.summary_after_messages, policy.message_window):
            self.waking.summary(row["conversation_id"])
        if said["due_at"] is not None:
            self.waking.conversation(row["conversation_id"], max(0.0, (said["due_at"] - row["now"]).total_seconds()))
        return TurnStep.DONE

    def _send(self, row: DictRow, said: DictRow, payload: dict[str, Any], started: float) -> None:
        if said["status"] != "claimed":
            self.waking.stream(said["stream"])
            return
        claimed = Claimed(
            id=said["id"],
            business_id=row["business_id"],
            stream=said["stream"],
            dedupe_key=f"reply:{row['turn_id']}",
            kind=OutboxKind.REPLY,
            conversation_id=row["conversation_id"],
            payload=payload,
            attempts=1,
            created_at=row["now"],
            handed_over_at=None,
            conversation_number=row["number"],
            window_open=row["last_customer_at"] > row["now"] - WINDOW,
        )
        if self.delivery.deliver(claimed, started):
            # Whatever queued behind it while it was on its way.
            self.delivery.drain(said["stream"])
