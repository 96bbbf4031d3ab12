"""running_late."""

from datetime import UTC, datetime, timedelta
from typing import Any

from flows import wording
from flows.late import LONGEST, Delay, delay
from flows.situation import appointment_facts, moment
from flows.tools import RunningLate
from flows.views import AppointmentView
from gateways.appointments import coming_in, next_of
from gateways.database import Unit
from models import ConversationState
from models.enums import BookingStatus
from tasks.commands.late import tell_late
from tasks.tools.outcome import Outcome, Work, refusal
from tasks.tools.questions import ask_first, asked


def late(unit: Unit, work: Work, arguments: RunningLate) -> Outcome:
    """Works the delay out; after her yes staff and the stylist are told. Nothing is moved or cancelled."""
    one = _nearest(unit, work)
    if one is None:
        return refusal("nothing_now", "She has no appointment that begins now. Look at her appointments.")
    arrives = _arrives(work, one, arguments.arriving_in)
    following = next_of(unit, one)
    found = delay(one.starts_at, one.ends_at, arrives, following)
    if found is None:
        return Outcome({"in_time": True} | appointment_facts(work.catalogue, one, work.language))
    subject = {
        "appointment": one.alias,
        "arriving_in": arguments.arriving_in,
        "arrives": arrives.isoformat(),
    }
    if not asked(unit, work, "running_late", subject):
        return ask_first(
            "running_late",
            subject,
            "Tell her the delay and that nothing is cancelled. Ask whether you shall tell the salon.",
            **_facts(work, one, found),
        )
    tell_late(unit, work.row["conversation_id"], one, found)
    return Outcome({"told": True} | _facts(work, one, found))


def _arrives(work: Work, one: AppointmentView, arriving_in: int) -> datetime:
    """When she is there, by the minute: counted from her message, and not again when she only says yes to it."""
    question = ConversationState.model_validate(work.row["memory"]).asked
    if question is not None and question.matter == "running_late":
        before = question.subject
        if (before["appointment"], before["arriving_in"]) == (one.alias, arriving_in):
            return datetime.fromisoformat(before["arrives"])
    written = moment(work.row["messages"][-1]["received_at"]).astimezone(UTC).replace(second=0, microsecond=0)
    return written + timedelta(minutes=max(0, min(arriving_in, 24 * 60)))


def _nearest(unit: Unit, work: Work) -> AppointmentView | None:
    """The confirmed appointment of today that is going on or begins next."""
    coming = coming_in(unit, work.row["customer_id"]).values()
    near = [
        one
        for one in coming
        if one.status is BookingStatus.CONFIRMED and one.starts_at - LONGEST <= unit.now and unit.now < one.ends_at
    ]
    return min(near, key=lambda one: one.starts_at, default=None)


def _facts(work: Work, one: AppointmentView, found: Delay) -> dict[str, Any]:
    timezone = work.catalogue.business.timezone
    return {
        "appointment": appointment_facts(work.catalogue, one, work.language),
        "delay_minutes": found.minutes,
        "next_at": wording.clock_of(found.next_at, timezone) if found.next_at else None,
        "runs_into_next": found.overlaps,
    }
