"""A yes is bound to the question it answers: what was asked last, exactly, and arrived, and her own words say yes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from sqlmodel import and_, col, or_, select

from flows.consent import affirms
from flows.situation import moment
from gateways.database import Unit
from gateways.threads import read_here
from models import Conversation, ConversationState, Inbox, Outbox
from models.enums import Author, InboxKind, OutboxKind, OutboxStatus
from models.state import Matter
from tasks.tools.outcome import Outcome, Work, refusal

ARRIVED: Final = or_(
    col(Outbox.status).in_((OutboxStatus.SENT, OutboxStatus.CLAIMED)),
    and_(col(Outbox.status) == OutboxStatus.PENDING, col(Outbox.attempts) > 0),
)
"""She may have read it: of one that is tried again nobody knows."""


def asked(unit: Unit, work: Work, matter: Matter, subject: dict[str, Any]) -> bool:
    """Whether exactly this was put to the customer, nothing was sent to her since, and what she wrote then says yes."""
    question = ConversationState.model_validate(work.row["memory"]).asked
    if question is None or (question.matter, question.subject) != (matter, subject):
        return False
    reply = unit.session.exec(select(Outbox).where(Outbox.dedupe_key == f"reply:{question.turn_id}")).first()
    if reply is None or reply.status is not OutboxStatus.SENT:
        return False
    hers = [
        one for one in work.row["messages"] or () if _after(one["message_number"], moment(one["received_at"]), reply)
    ]
    if not hers or not affirms(question, [one["text"] or "" for one in hers]):
        return False
    return not _notice_between(unit, work, reply, hers[-1]) and not _person_since(unit, work, reply)


def ask_first(matter: Matter, subject: dict[str, Any], do: str, **facts: Any) -> Outcome:
    """Nothing is done yet: the model asks, and the customer's next message may say yes to this and nothing else."""
    return refusal("ask_first", f"{do} {UNLESS}", asked={"matter": matter, "subject": subject}, **facts)


UNLESS: Final = (
    "If she has just answered that, it was no clear yes, or to something else: ask once more, in one sentence."
)


def _after(number: int | None, at: datetime, sent: Outbox) -> bool:
    """Whether a message stands below that one in the conversation: Chatwoot's numbers say so, else the time does."""
    if number is not None and sent.external_id is not None and sent.external_id.isdecimal():
        return number > int(sent.external_id)
    return sent.sent_at is not None and at >= sent.sent_at


def _notice_between(unit: Unit, work: Work, reply: Outbox, hers: Mapping[str, Any]) -> bool:
    """Whether something else of ours has come to where she reads, after the question and before her answer to it."""
    unit.session.flush()
    later = unit.session.exec(
        select(Outbox)
        .join(Conversation, col(Conversation.id) == Outbox.conversation_id)
        .where(
            Conversation.customer_id == work.row["customer_id"],
            col(Outbox.kind).in_((OutboxKind.REPLY, OutboxKind.NOTICE)),
            ARRIVED,
            Outbox.id != reply.id,
            or_(col(Outbox.id) > reply.id, col(Outbox.sent_at) > reply.sent_at),
        )
    ).all()
    number, at = hers["message_number"], moment(hers["received_at"])
    between = {one.conversation_id for one in later if one.sent_at is None or _after(number, at, one)}
    return bool(read_here(unit, work.row["conversation_id"], {one for one in between if one is not None}))


def _person_since(unit: Unit, work: Work, reply: Outbox) -> bool:
    """Whether somebody of the staff has written to her since: then her yes may be to them."""
    wrote = select(Inbox).where(
        Inbox.conversation_id == work.row["conversation_id"],
        Inbox.kind == InboxKind.MESSAGE,
        Inbox.author == Author.PERSON,
        col(Inbox.received_at) >= reply.created_at,
    )
    return any(_after(one.message_number, one.received_at, reply) for one in unit.session.exec(wrote))
