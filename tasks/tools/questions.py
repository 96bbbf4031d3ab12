"""A yes is bound to the question it answers: what was asked in the last reply, exactly, and arrived."""

from typing import Any

from sqlmodel import select

from gateways.database import Unit
from models import ConversationState, Outbox
from models.enums import OutboxStatus
from models.state import Matter
from tasks.tools.outcome import Outcome, Work, refusal


def asked(unit: Unit, work: Work, matter: Matter, subject: dict[str, Any]) -> bool:
    """Whether the last reply put exactly this to the customer, and Chatwoot took it."""
    question = ConversationState.model_validate(work.row["memory"]).asked
    if question is None or (question.matter, question.subject) != (matter, subject):
        return False
    status = unit.session.exec(select(Outbox.status).where(Outbox.dedupe_key == f"reply:{question.turn_id}")).first()
    return status is OutboxStatus.SENT


def ask_first(matter: Matter, subject: dict[str, Any], do: str, **facts: Any) -> Outcome:
    """Nothing is done yet: the model asks, and the customer's next message may say yes to this and nothing else."""
    return refusal("ask_first", do, asked={"matter": matter, "subject": subject}, **facts)
