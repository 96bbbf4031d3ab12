"""Reminders: planned with the booking, sent once when their time has come, acknowledged by the customer.

A row of `reminder` is locked last, after everything in the order of the house.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

import structlog
from sqlalchemy import ColumnElement
from sqlmodel import col, select

from flows.notices import facts_of, render
from flows.reminder_notice import reminder_notice
from flows.reminders import Verdict, awake, due_at, judge, unneeded, wanted
from flows.story import Story
from gateways.bookings import story_of
from gateways.database import Unit
from gateways.locks import lock_conversation
from gateways.outbox import say
from gateways.reminders import first_visit, latest_conversation, live_visits, mark_acknowledged
from models import Business, Conversation, Policy, Reminder
from models.enums import OutboxKind, ReminderStatus
from models.money import Money
from tasks.commands.money import remaining
from tasks.commands.whole import Whole, lock_wholes

log = structlog.get_logger()


def plan_reminder(unit: Unit, booking_id: int) -> None:
    """Makes the reminder that is due fit the booking's first appointment to come, whatever has happened to it.

    Whoever calls it holds the booking's lock, or has made the booking. Called again, it changes nothing. A time of
    which the customer was reminded already is not told again.
    """
    first = first_visit(unit, booking_id)
    found = _locked(unit, col(Reminder.booking_id) == booking_id)
    for row in found:
        if row.status is ReminderStatus.DUE and row.starts_at != first:
            _skip(unit, row, unneeded(row, first, unit.now))
    if first is None:
        return
    policy, timezone = _rules(unit)
    known = next((row for row in found if row.starts_at == first), None)
    if (known is not None and known.status is not ReminderStatus.SKIPPED) or not wanted(first, policy, unit.now):
        return
    due = due_at(first, policy, timezone)
    if known is None:
        known = Reminder(business_id=unit.business_id, booking_id=booking_id, starts_at=first, due_at=due)
    known.status, known.reason, known.due_at = ReminderStatus.DUE, None, due  # skipped: moved away and back again
    unit.session.add(known)


def remind(unit: Unit, reminder_id: int) -> bool:
    """Sends a reminder whose time has come, once, or writes down why not. False when nothing is sent."""
    named = unit.session.get(Reminder, reminder_id)
    whole = lock_wholes(unit, [named.booking_id]).get(named.booking_id) if named else None
    if whole is None:
        return False
    conversation = _conversation(unit, whole)
    (reminder,) = _locked(unit, col(Reminder.id) == reminder_id)
    if reminder.status is not ReminderStatus.DUE:
        return False
    policy, timezone = _rules(unit)
    verdict = judge(reminder, first_visit(unit, whole.id), policy, timezone, unit.now)
    if verdict is Verdict.WAIT:
        reminder.due_at = max(reminder.due_at, awake(unit.now, reminder.starts_at, policy, timezone))
        unit.session.add(reminder)
        return False
    if verdict is Verdict.SEND and conversation is None:
        verdict = Verdict.NOBODY
    if verdict is not Verdict.SEND or conversation is None:
        _skip(unit, reminder, verdict)
        return False
    reminder.status, reminder.sent_at = ReminderStatus.SENT, unit.now
    unit.session.add(reminder)
    visits = live_visits(unit, whole.id)
    story, paid = _coming(story_of(unit, whole.id), visits), Money(remaining(whole))
    notice = reminder_notice(story, paid, whole.booking.kept_moves, any(visits.values()), unit.now)
    say(unit, conversation, OutboxKind.NOTICE, f"reminder:{reminder_id}", notice)
    log.info("reminder sent", booking_id=whole.id)
    return True


def acknowledge(unit: Unit, conversation_id: int) -> bool:
    """The customer has answered the reminder that she was sent last, of a visit to come: staff see it.

    False when this conversation's customer has none left to answer; nothing happens then.
    """
    conversation = lock_conversation(unit, conversation_id)
    marked = mark_acknowledged(unit, conversation_id)
    if conversation is None or marked is None:
        return False
    story = _coming(story_of(unit, marked.booking_id), live_visits(unit, marked.booking_id))
    text = render("staff_acknowledged", story.staff_language, facts_of(story, story.staff_language))
    say(unit, conversation, OutboxKind.NOTE, f"acknowledged:{marked.id}", {"text": text})
    return True


def _coming(story: Story, appointment_ids: Collection[int]) -> Story:
    """The story without what was cancelled or is over."""
    return replace(story, visits=tuple(one for one in story.visits if one.appointment_id in appointment_ids))


def _conversation(unit: Unit, whole: Whole) -> Conversation | None:
    """Where the booking was made; for one made by phone, where its customer wrote last."""
    if whole.conversation is not None:
        return whole.conversation
    latest = latest_conversation(unit, whole.booking.customer_id)
    return lock_conversation(unit, latest) if latest is not None else None


def _locked(unit: Unit, condition: ColumnElement[bool]) -> Sequence[Reminder]:
    return unit.session.exec(
        select(Reminder)
        .where(col(Reminder.business_id) == unit.business_id, condition)
        .order_by(col(Reminder.id))
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()


def _rules(unit: Unit) -> tuple[Policy, str]:
    business = unit.session.get_one(Business, unit.business_id)
    return Policy.model_validate(business.policy), business.timezone


def _skip(unit: Unit, reminder: Reminder, why: Verdict) -> None:
    reminder.status, reminder.reason = ReminderStatus.SKIPPED, why.value
    unit.session.add(reminder)
    log.info("reminder skipped", booking_id=reminder.booking_id, reason=why.value)
