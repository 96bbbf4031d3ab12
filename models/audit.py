"""Who has changed what, past or through the commands. Written by a trigger; the house's own work is not in it."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index
from sqlmodel import Field

from models.base import Row, big, jsonb, moment


class Audit(Row, table=True):
    """One row as it was before and after. `actor` is `staff:{username}`, or empty for whoever came past the product.

    Append only; `before` and `after` can be redacted when a customer is to be forgotten. `at` is machine time.
    """

    __table_args__ = (Index(None, "table_name", "row_id"), Index(None, "business_id", "at"))

    business_id: int | None = Field(default=None, sa_type=BigInteger)
    at: datetime = moment()
    actor: str
    action: str
    """insert, update or delete"""
    table_name: str
    row_id: int = big()
    before: dict[str, Any] | None = jsonb(default=None, nullable=True)
    after: dict[str, Any] | None = jsonb(default=None, nullable=True)
