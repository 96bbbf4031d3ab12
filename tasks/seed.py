"""Puts the demo salon into an empty database. `make seed` does it (`app.seed`), and every test that needs a salon.

A salon that has services is left alone, so that a second run changes nothing that staff have changed.
The first login is not made here: `admin` lies above `tasks`.
"""

import json
from datetime import time
from pathlib import Path
from typing import Any

from psycopg.types.json import Jsonb
from sqlmodel import select

from gateways.database import Database, Unit
from models import Faq, OpeningHours, Pack, PackItem, Policy, Service, ServiceAlias, SessionPack, Skill, Stylist
from models.base import BusinessRow
from models.enums import Category
from models.ids import BusinessId
from models.money import Money

DEMO = Path(__file__).parent / "demo"
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

BUSINESS = """
WITH found AS (
    SELECT business_id AS id FROM channel
    WHERE account_number = %(account)s AND inbox_number = %(inbox)s
), made AS (
    INSERT INTO business (name, assistant, timezone, currency, default_language, languages,
                          holiday_region, policy, privacy_url)
    SELECT %(name)s, %(assistant)s, %(timezone)s, %(currency)s, %(default_language)s,
           %(languages)s, %(holiday_region)s, %(policy)s, %(privacy_url)s
    WHERE NOT EXISTS (SELECT FROM found)
    RETURNING id
), channel AS (
    INSERT INTO channel (business_id, account_number, inbox_number)
    SELECT id, %(account)s, %(inbox)s FROM made
)
SELECT id FROM found UNION ALL SELECT id FROM made
"""
"""One statement: the business is made before there is one whose unit of work could make it."""


def seed(
    database: Database, *, account: int = 1, inbox: int = 3, public_url: str = "http://127.0.0.1:8000"
) -> BusinessId:
    """Makes the demo salon behind that Chatwoot inbox, unless there is one, and commits; its id."""
    salon = json.loads((DEMO / "salon.json").read_text())
    services = json.loads((DEMO / "services.json").read_text())
    policy = Policy.model_validate(salon["policy"])
    values = salon["business"] | {
        "policy": Jsonb(policy.model_dump(mode="json")),
        "privacy_url": f"{public_url}/privacy",
        "account": account,
        "inbox": inbox,
    }
    row = database.row(BUSINESS, values)
    assert row is not None
    with database.unit(BusinessId(row["id"])) as unit:
        offered = select(Service.id).where(Service.business_id == unit.business_id)
        if unit.session.exec(offered).first() is None:
            _opening(unit, salon["opening_hours"])
            _stylists(unit, salon["stylists"])
            ids = _services(unit, services)
            _packs(unit, salon["packs"], ids)
            _session_packs(unit, json.loads((DEMO / "session_packs.json").read_text()), ids)
            _faq(unit, salon["faq"])
            unit.commit()
        return unit.business_id


def _opening(unit: Unit, week: dict[str, list[str]]) -> None:
    for day, hours in week.items():
        opens, closes = map(time.fromisoformat, hours)
        number = WEEKDAYS.index(day)
        _add(unit, OpeningHours(business_id=unit.business_id, weekday=number, opens=opens, closes=closes))


def _stylists(unit: Unit, rows: list[dict[str, Any]]) -> None:
    for row in rows:
        given = {key: row[key] for key in ("name", "email", "calendar_id")}
        stylist_id = _add(unit, Stylist(business_id=unit.business_id, **given))
        for name in row["categories"]:
            _add(unit, Skill(business_id=unit.business_id, stylist_id=stylist_id, category=Category(name)))


def _services(unit: Unit, rows: list[dict[str, Any]]) -> dict[str, int]:
    """Their ids by name."""
    services = [
        Service(
            business_id=unit.business_id,
            name=row["name"],
            category=Category(row["category"]),
            minutes=row["minutes"],
            price_cents=Money.of(row["price"]).cents,
            needs_deposit=row.get("needs_deposit", True),
        )
        for row in rows
    ]
    unit.session.add_all(services)
    unit.session.flush()
    ids = {service.name: service.id for service in services if service.id is not None}
    unit.session.add_all(
        ServiceAlias(business_id=unit.business_id, service_id=ids[row["name"]], alias=alias)
        for row in rows
        for alias in row.get("aliases", ())
    )
    return ids


def _packs(unit: Unit, rows: list[dict[str, Any]], services: dict[str, int]) -> None:
    for row in rows:
        pack = Pack(
            business_id=unit.business_id,
            name=row["name"],
            minutes=row["minutes"],
            price_cents=Money.of(row["price"]).cents,
        )
        pack_id = _add(unit, pack)
        for position, name in enumerate(row["services"]):
            item = {"pack_id": pack_id, "service_id": services[name], "position": position}
            _add(unit, PackItem(business_id=unit.business_id, **item))


def _session_packs(unit: Unit, rows: list[dict[str, Any]], services: dict[str, int]) -> None:
    unit.session.add_all(
        SessionPack(
            business_id=unit.business_id,
            name=row["name"],
            service_id=services[row["service"]],
            sessions=row["sessions"],
            price_cents=Money.of(row["price"]).cents,
        )
        for row in rows
    )


def _faq(unit: Unit, answers: dict[str, dict[str, str]]) -> None:
    for key, texts in answers.items():
        for language, text in texts.items():
            _add(unit, Faq(business_id=unit.business_id, key=key, language=language, text=text))


def _add(unit: Unit, row: BusinessRow) -> int:
    unit.session.add(row)
    unit.session.flush()
    assert row.id is not None
    return row.id
