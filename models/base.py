"""What every table shares: bigint identity, the business it belongs to, UTC timestamps, enums as checked text."""

from enum import StrEnum
from typing import Any, cast

from sqlalchemy import BigInteger, DateTime, Enum, ForeignKeyConstraint, MetaData, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
metadata: MetaData = SQLModel.metadata


class Row(SQLModel):
    """A row with an id of its own."""

    id: int | None = Field(default=None, primary_key=True, sa_type=BigInteger)


class BusinessRow(Row):
    """A row of one business. Its table takes `ours()` so that others can refer to it within the business."""

    business_id: int = Field(foreign_key="business.id", sa_type=BigInteger)


def ours() -> UniqueConstraint:
    """Target of the composite foreign keys: no row can refer to another business's row."""
    return UniqueConstraint("business_id", "id")


def belongs_to(target: str, column: str | None = None) -> ForeignKeyConstraint:
    """A foreign key within the business: (business_id, column) to `target`."""
    return ForeignKeyConstraint(["business_id", column or f"{target}_id"], [f"{target}.business_id", f"{target}.id"])


def big(**options: Any) -> Any:
    """A bigint column (an id, a counter)."""
    return Field(sa_type=BigInteger, **options)


def moment(**options: Any) -> Any:
    """A timestamp with time zone, UTC inside."""
    return Field(sa_type=cast(Any, DateTime(timezone=True)), **options)


def jsonb(**options: Any) -> Any:
    """A JSON document."""
    return Field(sa_type=JSONB, **options)


def one_of(kind: type[StrEnum], **options: Any) -> Any:
    """Text limited to an enum's values by a CHECK (a native enum would store member names)."""
    column = Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        length=32,
        values_callable=lambda members: [member.value for member in members],
        name=kind.__name__.lower(),
    )
    return Field(sa_type=cast(Any, column), **options)
