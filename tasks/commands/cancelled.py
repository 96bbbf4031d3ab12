"""Everything that follows when confirmed appointments are no more, whoever has cancelled them."""

from dataclasses import dataclass, replace

from flows import wording
from flows.conversation import Event
from flows.notices import facts_of_visit, render
from flows.story import Story
from gateways.database import Unit
from gateways.outbox import say
from models.enums import BookingStatus, OutboxKind
from models.money import Money
from tasks.commands.reminding import plan_reminder
from tasks.commands.telling import change_facts, send_mail, tell_customer
from tasks.commands.whole import Whole


@dataclass(frozen=True, slots=True)
class Cancelled:
    """They are cancelled; customer and staff have been told."""

    booking_id: int
    appointment_ids: tuple[int, ...]
    refund: Money
    """On its way back to the customer."""
    forfeited: Money
    """Kept by the salon."""
    sessions_returned: int
    sessions_spent: int
    remaining: int
    """How many appointments the booking still has."""


def cancelled(unit: Unit, whole: Whole, before: Story, done: Cancelled) -> None:
    """Customer, staff and stylists are told; the reminder follows. `before`: the booking as it was told until now."""
    plan_reminder(unit, whole.id)
    over = whole.booking.status is BookingStatus.CANCELLED
    change_facts(unit, whole.conversation, Event.CANCELLED if over else None)
    visits = tuple(visit for visit in before.visits if visit.appointment_id in done.appointment_ids)
    key = f"cancelled:{done.appointment_ids[0]}"
    facts = _money(before, done, before.language)
    tell_customer(unit, whole.conversation, replace(before, visits=visits), "booking_cancelled", key, **facts)
    language = before.staff_language
    facts = _money(before, done, language)
    told = [facts_of_visit(before, visit, language) | facts for visit in visits]
    if whole.conversation is not None:
        text = "\n\n".join(render("staff_cancelled", language, each) for each in told)
        say(unit, whole.conversation, OutboxKind.NOTE, f"staff-{key}", {"text": text})
    for visit, each in zip(visits, told, strict=True):
        if visit.email:
            send_mail(unit, visit.email, f"cancelled:{visit.appointment_id}", "mail_cancelled", language, each)


def _money(story: Story, done: Cancelled, language: str) -> dict[str, str]:
    """`refund` is always an amount, for WhatsApp's template; the others are empty when there is nothing to say."""
    refund, lost = (wording.money(each, story.currency, language) for each in (done.refund, done.forfeited))
    return {
        "refund": refund,
        "refunded": "1" if done.refund.cents else "",
        "forfeited": lost if done.forfeited.cents else "",
        "session_returned": "1" if done.sessions_returned else "",
        "session_spent": "1" if done.sessions_spent else "",
    }
