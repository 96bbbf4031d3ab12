"""Staff hear that somebody is late. The appointment stays as it is."""

from datetime import datetime

from flows import wording
from flows.late import Delay
from flows.notices import facts_of_visit, render
from flows.views import AppointmentView
from gateways.bookings import story_of
from gateways.database import Unit
from gateways.locks import lock_conversation
from gateways.outbox import say
from models.enums import OutboxKind
from tasks.commands.telling import send_mail


def tell_late(unit: Unit, conversation_id: int, late: AppointmentView, delay: Delay) -> None:
    """A private note in the conversation and an e-mail to the stylist: who, what, how late, who comes next."""
    conversation = lock_conversation(unit, conversation_id)
    if conversation is None:
        return
    story = story_of(unit, late.booking_id)
    visit = next(visit for visit in story.visits if visit.appointment_id == late.id)
    language = story.staff_language
    facts = facts_of_visit(story, visit, language) | {
        "delay": str(delay.minutes),
        "next": _clock(delay.next_at, story.timezone),
    }
    key = f"late:{late.id}:{int(unit.now.timestamp())}"
    text = render("staff_late", language, facts)
    say(unit, conversation, OutboxKind.NOTE, key, {"text": text})
    if visit.email:
        send_mail(unit, visit.email, key, "mail_late", language, facts)


def _clock(moment: datetime | None, timezone: str) -> str:
    return wording.clock_of(moment, timezone) if moment else ""
