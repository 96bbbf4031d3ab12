"""What a customer has answered to a service's questions, for whoever works on her booking."""

from typing import Any

from flows.notices import render
from gateways.bookings import story_of
from gateways.database import Unit
from gateways.locks import lock_conversation
from gateways.outbox import say
from gateways.statements import rows
from models.enums import OutboxKind

ANSWERS = """
SELECT q.text, a.answer, a.red_flag
FROM intake_answer a JOIN intake_question q ON q.id = a.intake_question_id
WHERE a.booking_id = %(booking)s AND a.business_id = %(business)s
ORDER BY q.service_id, q.position, q.id
"""
WORDS = {"es": {True: "sí", False: "no"}, "en": {True: "yes", False: "no"}}


def tell_intake(unit: Unit, booking_id: int, conversation_id: int | None) -> None:
    """A private note with questions and answers, once a booking; nothing where nothing was asked."""
    unit.session.flush()
    answers = rows(unit, ANSWERS, {"booking": booking_id, "business": unit.business_id})
    conversation = lock_conversation(unit, conversation_id) if conversation_id and answers else None
    if conversation is None:
        return
    story = story_of(unit, booking_id)
    told = [
        {"question": in_language(row.text, story.staff_language), "answer": in_words(row.answer, story.staff_language)}
        for row in answers
    ]
    text = render("staff_intake", story.staff_language, {"customer": story.customer, "answers": told})
    say(unit, conversation, OutboxKind.NOTE, f"staff-intake:{booking_id}", {"text": text})


def in_language(texts: dict[str, str], language: str) -> str:
    """A question as it is asked in that language, else in the first that it has."""
    return texts.get(language) or next(iter(texts.values()))


def in_words(answer: Any, language: str) -> str:
    """An answer as one reads it."""
    return WORDS[language][answer] if isinstance(answer, bool) else str(answer)
