"""hand_over."""

from flows.tools import HandOver
from gateways.database import Unit
from models.enums import HandoverReason
from tasks.commands.handover import hand_over as command
from tasks.tools.outcome import Outcome, Work


def hand_over(unit: Unit, work: Work, arguments: HandOver) -> Outcome:
    """Gives the conversation to a person; the turn ends in silence."""
    command(unit, work.row["conversation_id"], HandoverReason(arguments.reason), arguments.summary)
    return Outcome({"handed_over": True})
