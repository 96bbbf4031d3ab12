"""A service's questions and what customers have answered to them, as rows."""

from collections.abc import Collection
from typing import Any

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select, update

from gateways.database import Unit
from gateways.statements import rows
from models import IntakeAnswer, IntakeQuestion

LAST_REPLIES = """
SELECT payload->>'text' AS text FROM outbox
WHERE conversation_id = %(conversation)s AND business_id = %(business)s AND kind = 'reply' AND status = 'sent'
ORDER BY id DESC LIMIT %(most)s
"""


def open_questions(unit: Unit, customer_id: int) -> list[IntakeQuestion]:
    """Every question of the salon that she has not answered since she booked last, in the order of asking."""
    answered = select(IntakeAnswer.id).where(
        IntakeAnswer.intake_question_id == IntakeQuestion.id,
        IntakeAnswer.customer_id == customer_id,
        col(IntakeAnswer.booking_id).is_(None),
    )
    found = unit.session.exec(
        select(IntakeQuestion)
        .where(IntakeQuestion.business_id == unit.business_id, col(IntakeQuestion.active), ~answered.exists())
        .order_by(col(IntakeQuestion.service_id), col(IntakeQuestion.position))
    )
    return list(found)


def required_questions(unit: Unit, customer_id: int, service_ids: Collection[int]) -> list[IntakeQuestion]:
    """Of those the ones without which these services are not booked."""
    return [one for one in open_questions(unit, customer_id) if one.required and one.service_id in service_ids]


def questions_by_id(unit: Unit, question_ids: Collection[int]) -> dict[int, IntakeQuestion]:
    """Those of the salon that are asked still."""
    found = unit.session.exec(
        select(IntakeQuestion).where(
            IntakeQuestion.business_id == unit.business_id,
            col(IntakeQuestion.active),
            col(IntakeQuestion.id).in_(question_ids),
        )
    )
    return {one.id: one for one in found if one.id is not None}


def store_answer(unit: Unit, customer_id: int, question_id: int, answer: Any, red_flag: bool) -> None:
    """Her answer for what she books next; another one takes its place."""
    changing = {"answer": answer, "red_flag": red_flag, "answered_at": unit.now}
    whose = {"business_id": unit.business_id, "intake_question_id": question_id, "customer_id": customer_id}
    unit.session.execute(
        insert(IntakeAnswer)
        .values(whose | changing)
        .on_conflict_do_update(
            index_elements=["customer_id", "intake_question_id"],
            index_where=col(IntakeAnswer.booking_id).is_(None),
            set_=changing,
        )
    )


def attach_answers(unit: Unit, customer_id: int, booking_id: int) -> None:
    """Her answers belong to this booking now; the next one is asked anew."""
    unit.session.exec(
        update(IntakeAnswer)
        .where(
            col(IntakeAnswer.business_id) == unit.business_id,
            col(IntakeAnswer.customer_id) == customer_id,
            col(IntakeAnswer.booking_id).is_(None),
        )
        .values(booking_id=booking_id)
    )


def last_replies(unit: Unit, conversation_id: int, most: int) -> list[str]:
    """What we have answered last in this conversation, the newest first."""
    values = {"conversation": conversation_id, "business": unit.business_id, "most": most}
    return [row.text or "" for row in rows(unit, LAST_REPLIES, values)]
