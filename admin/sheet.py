"""Read models: a page of /admin shows the rows of one SELECT, not of one table.

Mapping a class to the statement gives SQLAdmin flat columns to list, sort, search and filter by, in
one query, and nothing that could ever be written.
"""

from typing import Any

from sqlalchemy import ColumnElement, DateTime, ScalarSelect, Select, Table, bindparam, func, literal, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import registry

from gateways.clock import machine_now
from models import metadata
from models.enums import IdentityKind


def sheet(name: str, statement: Select[*tuple[Any, ...]]) -> type[Any]:
    """A class whose instances are the statement's rows; it selects `id` and `business_id` at least.

    SQLAdmin makes the page's address of `name`.
    """
    rows = statement.subquery(name.lower())
    kind = type(name, (), {})
    registry().map_imperatively(kind, rows, primary_key=[rows.c.id])
    return kind


def table(name: str) -> Table:
    """The table of that name, for its columns."""
    return metadata.tables[name]


def one(value: Any, *conditions: ColumnElement[bool]) -> ScalarSelect[Any]:
    """One value for each row of the statement around it, from rows that belong to it."""
    return select(value).where(*conditions).scalar_subquery()


def joined(value: ColumnElement[Any], *order: ColumnElement[Any]) -> ColumnElement[Any]:
    """All texts of a group, with commas between."""
    return func.string_agg(value, aggregate_order_by(literal(", "), *order))


def full_name() -> ColumnElement[Any]:
    """The customer's name and surname, as far as she has told them."""
    customer = table("customer")
    return func.nullif(func.concat_ws(" ", customer.c.name, customer.c.surname), "").label("customer")


def phone() -> ColumnElement[Any]:
    """The customer's phone number."""
    identity = table("customer_identity")
    return one(
        func.min(identity.c.value),
        identity.c.customer_id == table("customer").c.id,
        identity.c.kind == IdentityKind.PHONE,
    ).label("phone")


def domain_now() -> ColumnElement[Any]:
    """Domain time at the moment the query runs."""
    real = bindparam("real", callable_=machine_now, type_=DateTime(timezone=True), unique=True)
    return one(real + table("deployment").c.clock_offset)
