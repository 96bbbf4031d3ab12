"""Who is told of a change to a booking: the customer by a notice, staff by a note and an e-mail."""

from datetime import timedelta
from typing import Any

from flows.conversation import Event, after
from flows.notices import facts_of, facts_of_visit, payload, render, render_mail, worded_for
from flows.story import Story
from gateways.bookings import story_of
from gateways.database import Unit
from gateways.locks import lock_conversation
from gateways.outbox import queue, say
from models import Conversation, Outbox
from models.enums import OutboxKind
from models.moment import local
from models.slot import Slot


def change_facts(unit: Unit, conversation: Conversation | None, event: Event | None) -> None:
    """What the customer can be told has changed: a reply that is being written is looked at again."""
    if conversation is None:
        return
    conversation.fact_seq += 1
    if event is not None:
        conversation.mode = after(conversation.mode, event)
    unit.session.add(conversation)


def tell_customer(
    unit: Unit, conversation: Conversation | None, story: Story, template: str, key: str, **more: str
) -> Outbox | None:
    """A notice in her own language; None when she has no conversation with us."""
    if conversation is None:
        return None
    facts = facts_of(story, story.language) | more
    told = payload(worded_for(story, template), story.language, facts)
    return say(unit, conversation, OutboxKind.NOTICE, key, told)


def tell_confirmed(unit: Unit, booking_id: int, conversation_id: int | None) -> None:
    """The customer, staff and each stylist hear of a booking that has just been confirmed."""
    story = story_of(unit, booking_id)
    conversation = lock_conversation(unit, conversation_id) if conversation_id else None
    left = story.visits[0].slot.start - unit.now
    refundable = "1" if left > timedelta(hours=story.policy.refund_hours) else ""
    tell_customer(unit, conversation, story, "booking_confirmed", f"confirmed:{booking_id}", refundable=refundable)
    language = story.staff_language
    if conversation is not None:
        urgent = _is_today(unit, story, story.visits[0].slot)
        text = render("staff_booked_today" if urgent else "staff_booked", language, facts_of(story, language))
        say(unit, conversation, OutboxKind.NOTE, f"staff-booked:{booking_id}", {"text": text})
    for visit in story.visits:
        if visit.email:
            facts = facts_of_visit(story, visit, language)
            template = "mail_booked_today" if _is_today(unit, story, visit.slot) else "mail_booked"
            send_mail(unit, visit.email, f"booked:{visit.appointment_id}", template, language, facts)


def _is_today(unit: Unit, story: Story, slot: Slot) -> bool:
    """Whether it begins on this day of the salon's calendar: then staff have to know at once."""
    return local(slot.start, story.timezone).date() == local(unit.now, story.timezone).date()


def send_mail(unit: Unit, to: str, key: str, template: str, language: str, facts: dict[str, Any]) -> None:
    """One e-mail, in a stream of its own."""
    subject, text = render_mail(template, language, facts)
    mail = {"to": to, "subject": subject, "text": text}
    queue(unit, OutboxKind.MAIL, f"mail:{key}", f"mail:{key}", mail)
