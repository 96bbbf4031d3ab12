"""For the owner: who has changed what, and what the assistant costs."""

from datetime import date
from typing import Any

from sqlalchemy import Date, Integer, String, cast, func, literal, select
from starlette.requests import Request

from admin.audit import changes_in
from admin.columns import CONVERSATION, CUSTOMER, NUMBER
from admin.filters import Choice, When
from admin.page import Column, Page
from admin.sheet import full_name, one, sheet, table
from admin.show import as_action, as_day, as_micros, as_moment, as_table, as_who
from admin.words import ACTIONS, TABLES

OWNER = "Para la dirección"

audit, spend, talk, c = table("audit"), table("spend"), table("conversation"), table("customer")
stylist = table("stylist")

names = one(
    func.jsonb_object_agg(cast(stylist.c.id, String), stylist.c.name), stylist.c.business_id == audit.c.business_id
)

AUDITS = sheet(
    "Audit",
    select(
        audit.c.id,
        audit.c.business_id,
        audit.c.at,
        audit.c.actor,
        audit.c.action,
        audit.c.table_name,
        audit.c.row_id,
        audit.c.before,
        audit.c.after,
        names.label("stylists"),
    ),
)

EPOCH = literal(date(2000, 1, 1), Date)

DAYS = sheet(
    "Spending",
    select(
        (spend.c.day - EPOCH).label("id"),
        spend.c.business_id,
        spend.c.day,
        func.sum(spend.c.cost_micros).label("cost_micros"),
        func.count().label("conversations"),
        func.sum(spend.c.rounds).label("rounds"),
        func.sum(spend.c.input_tokens).label("input_tokens"),
        func.sum(spend.c.output_tokens).label("output_tokens"),
    ).group_by(spend.c.business_id, spend.c.day),
)

TALKS = sheet(
    "Cost",
    select(
        (spend.c.conversation_id * 100_000 + cast(spend.c.day - EPOCH, Integer)).label("id"),
        spend.c.business_id,
        spend.c.day,
        full_name(),
        spend.c.cost_micros,
        spend.c.rounds,
        spend.c.input_tokens,
        spend.c.output_tokens,
        spend.c.conversation_id,
        talk.c.customer_id,
    )
    .join_from(spend, talk, talk.c.id == spend.c.conversation_id)
    .outerjoin(c, c.c.id == talk.c.customer_id),
)


def as_differences(row: Any, _column: str, _request: Request) -> str:
    """One line for each column: `Empieza: mar 24 nov, 10:00 → mar 24 nov, 17:00`."""
    values = {
        name: getattr(row, name) for name in ("at", "actor", "action", "table_name", "before", "after", "stylists")
    }
    found = changes_in(values).differences
    return "\n".join(f"{one.label}: {one.before or '–'} → {one.after or '–'}" for one in found) or "–"


class AuditPage(Page, model=AUDITS):
    """Registro de cambios."""

    name, name_plural, icon, category = "Cambio", "Registro de cambios", "fa-solid fa-clock-rotate-left", OWNER
    about = "Quién ha cambiado qué. Lo que hace el asistente por sí solo está en las reservas y en el libro."
    technical = True
    columns = (
        Column("at", "Cuándo", as_moment, look="title", sorts=True),
        Column("actor", "Quién", as_who, sorts=True, searches=True),
        Column("table_name", "Qué", as_table, sorts=True),
        Column("action", "Cómo", as_action),
        Column("row_id", "Número", look="number minor", sorts=True, searches=True),
        Column("after", "De qué a qué", as_differences, look="prose"),
        NUMBER,
    )
    column_default_sort = ("id", True)
    column_filters = (
        When("at", "Cuándo"),
        Choice("table_name", "Qué", [(name, words) for name, words in TABLES.items()]),
        Choice("action", "Cómo", list(ACTIONS.items())),
    )


class SpendingPage(Page, model=DAYS):
    """Gasto del asistente por día."""

    name, name_plural, icon, category = "Gasto del día", "Gasto por día", "fa-solid fa-coins", OWNER
    about = "Lo que ha costado Claude cada día."
    technical = True
    columns = (
        Column("day", "Día", as_day, look="title", sorts=True),
        Column("cost_micros", "Coste", as_micros, look="number", sorts=True),
        Column("conversations", "Conversaciones", look="number", sorts=True),
        Column("rounds", "Rondas", look="number", sorts=True),
        Column("input_tokens", "Tokens leídos", look="number", sorts=True),
        Column("output_tokens", "Tokens escritos", look="number", sorts=True),
        NUMBER,
    )
    column_default_sort = ("day", True)


class CostPage(Page, model=TALKS):
    """Gasto del asistente por conversación y día."""

    name, name_plural, icon, category = "Gasto", "Gasto por charla", "fa-solid fa-money-bill-1", OWNER
    about = "Lo que ha costado Claude en cada conversación, día a día."
    technical = True
    columns = (
        Column("day", "Día", as_day, look="title", sorts=True),
        CUSTOMER,
        Column("cost_micros", "Coste", as_micros, look="number", sorts=True),
        Column("rounds", "Rondas", look="number", sorts=True),
        Column("input_tokens", "Tokens leídos", look="number minor", sorts=True),
        Column("output_tokens", "Tokens escritos", look="number minor", sorts=True),
        CONVERSATION,
        NUMBER,
    )
    column_default_sort = ("day", True)
