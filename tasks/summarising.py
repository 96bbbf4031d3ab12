"""Writes a conversation's summary beside its turns: the next one is told it."""

from dataclasses import dataclass

import structlog

from flows.cost import cost_micros
from flows.ports import Mind
from flows.summary import LONGEST, ask, due
from gateways.database import Database
from gateways.outcome import Refused, TryLater
from gateways.summaries import keep, spend, talk_of
from models import ConversationState, Policy

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Summarising:
    """With the small model, outside of any turn: nobody waits for it, and a failure costs nothing."""

    database: Database
    mind: Mind

    def run(self, conversation_id: int) -> bool:
        """Whether a new summary was written; done twice it writes one."""
        row = talk_of(self.database, conversation_id)
        if row is None:
            return False
        state, policy = ConversationState.model_validate(row["memory"]), Policy.model_validate(row["policy"])
        messages = row["messages"] or []
        if not due(len(messages), state.summarised_until, policy.summary_after_messages, policy.message_window):
            return False
        until = len(messages) - policy.message_window
        language = row["language"] or row["default_language"]
        try:
            answer = self.mind.ask(ask(messages[state.summarised_until : until], state.summary, language))
        except (TryLater, Refused) as error:
            log.warning("no summary", conversation_id=conversation_id, reason=str(error))
            return False
        cost = cost_micros(policy, answer)
        spend(self.database, row["business_id"], conversation_id, row["day"], answer, cost)
        return bool(answer.text) and keep(self.database, conversation_id, answer.text[:LONGEST], until)
