"""not_understood."""

from flows.tools import NotUnderstood
from gateways.database import Unit
from models import ConversationState
from models.enums import HandoverReason
from tasks.commands.handover import hand_over
from tasks.tools.outcome import Outcome, Work


def doubt(unit: Unit, work: Work, _: NotUnderstood) -> Outcome:
    """One question is asked; when that was of no use, a person takes over."""
    state = ConversationState.model_validate(work.row["memory"])
    if state.clarification_attempts + 1 < work.catalogue.policy.clarifications_before_handover:
        return Outcome({"do": "Ask one short, concrete question. Offer two or three things she could mean."})
    hand_over(unit, work.row["conversation_id"], HandoverReason.AMBIGUITY, "")
    return Outcome({"handed_over": True})
