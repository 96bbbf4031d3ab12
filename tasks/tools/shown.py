"""Offers that the customer has seen."""

from sqlmodel import col, select

from gateways.database import Unit
from models import Offer, Outbox
from models.enums import OutboxStatus
from tasks.tools.outcome import Work


def shown_offer(unit: Unit, work: Work, code: str) -> Offer | None:
    """The offer, if Chatwoot has accepted the message that showed it in this very conversation."""
    return unit.session.exec(
        select(Offer)
        .join(Outbox, col(Outbox.id) == col(Offer.shown_in))
        .where(
            Offer.business_id == unit.business_id,
            Offer.conversation_id == work.row["conversation_id"],
            Offer.code == code,
            Outbox.status == OutboxStatus.SENT,
        )
    ).first()
