"""What a customer may not change without a person: staff are asked, and she hears that somebody will write to her."""

from dataclasses import dataclass, replace

from flows.decision_note import Wish, word_decision
from flows.notices import facts_of, facts_of_visit
from flows.policy import Reason
from gateways.bookings import story_of
from gateways.database import Unit
from models import Conversation
from models.enums import HandoverReason
from tasks.commands.handover import hand_over
from tasks.commands.telling import send_mail


@dataclass(frozen=True, slots=True)
class StaffDecides:
    """Nothing has changed: for these appointments of the booking a person decides. Hand over with `ask_staff`."""

    booking_id: int
    appointment_ids: tuple[int, ...]
    reason: Reason


def ask_staff(unit: Unit, asked: StaffDecides, wish: Wish, conversation_id: int) -> bool:
    """Hands the conversation over with what she wants and which appointment; its stylists get an e-mail.

    False when a person has the conversation already: nobody is told again.
    """
    told = story_of(unit, asked.booking_id)
    story = replace(told, visits=tuple(one for one in told.visits if one.appointment_id in asked.appointment_ids))
    language = story.staff_language
    summary = word_decision(wish, asked.reason, language, facts_of(story, language))
    if not hand_over(unit, conversation_id, HandoverReason.OTHER, summary):
        return False
    conversation = unit.session.get_one(Conversation, conversation_id)
    for visit in story.visits:
        if visit.email:
            facts = facts_of_visit(story, visit, language) | {"wish": wish.value}
            key = f"{wish}:{visit.appointment_id}:{conversation.fact_seq}"
            send_mail(unit, visit.email, key, "mail_decide", language, facts)
    return True
