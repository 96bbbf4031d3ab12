"""Read models: a page of /admin shows the rows of one SELECT, not of one table.

Mapping a class to the statement gives SQLAdmin flat columns to list, sort, search and filter by, in
one query, and nothing that could ever be written.
"""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    DateTime,
    ScalarSelect,
    Select,
    String,
    Table,
    bindparam,
    func,
    literal,
    literal_column,
    select,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import registry

from admin.known import known_as, phone_in, phone_of
from gateways.clock import machine_now
from models import metadata


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


def full_name(customer: str = "customer", talk: str = "") -> ColumnElement[Any]:
    """What staff call the customer (`admin.known`), from the tables of these names."""
    return literal_column(known_as(customer, talk), String).label("customer")


def phone(talk: str = "") -> ColumnElement[Any]:
    """The customer's phone number; with `talk`, that of the conversation's messages while nobody is known."""
    return literal_column(phone_in("customer", talk) if talk else phone_of(), String).label("phone")


def domain_now() -> ColumnElement[Any]:
    """Domain time at the moment the query runs."""
    real = bindparam("real", callable_=machine_now, type_=DateTime(timezone=True), unique=True)
    return one(real + table("deployment").c.clock_offset)
