"""The demo salon as facts, without a database: ids are positions in its files, from 1."""

import json
from dataclasses import replace
from datetime import date, time
from typing import Any

from flows.catalogue import (
    BusinessFacts,
    Catalogue,
    Hours,
    PackFacts,
    ServiceFacts,
    SessionPackFacts,
    StylistFacts,
    Week,
)
from models.business import Policy
from models.enums import Category
from models.money import Money
from tasks.seed import DEMO, WEEKDAYS

SALON = json.loads((DEMO / "salon.json").read_text())
SERVICES = {row["name"]: n for n, row in enumerate(json.loads((DEMO / "services.json").read_text()), 1)}
STYLISTS = {row["name"]: n for n, row in enumerate(SALON["stylists"], 1)}
SESSION_PACKS = json.loads((DEMO / "session_packs.json").read_text())
PACK = 1
"""Mechas + Corte."""
CLOSURES = {
    date(2026, 12, 7): "Lunes siguiente a Día de la Constitución Española",
    date(2026, 12, 8): "Inmaculada Concepción",
    date(2026, 12, 25): "Natividad del Señor",
}


def demo(closures: dict[date, str] = CLOSURES, **policy: Any) -> Catalogue:
    """The salon with some of its rules changed."""
    business = SALON["business"]
    rows = json.loads((DEMO / "services.json").read_text())
    return Catalogue(
        business=BusinessFacts(
            id=1,
            name=business["name"],
            assistant=business["assistant"],
            timezone=business["timezone"],
            currency=business["currency"],
            default_language="es",
            languages=("es", "en"),
            privacy_url="https://turno.example/privacy",
        ),
        policy=Policy.model_validate(SALON["policy"] | policy),
        services={SERVICES[row["name"]]: _service(row) for row in rows},
        packs={PACK: _pack(SALON["packs"][0])},
        stylists={STYLISTS[row["name"]]: _stylist(row) for row in SALON["stylists"]},
        opening={
            WEEKDAYS.index(day): (Hours(*map(time.fromisoformat, hours)),)
            for day, hours in SALON["opening_hours"].items()
        },
        closures=closures,
        faq={},
        session_packs={n: _session_pack(n, row) for n, row in enumerate(SESSION_PACKS, 1)},
    )


def ids(*names: str) -> list[int]:
    """The ids of services."""
    return [SERVICES[name] for name in names]


def with_hours(catalogue: Catalogue, stylist: str, hours: Week) -> Catalogue:
    """The same salon, with hours of her own for one stylist."""
    one = catalogue.stylists[STYLISTS[stylist]]
    return replace(catalogue, stylists=dict(catalogue.stylists) | {one.id: replace(one, hours=hours)})


def _service(row: dict[str, Any]) -> ServiceFacts:
    return ServiceFacts(
        id=SERVICES[row["name"]],
        name=row["name"],
        category=Category(row["category"]),
        minutes=row["minutes"],
        price=Money.of(row["price"]),
        needs_deposit=row.get("needs_deposit", True),
        aliases=tuple(row.get("aliases", ())),
    )


def _pack(row: dict[str, Any]) -> PackFacts:
    return PackFacts(PACK, row["name"], tuple(ids(*row["services"])), row["minutes"], Money.of(row["price"]))


def _session_pack(n: int, row: dict[str, Any]) -> SessionPackFacts:
    return SessionPackFacts(n, row["name"], SERVICES[row["service"]], row["sessions"], Money.of(row["price"]))


def _stylist(row: dict[str, Any]) -> StylistFacts:
    return StylistFacts(
        id=STYLISTS[row["name"]],
        name=row["name"],
        categories=frozenset(Category(name) for name in row["categories"]),
        email=row["email"],
        calendar_id=row["calendar_id"],
    )
