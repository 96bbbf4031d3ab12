"""Who is told that an appointment has other services: the customer, and staff once the booking stands."""

from dataclasses import replace

from flows import wording
from flows.changed_deposit import Settled
from flows.notices import facts_of_visit, render
from flows.story import Story
from gateways.bookings import story_of
from gateways.database import Unit
from gateways.outbox import say
from models import Appointment
from models.enums import BookingStatus, OutboxKind
from models.money import Money
from tasks.commands.reminding import plan_reminder
from tasks.commands.telling import send_mail, tell_customer
from tasks.commands.whole import Whole


def services_changed(
    unit: Unit, whole: Whole, before: Story, appointment: Appointment, settled: Settled, public_url: str | None
) -> None:
    """`before`: the booking as it was told until now. Everything is locked."""
    plan_reminder(unit, whole.id)
    after = story_of(unit, whole.id)
    (old,) = (one for one in before.visits if one.appointment_id == appointment.id)
    (new,) = (one for one in after.visits if one.appointment_id == appointment.id)
    mark = f"{appointment.id}:{appointment.calendar_seq}"
    held = whole.booking.status is BookingStatus.HELD
    facts = _facts(after, settled, after.language) | {
        "held": "1" if held else "",
        "pay_link": f"{public_url}/pay/{after.code}" if public_url else "",
    }
    told = replace(after, visits=(new,), pack=after.pack if len(after.visits) == 1 else None)
    tell_customer(unit, whole.conversation, told, "services_changed", f"services:{mark}", **facts)
    if held:
        return
    language = after.staff_language
    was = wording.listed(old.services, language)
    facts = facts_of_visit(after, new, language) | _facts(after, settled, language) | {"old_services": was}
    if whole.conversation is not None:
        text = render("staff_services_changed", language, facts)
        say(unit, whole.conversation, OutboxKind.NOTE, f"staff-services:{mark}", {"text": text})
    if new.email:
        send_mail(unit, new.email, f"services:{mark}", "mail_services_changed", language, facts)


def _facts(story: Story, settled: Settled, language: str) -> dict[str, str]:
    def word(amount: Money) -> str:
        return wording.money(amount, story.currency, language) if amount.cents else ""

    return {"supplement": word(settled.supplement), "given_back": word(settled.back)}
