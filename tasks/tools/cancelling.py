"""cancel."""

from collections.abc import Sequence
from typing import Any

from flows import wording
from flows.decision_note import Wish
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
from tasks.commands.terms import Meant, terms_of
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
    return _cancel(unit, work, named)


def _terms(unit: Unit, work: Work, named: Sequence[AppointmentView]) -> dict[str, Any] | Outcome:
    """What comes back and what is lost, in words; or the handover, where a person decides."""
    ids, talk = [one.id for one in named], work.row["conversation_id"]
    meant = terms_of(unit, work.catalogue, named[0].booking_id, ids, conversation_id=talk)
    if isinstance(meant, StaffDecides):
        return staff_decide(unit, work, meant.reason, named, Wish.CANCEL)
    if not isinstance(meant, Meant):
        return _nothing()
    return _told(work, meant.terms.refund, meant.terms.forfeited, meant.terms.sessions_spent)


def _cancel(unit: Unit, work: Work, named: Sequence[AppointmentView]) -> Outcome:
    ids, talk = [one.id for one in named], work.row["conversation_id"]
    done = command(unit, work.catalogue, named[0].booking_id, ids, forfeit=True, conversation_id=talk)
    if isinstance(done, StaffDecides):
        return staff_decide(unit, work, done.reason, named, Wish.CANCEL)
    if not isinstance(done, Cancelled):
        return _nothing()
    return Outcome({"cancelled": True} | _told(work, done.refund, done.forfeited, done.sessions_spent))


def _told(work: Work, refund: Money, lost: Money, sessions_spent: int) -> dict[str, Any]:
    currency = work.catalogue.business.currency
    return {
        "refund": wording.money(refund, currency, work.language) if refund.cents else None,
        "lost": wording.money(lost, currency, work.language) if lost.cents else None,
        "session_lost": sessions_spent > 0,
    }


def _nothing() -> Outcome:
    return refusal("nothing_to_cancel", "It is not booked any more. Look at her appointments again.")
