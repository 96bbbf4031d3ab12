"""Everything that follows when appointments have another time or stylist, whoever has moved them."""

from collections.abc import Sequence
from dataclasses import replace

from flows.changes import Change
from flows.conversation import Event
from flows.notices import facts_of_visit, render
from flows.story import Story, Visit
from gateways.bookings import story_of
from gateways.database import Unit
from gateways.outbox import say
from models.enums import OutboxKind
from tasks.commands.reminding import plan_reminder
from tasks.commands.telling import change_facts, send_mail, tell_customer
from tasks.commands.whole import Whole


def moved(unit: Unit, whole: Whole, before: Story, changes: Sequence[Change], refundable: bool) -> None:
    """Customer, staff and both stylists are told; the reminder follows. `before`: the booking as it was told until now.

    `refundable`: whether a deposit can still come back. Everything is locked.
    """
    plan_reminder(unit, whole.id)
    change_facts(unit, whole.conversation, Event.MOVED)
    after = story_of(unit, whole.id)
    ids = [change.appointment_id for change in changes]
    old = {visit.appointment_id: visit for visit in before.visits if visit.appointment_id in ids}
    new = [visit for visit in after.visits if visit.appointment_id in ids]
    marks = {one.id: f"{one.id}:{one.calendar_seq}" for one in whole.appointments}
    first = min(old.values(), key=lambda visit: visit.slot.start)
    facts = _old(before, first, after.language) | {"refundable": "1" if refundable else ""}
    told = replace(after, visits=tuple(new))
    tell_customer(unit, whole.conversation, told, "booking_changed", f"changed:{marks[ids[0]]}", **facts)
    language = after.staff_language
    if whole.conversation is not None:
        lines = (_facts(before, old[one.appointment_id], after, one) for one in new)
        text = "\n\n".join(render("staff_changed", language, line) for line in lines)
        say(unit, whole.conversation, OutboxKind.NOTE, f"staff-changed:{marks[ids[0]]}", {"text": text})
    left = {change.appointment_id for change in changes if change.leaves}
    for visit in new:
        was, mark = old[visit.appointment_id], marks[visit.appointment_id]
        facts = _facts(before, was, after, visit)
        if visit.email:
            send_mail(unit, visit.email, f"changed:{mark}", "mail_changed", language, facts)
        if was.email and visit.appointment_id in left:
            send_mail(unit, was.email, f"left:{mark}", "mail_left", language, facts)


def _facts(before: Story, was: Visit, after: Story, visit: Visit) -> dict[str, str]:
    language = after.staff_language
    return facts_of_visit(after, visit, language) | _old(before, was, language)


def _old(before: Story, was: Visit, language: str) -> dict[str, str]:
    facts = facts_of_visit(before, was, language)
    return {f"old_{key}": facts[key] for key in ("stylist", "day", "time", "ends")}
