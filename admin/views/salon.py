"""Stylists, services and packs."""

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by

from admin.columns import NUMBER, SERVICE_NAMES
from admin.filters import Choice, YesNo
from admin.page import Column, Page
from admin.sheet import joined, one, sheet, table
from admin.show import as_badge, as_badges, as_minutes, as_money, as_yes
from models.enums import Category

SALON = "Salón"

stylist, skill, service = table("stylist"), table("skill"), table("service")
alias, pack, item = table("service_alias"), table("pack"), table("pack_item")

STYLISTS = sheet(
    "Stylist",
    select(
        stylist.c.id,
        stylist.c.business_id,
        stylist.c.name,
        one(
            func.array_agg(aggregate_order_by(skill.c.category, skill.c.category.desc())),
            skill.c.stylist_id == stylist.c.id,
        ).label("categories"),
        stylist.c.email,
        stylist.c.calendar_id,
        stylist.c.active,
    ),
)

SERVICES = sheet(
    "Service",
    select(
        service.c.id,
        service.c.business_id,
        service.c.name,
        service.c.category,
        service.c.minutes,
        service.c.price_cents,
        service.c.needs_deposit,
        service.c.active,
        one(joined(alias.c.alias, alias.c.alias), alias.c.service_id == service.c.id).label("aliases"),
    ),
)

parts = (
    select(
        item.c.pack_id,
        joined(service.c.name, item.c.position, service.c.name).label("services"),
        func.sum(service.c.price_cents).label("apart_cents"),
    )
    .join_from(item, service, service.c.id == item.c.service_id)
    .group_by(item.c.pack_id)
    .subquery("parts")
)

PACKS = sheet(
    "Pack",
    select(
        pack.c.id,
        pack.c.business_id,
        pack.c.name,
        parts.c.services,
        pack.c.minutes,
        pack.c.price_cents,
        parts.c.apart_cents,
        (parts.c.apart_cents - pack.c.price_cents).label("saving_cents"),
        pack.c.active,
    ).join_from(pack, parts, parts.c.pack_id == pack.c.id, isouter=True),
)


class StylistPage(Page, model=STYLISTS):
    """Estilistas."""

    name, name_plural, icon, category = "Estilista", "Estilistas", "fa-solid fa-scissors", SALON
    about = "Con quién se puede reservar, y qué hace."
    columns = (
        Column("name", "Nombre", look="title", sorts=True, searches=True),
        Column("categories", "Hace", as_badges),
        Column("email", "Correo", searches=True),
        Column("active", "En activo", as_yes, sorts=True),
        Column("calendar_id", "Calendario de Google", listed=False),
        NUMBER,
    )
    column_default_sort = "name"
    column_filters = (YesNo("active", "En activo"),)


class ServicePage(Page, model=SERVICES):
    """Servicios."""

    name, name_plural, icon, category = "Servicio", "Servicios", "fa-solid fa-list", SALON
    about = "Lo que se puede reservar, lo que dura y lo que cuesta."
    columns = (
        Column("name", "Servicio", look="title", sorts=True, searches=True),
        Column("category", "Categoría", as_badge, sorts=True),
        Column("minutes", "Dura", as_minutes, look="number", sorts=True),
        Column("price_cents", "Precio", as_money, look="number", sorts=True),
        Column("needs_deposit", "Pide señal", as_yes, look="minor"),
        Column("active", "Se ofrece", as_yes, look="minor"),
        Column("aliases", "También lo llaman", look="prose", searches=True),
        NUMBER,
    )
    column_default_sort = "name"
    column_filters = (Choice("category", "Categoría", Category), YesNo("active", "Se ofrece"))


class PackPage(Page, model=PACKS):
    """Packs."""

    name, name_plural, icon, category = "Pack", "Packs", "fa-solid fa-gift", SALON
    about = "Servicios que juntos cuestan menos."
    columns = (
        Column("name", "Pack", look="title", sorts=True, searches=True),
        SERVICE_NAMES,
        Column("minutes", "Dura", as_minutes, look="number", sorts=True),
        Column("price_cents", "Precio", as_money, look="number", sorts=True),
        Column("apart_cents", "Por separado", as_money, look="number"),
        Column("saving_cents", "Ahorro", as_money, look="number", sorts=True),
        Column("active", "Se ofrece", as_yes, look="minor"),
        NUMBER,
    )
    column_default_sort = "name"
    column_filters = (YesNo("active", "Se ofrece"),)
