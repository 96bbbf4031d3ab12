"""The safety screen has found something that no model may answer: a person takes over, and reads her words."""

from collections.abc import Sequence

import structlog

from flows.intake import put_in
from gateways.database import Unit
from gateways.intake import last_replies, open_questions, store_answer
from models import Conversation, IntakeQuestion
from models.enums import HandoverReason
from tasks.commands.handover import business, hand_over, raise_alarm
from tasks.commands.intake_note import in_language

log = structlog.get_logger()

HEALTH = (HandoverReason.MEDICAL, HandoverReason.EMERGENCY)
LONGEST = 500
"""Characters of hers that become an answer."""


def screened(unit: Unit, conversation_id: int, reason: HandoverReason, texts: Sequence[str]) -> bool:
    """Hands over; False when a person has the conversation already, or has heard of the emergency a moment ago.

    A person who has it hears of emergencies only: all else is before her eyes already.

    Staff read what she wrote; where it is about her health, with the question if she was asked one before a booking.

    Her words become that question's answer, as she wrote them and with a red flag, only when our last reply put this
    one open question to her, word for word. That she was asked this and wrote that is known without any model; a
    person looks at whether it answers it, and after the hand-back the booking goes on without asking her again. In
    every other case (the model has reworded the question or put two, or she came up with it herself) it would be a
    guess which question she has answered, and a question about health that nobody answered must stay open: the note
    carries her words, and nothing is stored.
    """
    question, words = None, " ".join(" ".join(texts).split())[:LONGEST]
    if reason in HEALTH:
        question = _asked(unit, conversation_id)
    summary = in_language(question.text, business(unit).default_language) if question is not None else ""
    if not hand_over(unit, conversation_id, reason, summary):
        return reason is HandoverReason.EMERGENCY and raise_alarm(unit, conversation_id, summary)
    if question is not None and question.id is not None:
        customer_id = unit.session.get_one(Conversation, conversation_id).customer_id
        assert customer_id is not None
        store_answer(unit, customer_id, question.id, words, red_flag=True)
        log.info("intake answered to the safety screen", question_id=question.id)
    return True


def _asked(unit: Unit, conversation_id: int) -> IntakeQuestion | None:
    """The one open question that our last reply has put to her."""
    conversation = unit.session.get_one(Conversation, conversation_id)
    if conversation.customer_id is None:
        return None
    said = " ".join(last_replies(unit, conversation_id, 1))
    put = [one for one in open_questions(unit, conversation.customer_id) if put_in(said, one.text.values())]
    return put[0] if len(put) == 1 else None
