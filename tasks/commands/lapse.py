"""An unpaid hold on its way out: a reminder five minutes before, then the end."""

import structlog

from flows import wording
from flows.booking import Event, lapses, nudges
from flows.notices import render
from flows.story import Story
from gateways.bookings import story_of
from gateways.database import Unit
from gateways.holds import lapses_since
from models.enums import HandoverReason
from models.moment import day_bounds, local
from tasks.commands.ending import end_hold
from tasks.commands.handover import hand_over
from tasks.commands.telling import tell_customer
from tasks.commands.whole import Whole, lock_whole

log = structlog.get_logger()


def lapse(unit: Unit, booking_id: int) -> bool:
    """Ends a hold whose time is over and tells the customer. False when it was paid, ended or has time left."""
    whole = lock_whole(unit, booking_id)
    if whole is None or not lapses(whole.booking, unit.now):
        return False
    lapse_locked(unit, whole)
    return True


def lapse_locked(unit: Unit, whole: Whole) -> None:
    """As `lapse`, for a hold that is locked with its stylists and known to have run out.

    Who has let too many of them run out today goes to a person: perhaps paying is what she cannot do.
    """
    end_hold(unit, whole, Event.LAPSED)
    story = story_of(unit, whole.id)
    tell_customer(unit, whole.conversation, story, "hold_lapsed", f"lapsed:{whole.id}")
    log.info("hold lapsed", booking_id=whole.id)
    if whole.conversation is not None and _too_many(unit, whole, story):
        assert whole.conversation.id is not None
        summary = render("staff_lapses", story.staff_language, {})
        hand_over(unit, whole.conversation.id, HandoverReason.PAYMENT_FAILURE, summary, "handover_lapses")


def _too_many(unit: Unit, whole: Whole, story: Story) -> bool:
    midnight, _ = day_bounds(local(unit.now, story.timezone).date(), story.timezone)
    lapses_today = lapses_since(unit, whole.booking.customer_id, midnight)
    return lapses_today >= story.policy.lapses_per_day_before_handover


def nudge(unit: Unit, booking_id: int, public_url: str) -> bool:
    """Reminds the customer of her unpaid hold, once. False when it is too early, too late, paid or done.

    `public_url` is ours: the pay link is built on it.
    """
    whole = lock_whole(unit, booking_id)
    if whole is None:
        return False
    story = story_of(unit, booking_id)
    if not nudges(whole.booking, story.policy, unit.now):
        return False
    whole.booking.nudged_at = unit.now
    unit.session.add(whole.booking)
    assert whole.booking.held_until is not None
    until = wording.clock_of(whole.booking.held_until, story.timezone)
    link = f"{public_url}/pay/{story.code}"
    tell_customer(unit, whole.conversation, story, "hold_nudge", f"nudge:{booking_id}", until=until, pay_link=link)
    return True
