"""What a person must decide: handed over in one go."""

from collections.abc import Sequence

from flows.decision_note import Wish
from flows.policy import Reason
from flows.views import AppointmentView
from gateways.database import Unit
from tasks.commands.asking import StaffDecides, ask_staff
from tasks.tools.outcome import Outcome, Work


def staff_decide(unit: Unit, work: Work, reason: Reason, asked: Sequence[AppointmentView], wish: Wish) -> Outcome:
    """Nothing has changed: staff are told what she wants, she that somebody writes to her, and the turn is silent."""
    decides = StaffDecides(asked[0].booking_id, tuple(one.id for one in asked), reason)
    ask_staff(unit, decides, wish, work.row["conversation_id"])
    return Outcome({"handed_over": True})
