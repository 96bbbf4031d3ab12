"""Something has come in the way of an appointment that stands: staff decide, and nothing is changed by itself."""

import structlog

from flows.notices import facts_of_visit, render
from gateways.bookings import story_of
from gateways.clashes import clashes_of
from gateways.database import Unit
from gateways.outbox import say
from models.enums import OutboxKind
from tasks.commands.telling import send_mail
from tasks.commands.whole import lock_whole

log = structlog.get_logger()


def tell_of_clash(unit: Unit, booking_id: int, appointment_id: int) -> int:
    """A private note and an e-mail to the stylist, once for each thing in the way; how many there were to tell of."""
    whole = lock_whole(unit, booking_id)
    if whole is None:
        return 0
    found = clashes_of(unit, appointment_id)
    story = story_of(unit, booking_id) if found else None
    for clash in found:
        assert story is not None
        (visit,) = [one for one in story.visits if one.appointment_id == appointment_id]
        language = story.staff_language
        facts = facts_of_visit(story, visit, language) | {"kind": clash.kind.value}
        if whole.conversation is not None:
            text = render("staff_clash", language, facts)
            say(unit, whole.conversation, OutboxKind.NOTE, clash.key, {"text": text})
        if visit.email:
            send_mail(unit, visit.email, clash.key, "mail_clash", language, facts)
        log.info("appointment clashes", appointment_id=appointment_id, kind=clash.kind.value)
    return len(found)
