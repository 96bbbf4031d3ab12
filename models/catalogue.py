"""What can be booked and what it costs."""

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from models.base import BusinessRow, belongs_to, big, one_of, ours
from models.enums import Category


class Service(BusinessRow, table=True):
    """One thing a stylist does: minutes of her time and a price. A free one needs no deposit."""

    __table_args__ = (
        ours(),
        UniqueConstraint("business_id", "name"),
        CheckConstraint("minutes > 0", name="minutes"),
        CheckConstraint("price_cents >= 0", name="price"),
        CheckConstraint(
            "gap_from_minutes = 0 AND gap_minutes = 0"
            " OR gap_from_minutes > 0 AND gap_minutes > 0 AND gap_from_minutes + gap_minutes < minutes",
            name="gap",
        ),
    )

    name: str
    category: Category = one_of(Category)
    minutes: int
    price_cents: int
    needs_deposit: bool = True
    active: bool = True
    gap_from_minutes: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})
    """After so many of its minutes the stylist is free for `gap_minutes` of them: a colour works alone."""
    gap_minutes: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})


class ServiceAlias(BusinessRow, table=True):
    """Another word customers use for a service."""

    __tablename__ = "service_alias"
    __table_args__ = (
        ours(),
        belongs_to("service"),
        UniqueConstraint("business_id", "service_id", "alias"),
    )

    service_id: int = big()
    alias: str


class Pack(BusinessRow, table=True):
    """Services sold together for a price and a time of their own."""

    __table_args__ = (
        ours(),
        UniqueConstraint("business_id", "name"),
        CheckConstraint("minutes > 0", name="minutes"),
        CheckConstraint("price_cents >= 0", name="price"),
    )

    name: str
    minutes: int
    price_cents: int
    active: bool = True


class PackItem(BusinessRow, table=True):
    """A service in a pack."""

    __tablename__ = "pack_item"
    __table_args__ = (
        ours(),
        belongs_to("pack"),
        belongs_to("service"),
        UniqueConstraint("pack_id", "service_id"),
        Index(None, "service_id"),
    )

    pack_id: int = big()
    service_id: int = big()
    position: int = Field(default=0)


class SessionPack(BusinessRow, table=True):
    """Several sessions of one service, paid at once and used one by one."""

    __tablename__ = "session_pack"
    __table_args__ = (
        ours(),
        belongs_to("service"),
        UniqueConstraint("business_id", "name"),
        CheckConstraint("sessions > 1", name="sessions"),
        CheckConstraint("price_cents > 0", name="price"),
    )

    name: str
    service_id: int = big()
    sessions: int
    price_cents: int
    active: bool = True
