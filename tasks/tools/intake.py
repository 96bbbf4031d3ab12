"""answer_intake, and what a hold does with the answers."""

import json
from typing import Any

from jsonschema import Draft202012Validator
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select, update

from flows.circumstances import Question, question_facts
from flows.intake import Unfit, read
from flows.tools import AnswerIntake
from gateways.database import Unit
from models import IntakeAnswer, IntakeQuestion
from models.enums import HandoverReason
from tasks.commands.handover import hand_over
from tasks.commands.intake_note import in_language, in_words
from tasks.tools.outcome import Outcome, Work, ids, refusal


def answer(unit: Unit, work: Work, arguments: AnswerIntake) -> Outcome:
    """Stores her answers. One that waves a red flag goes to a person at once."""
    numbers = ids([entry.question for entry in arguments.answers], "q")
    questions = _questions(unit, numbers or [])
    if numbers is None or any(number not in questions for number in numbers):
        return refusal("unknown_question", "Use the ids of the questions in the situation or a tool's answer.")
    flagged = []
    for number, entry in zip(numbers, arguments.answers, strict=True):
        question = questions[number]
        try:
            value = read(entry.answer, question.answer_schema)
        except Unfit:
            facts = question_facts(_asked(question), work.language)
            return refusal("unfit_answer", "Ask this question again, simply; her answer does not fit.", question=facts)
        red = question.red_flag is not None and Draft202012Validator(question.red_flag).is_valid(value)
        _store(unit, work, number, value, red)
        language = work.catalogue.business.default_language
        flagged += [f"{in_language(question.text, language)} → {in_words(value, language)}"] if red else []
    if flagged:
        hand_over(unit, work.row["conversation_id"], HandoverReason.MEDICAL, " ".join(flagged))
        return Outcome({"handed_over": True})
    return Outcome({"stored": len(numbers)})


def unanswered(unit: Unit, work: Work, service_ids: list[int]) -> list[dict[str, Any]]:
    """Required questions of those services that whoever writes has not answered yet, as the model may ask them."""
    found = unit.session.exec(
        select(IntakeQuestion)
        .where(
            IntakeQuestion.business_id == unit.business_id,
            col(IntakeQuestion.active),
            col(IntakeQuestion.required),
            col(IntakeQuestion.service_id).in_(service_ids),
            ~select(IntakeAnswer.id)
            .where(
                IntakeAnswer.intake_question_id == IntakeQuestion.id,
                IntakeAnswer.customer_id == work.row["customer_id"],
                col(IntakeAnswer.booking_id).is_(None),
            )
            .exists(),
        )
        .order_by(col(IntakeQuestion.service_id), col(IntakeQuestion.position))
    )
    return [question_facts(_asked(question), work.language) for question in found]


def attach(unit: Unit, work: Work, booking_id: int) -> None:
    """Her answers belong to this booking now; the next one is asked anew."""
    unit.session.exec(
        update(IntakeAnswer)
        .where(
            col(IntakeAnswer.business_id) == unit.business_id,
            col(IntakeAnswer.customer_id) == work.row["customer_id"],
            col(IntakeAnswer.booking_id).is_(None),
        )
        .values(booking_id=booking_id)
    )


def _questions(unit: Unit, numbers: list[int]) -> dict[int, IntakeQuestion]:
    found = unit.session.exec(
        select(IntakeQuestion).where(
            IntakeQuestion.business_id == unit.business_id,
            col(IntakeQuestion.active),
            col(IntakeQuestion.id).in_(numbers),
        )
    )
    return {question.id: question for question in found if question.id is not None}


def _store(unit: Unit, work: Work, question_id: int, value: Any, red: bool) -> None:
    values = {
        "business_id": unit.business_id,
        "intake_question_id": question_id,
        "customer_id": work.row["customer_id"],
        "answer": value,
        "red_flag": red,
        "answered_at": unit.now,
    }
    unit.session.execute(
        insert(IntakeAnswer)
        .values(values)
        .on_conflict_do_update(
            index_elements=["customer_id", "intake_question_id"],
            index_where=col(IntakeAnswer.booking_id).is_(None),
            set_={"answer": value, "red_flag": red, "answered_at": unit.now},
        )
    )


def _asked(question: IntakeQuestion) -> Question:
    schema = json.loads(json.dumps(question.answer_schema))
    assert question.id is not None
    return Question(question.id, question.service_id, question.text, schema, question.required)
