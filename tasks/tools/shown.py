"""Offers that the customer has seen."""

from datetime import UTC, datetime

from sqlmodel import col, func, select

from gateways.database import Unit
from models import Conversation, Offer, Outbox
from models.enums import OutboxStatus
from tasks.tools.outcome import Work

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def shown_offer(unit: Unit, work: Work, code: str) -> Offer | None:
    """The offer, if Chatwoot has accepted the message that showed it in this very talk: one of a talk that has been
    archived since is forgotten, as its price and terms may be."""
    return unit.session.exec(
        select(Offer)
        .join(Outbox, col(Outbox.id) == col(Offer.shown_in))
        .join(Conversation, col(Conversation.id) == col(Offer.conversation_id))
        .where(
            Offer.made_at > func.coalesce(Conversation.archived_at, LONG_AGO),
            Offer.business_id == unit.business_id,
            Offer.conversation_id == work.row["conversation_id"],
            Offer.code == code,
            Outbox.status == OutboxStatus.SENT,
        )
    ).first()
