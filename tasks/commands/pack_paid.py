"""A session pack has been paid for: the sessions are the customer's, and she and staff hear of it."""

import structlog

from flows.notices import facts_of, render
from gateways.bookings import story_of
from gateways.database import Unit
from gateways.outbox import say
from models.enums import OutboxKind
from tasks.commands.sessions import pack_bought
from tasks.commands.telling import tell_customer
from tasks.commands.whole import Whole

log = structlog.get_logger()


def pack_paid(unit: Unit, whole: Whole) -> None:
    """Follows the payment of a booking that buys a session pack, in time or late: it needs no slot."""
    pack_bought(unit, whole.id, whole.payment.id if whole.payment else None)
    story = story_of(unit, whole.id)
    tell_customer(unit, whole.conversation, story, "booking_confirmed", f"confirmed:{whole.id}")
    if whole.conversation is not None:
        text = render("staff_pack_sold", story.staff_language, facts_of(story, story.staff_language))
        say(unit, whole.conversation, OutboxKind.NOTE, f"staff-booked:{whole.id}", {"text": text})
    log.info("session pack bought", booking_id=whole.id)
