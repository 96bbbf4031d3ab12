"""cancel."""

from collections.abc import Sequence
from typing import Any

from flows import wording
from flows.decision_note import Wish
from flows.policy import Reason, Ruling, on_cancel
from flows.situation import appointment_facts
from flows.tools import Cancel
from flows.views import AppointmentView
from gateways.appointments import coming_in
from gateways.database import Unit
from models.enums import BookingStatus
from models.money import Money
from tasks.commands.asking import StaffDecides
from tasks.commands.cancel import cancel as command
from tasks.commands.cancelled import Cancelled
from tasks.tools.outcome import Outcome, Work, refusal
from tasks.tools.questions import ask_first, asked
from tasks.tools.staff import staff_decide


def cancel(unit: Unit, work: Work, arguments: Cancel) -> Outcome:
    """Asks first, and says what comes back and what is lost; cancels after her yes to exactly that."""
    coming = coming_in(unit, work.row["customer_id"])
    named = [coming[alias] for alias in dict.fromkeys(arguments.appointments) if alias in coming]
    if len(named) < len(set(arguments.appointments)):
        return refusal("unknown_appointment", "Use aliases of her own coming appointments.")
    if any(one.status is BookingStatus.HELD for one in named):
        return refusal("only_held", "It is not booked yet, only held: use release_hold if she does not want it.")
    if len({one.booking_id for one in named}) > 1:
        return refusal("one_booking", "These belong to different bookings: cancel one booking after the other.")
    terms = _terms(unit, work, named)
    if isinstance(terms, Outcome):
        return terms
    subject = {"appointments": sorted(one.alias for one in named)} | terms
    if not asked(unit, work, "cancel", subject):
        return ask_first(
            "cancel",
            subject,
            "Nothing is cancelled yet. Ask whether to cancel exactly this, and say what happens to the deposit: "
            "refund comes back, lost stays with the salon. When something is lost, offer to move it instead, "
            "which keeps the deposit.",
            appointments=[appointment_facts(work.catalogue, one, work.language) for one in named],
            **terms,
        )
    return _cancel(unit, work, named, terms)


def _terms(unit: Unit, work: Work, named: Sequence[AppointmentView]) -> dict[str, Any] | Outcome:
    """What comes back and what is lost, in words; or the handover, where a person decides."""
    back = lost = 0
    sessions = False
    for one in named:
        ruling = on_cancel(work.catalogue.policy, one.starts_at, one.at_stake, one.kept_moves, unit.now)
        if isinstance(ruling, Reason):
            return staff_decide(unit, work, ruling, named, Wish.CANCEL)
        if ruling is Ruling.FREE:
            back += one.deposit.cents
        else:
            lost += one.deposit.cents
            sessions = sessions or not one.deposit.cents
    currency = work.catalogue.business.currency
    return {
        "refund": wording.money(Money(back), currency, work.language) if back else None,
        "lost": wording.money(Money(lost), currency, work.language) if lost else None,
        "session_lost": sessions,
    }


def _cancel(unit: Unit, work: Work, named: Sequence[AppointmentView], terms: dict[str, Any]) -> Outcome:
    ids, talk = [one.id for one in named], work.row["conversation_id"]
    done = command(unit, work.catalogue, named[0].booking_id, ids, forfeit=True, conversation_id=talk)
    if isinstance(done, StaffDecides):
        return staff_decide(unit, work, done.reason, named, Wish.CANCEL)
    if not isinstance(done, Cancelled):
        return refusal("nothing_to_cancel", "It is not booked any more. Look at her appointments again.")
    return Outcome({"cancelled": True} | terms)
