"""answer_intake, and what a hold still has to ask."""

import json
from typing import Any

from jsonschema import Draft202012Validator

from flows.circumstances import Question, question_facts
from flows.intake import Unfit, put_in, read
from flows.tools import AnswerIntake
from gateways.database import Unit
from gateways.intake import last_replies, questions_by_id, required_questions, store_answer
from models import IntakeQuestion
from models.enums import HandoverReason
from tasks.commands.handover import hand_over
from tasks.commands.intake_note import in_language, in_words
from tasks.tools.outcome import Outcome, Work, ids, refusal

REMEMBERED = 5
"""In so many of our last replies a question may have been put: she need not answer at once."""


def answer(unit: Unit, work: Work, arguments: AnswerIntake) -> Outcome:
    """Stores her answers to questions that were put to her. One that waves a red flag goes to a person at once."""
    numbers = ids([entry.question for entry in arguments.answers], "q")
    questions = questions_by_id(unit, numbers or [])
    if numbers is None or any(number not in questions for number in numbers):
        return refusal("unknown_question", "Use the ids of the questions in the situation or a tool's answer.")
    said = last_replies(unit, work.row["conversation_id"], REMEMBERED)
    for number in numbers:
        if not any(put_in(reply, questions[number].text.values()) for reply in said):
            facts = question_facts(_asked(questions[number]), work.language)
            return refusal("not_asked", "Ask her this question first, in these very words.", question=facts)
    flagged = []
    for number, entry in zip(numbers, arguments.answers, strict=True):
        question = questions[number]
        try:
            value = read(entry.answer, question.answer_schema)
        except Unfit:
            facts = question_facts(_asked(question), work.language)
            return refusal("unfit_answer", "Ask this question again, simply; her answer does not fit.", question=facts)
        red = question.red_flag is not None and Draft202012Validator(question.red_flag).is_valid(value)
        store_answer(unit, work.row["customer_id"], number, value, red)
        language = work.catalogue.business.default_language
        flagged += [f"{in_language(question.text, language)} → {in_words(value, language)}"] if red else []
    if flagged:
        hand_over(unit, work.row["conversation_id"], HandoverReason.MEDICAL, " ".join(flagged))
        return Outcome({"handed_over": True})
    return Outcome({"stored": len(numbers)})


def unanswered(unit: Unit, work: Work, service_ids: list[int]) -> list[dict[str, Any]]:
    """Required questions of those services that whoever writes has not answered yet, as the model may ask them."""
    found = required_questions(unit, work.row["customer_id"], service_ids)
    return [question_facts(_asked(question), work.language) for question in found]


def _asked(question: IntakeQuestion) -> Question:
    schema = json.loads(json.dumps(question.answer_schema))
    assert question.id is not None
    return Question(question.id, question.service_id, question.text, schema, question.required)
