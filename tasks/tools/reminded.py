"""acknowledge_reminder."""

from flows.tools import AcknowledgeReminder
from gateways.database import Unit
from tasks.commands.reminding import acknowledge
from tasks.tools.outcome import Outcome, Work, refusal


def comes(unit: Unit, work: Work, _: AcknowledgeReminder) -> Outcome:
    """She has answered a reminder: staff see that she comes."""
    if not acknowledge(unit, work.row["conversation_id"]):
        return refusal("nothing_to_acknowledge", "No reminder waits for her answer. Answer what she wrote.")
    return Outcome({"acknowledged": True})
