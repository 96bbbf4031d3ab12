"""What a business offers, when and by whom: read-only facts that every decision starts from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time

from models.business import Policy
from models.enums import Category
from models.money import Money


@dataclass(frozen=True, slots=True)
class BusinessFacts:
    """Who the business is, and the zone, currency and languages it works in."""

    id: int
    name: str
    assistant: str
    timezone: str
    currency: str
    default_language: str
    languages: tuple[str, ...]
    privacy_url: str | None

    def language(self, wanted: str | None) -> str:
        """The language to write in: the one wanted if the business speaks it, else its own."""
        return wanted if wanted in self.languages else self.default_language


@dataclass(frozen=True, slots=True, order=True)
class Hours:
    """A stretch of the wall clock, `opens` before `closes`."""

    opens: time
    closes: time


Week = Mapping[int, tuple[Hours, ...]]
"""Hours by weekday, 0 = Monday. A weekday that is missing is a day off."""


@dataclass(frozen=True, slots=True)
class ServiceFacts:
    """A service that can be booked now."""

    id: int
    name: str
    category: Category
    minutes: int
    price: Money
    needs_deposit: bool
    gap_from: int = 0
    """After so many minutes the stylist is free for `gap` of them."""
    gap: int = 0
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PackFacts:
    """Services sold together for a price and a time of their own, in the order they are done."""

    id: int
    name: str
    service_ids: tuple[int, ...]
    minutes: int
    price: Money


@dataclass(frozen=True, slots=True)
class SessionPackFacts:
    """Several sessions of one service, paid at once and used one by one. `flows.session_packs` says what it saves."""

    id: int
    name: str
    service_id: int
    sessions: int
    price: Money


@dataclass(frozen=True, slots=True)
class StylistFacts:
    """Somebody who can be booked now. `hours` None: she works the salon's hours."""

    id: int
    name: str
    categories: frozenset[Category]
    hours: Week | None = None
    email: str | None = None
    calendar_id: str | None = None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One business at one moment."""

    business: BusinessFacts
    policy: Policy
    services: Mapping[int, ServiceFacts]
    packs: Mapping[int, PackFacts]
    stylists: Mapping[int, StylistFacts]
    opening: Week
    closures: Mapping[date, str]
    """Days within the horizon on which nobody works, and why: its own and public holidays."""
    faq: Mapping[tuple[str, str], str]
    """Stored answers by (key, language). `flows.faq` adds those that are rendered."""
    session_packs: Mapping[int, SessionPackFacts] = field(default_factory=dict)
    """Only of services that can be booked."""

    def skilled(self, category: Category) -> Iterable[StylistFacts]:
        """The stylists who do services of that category."""
        return (one for one in self.stylists.values() if category in one.categories)
