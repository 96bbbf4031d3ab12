"""Who writes to us, and by what we recognise them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from models.base import BusinessRow, belongs_to, big, moment, one_of, ours
from models.enums import IdentityKind


class Customer(BusinessRow, table=True):
    """A customer. Names are what she confirmed; until then they are null, whatever WhatsApp shows."""

    __table_args__ = (
        ours(),
        belongs_to("stylist", "preferred_stylist_id"),
        belongs_to("customer", "booked_by_id"),
        Index(None, "booked_by_id", postgresql_where=text("booked_by_id IS NOT NULL")),
        CheckConstraint("char_length(name) <= 60 AND char_length(surname) <= 60", name="name_length"),
        CheckConstraint("total_spent_cents >= 0", name="spent"),
    )

    name: str | None = None
    surname: str | None = None
    language: str | None = Field(default=None, max_length=5)
    preferred_stylist_id: int | None = big(default=None)
    total_spent_cents: int = 0
    booked_by_id: int | None = big(default=None)
    """The customer who books for her; she has no phone of her own here."""
    privacy_notice_at: datetime | None = moment(default=None)
    created_at: datetime = moment()


class CustomerIdentity(BusinessRow, table=True):
    """One thing by which a channel names a customer: Chatwoot contact, WhatsApp id or phone number."""

    __tablename__ = "customer_identity"
    __table_args__ = (
        ours(),
        belongs_to("customer"),
        UniqueConstraint("business_id", "kind", "value"),
        Index(None, "customer_id"),
    )

    customer_id: int = big()
    kind: IdentityKind = one_of(IdentityKind)
    value: str
