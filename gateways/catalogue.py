"""Loads what a business offers, in one statement, and keeps it for a few seconds."""

from datetime import date, datetime, time, timedelta
from threading import Lock
from time import monotonic
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
from gateways.database import Database
from gateways.holidays import public_holidays
from models.business import Policy
from models.enums import Category
from models.ids import BusinessId
from models.money import Money

FRESH_SECONDS = 10.0
"""Machine time. So long may a change in /admin go unnoticed by a process."""

LOAD = """
SELECT to_jsonb(b) AS business,
       (SELECT jsonb_agg(to_jsonb(s) || jsonb_build_object('aliases', (
                   SELECT jsonb_agg(a.alias ORDER BY a.id) FROM service_alias a
                   WHERE a.service_id = s.id)) ORDER BY s.id)
        FROM service s WHERE s.business_id = b.id AND s.active) AS services,
       (SELECT jsonb_agg(to_jsonb(p) || jsonb_build_object('services', (
                   SELECT jsonb_agg(i.service_id ORDER BY i.position, i.id) FROM pack_item i
                   WHERE i.pack_id = p.id)) ORDER BY p.id)
        FROM pack p WHERE p.business_id = b.id AND p.active) AS packs,
       (SELECT jsonb_agg(to_jsonb(k) ORDER BY k.id)
        FROM session_pack k JOIN service s ON s.id = k.service_id
        WHERE k.business_id = b.id AND k.active AND s.active) AS session_packs,
       (SELECT jsonb_agg(to_jsonb(s) || jsonb_build_object(
                   'categories', (SELECT jsonb_agg(k.category) FROM skill k WHERE k.stylist_id = s.id),
                   'hours', (SELECT jsonb_agg(to_jsonb(h)) FROM stylist_hours h
                             WHERE h.stylist_id = s.id)) ORDER BY s.id)
        FROM stylist s WHERE s.business_id = b.id AND s.active) AS stylists,
       (SELECT jsonb_agg(to_jsonb(o)) FROM opening_hours o WHERE o.business_id = b.id) AS opening,
       (SELECT jsonb_agg(to_jsonb(c)) FROM closure c
        WHERE c.business_id = b.id AND c.day >= %(today)s) AS closures,
       (SELECT jsonb_agg(to_jsonb(f)) FROM faq f WHERE f.business_id = b.id) AS faq
FROM business b WHERE b.id = %(business)s
"""


def load(database: Database, business_id: BusinessId, now: datetime) -> Catalogue:
    """The business as it is, with its closed days from yesterday to the horizon. `LookupError`: no such business."""
    yesterday = (now - timedelta(days=1)).date()
    row = database.row(LOAD, {"business": business_id, "today": yesterday})
    if row is None:
        raise LookupError(f"no business {business_id}")
    policy = Policy.model_validate(row["business"]["policy"])
    return Catalogue(
        business=_business(row["business"]),
        policy=policy,
        services={one["id"]: _service(one) for one in row["services"] or ()},
        packs={one["id"]: _pack(one) for one in row["packs"] or () if one["services"]},
        stylists={one["id"]: _stylist(one) for one in row["stylists"] or ()},
        opening=_week(row["opening"] or [], "opens", "closes"),
        closures=_closures(row, yesterday, policy),
        faq={(one["key"], one["language"]): one["text"] for one in row["faq"] or ()},
        session_packs={one["id"]: _session_pack(one) for one in row["session_packs"] or ()},
    )


class Catalogues:
    """Every business's catalogue, at most `FRESH_SECONDS` old. One per process; safe in threads."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = Lock()
        self._kept: dict[int, tuple[float, date, Catalogue]] = {}

    def get(self, business_id: BusinessId, now: datetime) -> Catalogue:
        """The catalogue at that domain time; loaded again too when the day has changed since."""
        with self._lock:
            loaded_at, day, catalogue = self._kept.get(business_id, (0.0, date.min, None))
        if catalogue and monotonic() - loaded_at < FRESH_SECONDS and day == now.date():
            return catalogue
        loaded_at = monotonic()
        fresh = load(self._database, business_id, now)
        with self._lock:
            self._kept[business_id] = (loaded_at, now.date(), fresh)
        return fresh


def _business(row: dict[str, Any]) -> BusinessFacts:
    return BusinessFacts(
        id=row["id"],
        name=row["name"],
        assistant=row["assistant"],
        timezone=row["timezone"],
        currency=row["currency"],
        default_language=row["default_language"],
        languages=tuple(row["languages"]),
        privacy_url=row["privacy_url"],
    )


def _service(row: dict[str, Any]) -> ServiceFacts:
    return ServiceFacts(
        id=row["id"],
        name=row["name"],
        category=Category(row["category"]),
        minutes=row["minutes"],
        price=Money(row["price_cents"]),
        needs_deposit=row["needs_deposit"],
        gap_from=row["gap_from_minutes"],
        gap=row["gap_minutes"],
        aliases=tuple(row["aliases"] or ()),
    )


def _pack(row: dict[str, Any]) -> PackFacts:
    return PackFacts(
        id=row["id"],
        name=row["name"],
        service_ids=tuple(row["services"]),
        minutes=row["minutes"],
        price=Money(row["price_cents"]),
    )


def _session_pack(row: dict[str, Any]) -> SessionPackFacts:
    price = Money(row["price_cents"])
    return SessionPackFacts(row["id"], row["name"], row["service_id"], row["sessions"], price)


def _stylist(row: dict[str, Any]) -> StylistFacts:
    return StylistFacts(
        id=row["id"],
        name=row["name"],
        categories=frozenset(Category(one) for one in row["categories"] or ()),
        hours=_week(row["hours"], "starts", "ends") if row["hours"] else None,
        email=row["email"],
        calendar_id=row["calendar_id"],
    )


def _week(rows: list[dict[str, Any]], start: str, end: str) -> Week:
    week: dict[int, tuple[Hours, ...]] = {}
    for row in rows:
        hours = Hours(time.fromisoformat(row[start]), time.fromisoformat(row[end]))
        week[row["weekday"]] = tuple(sorted((*week.get(row["weekday"], ()), hours)))
    return week


def _closures(row: dict[str, Any], first: date, policy: Policy) -> dict[date, str]:
    """The business's own reason comes before the holiday's name."""
    business = row["business"]
    last = first + timedelta(days=policy.horizon_days + 2)
    days = public_holidays(business["holiday_region"], first, last, business["default_language"])
    own = {date.fromisoformat(one["day"]): one["reason"] for one in row["closures"] or ()}
    return days | own
