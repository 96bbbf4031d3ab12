"""What the salon does and how, as the cached part of the prompt tells it."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from .words import fold


@dataclass(frozen=True)
class Service:
    id: str
    name: str
    category: str
    price: str  # as it is written to customers: "62,50 €"
    minutes: int
    aliases: tuple[str, ...]
    deposit: bool


@dataclass(frozen=True)
class Pack:
    id: str
    name: str
    services: tuple[str, ...]
    price: str
    minutes: int
    saving: str


@dataclass(frozen=True)
class Stylist:
    id: str
    name: str
    categories: tuple[str, ...]


@dataclass(frozen=True)
class Hours:
    day: str  # "lunes"
    open: str | None  # "9:30"; None on a day that is always closed
    close: str | None


@dataclass(frozen=True, eq=False)  # compared by identity, so that what is derived from it can be cached
class Catalogue:
    services: tuple[Service, ...]
    packs: tuple[Pack, ...]
    stylists: tuple[Stylist, ...]
    hours: tuple[Hours, ...]
    faq: dict[str, str]
    policy: dict[str, Any]
    business: dict[str, Any]

    def service(self, service_id: str) -> Service | None:
        return next((each for each in self.services if each.id == service_id), None)

    def pack(self, pack_id: str | None) -> Pack | None:
        return next((each for each in self.packs if each.id == pack_id), None)

    def named(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """The ids of the services with these names; an unknown name is left out."""
        wanted = {fold(name) for name in names}
        return tuple(each.id for each in self.services if fold(each.name) in wanted)

    def names(self, service_ids: tuple[str, ...]) -> list[str]:
        return [each.name for each in map(self.service, service_ids) if each]

    def called(self, names: Sequence[str], total: str | None = None) -> list[str]:
        """How services are called together: a pack by its own name, unless they cost something else (`total`)."""
        for pack in self.packs:
            parts = self.names(pack.services)
            rest = [name for name in names if name not in parts]
            if len(rest) + len(parts) == len(names) and total in (None, self._cost(pack, rest, total)):
                return [pack.name, *rest]
        return list(names)

    def _cost(self, pack: Pack, rest: list[str], like: str | None) -> str | None:
        """What the pack and these services cost, written `like` a price; None when that cannot be known."""
        prices = [pack.price, *(one.price for one in self.services if one.name in rest)]
        cents = sum(int(re.sub(r"\D", "", price)) for price in prices)
        return like if like and int(re.sub(r"\D", "", like)) == cents else None

    def consultation(self) -> Service | None:
        """The service that is free and takes no deposit: good for those who cannot decide."""
        return next((each for each in self.services if not each.deposit), None)

    def opens_at(self) -> int:
        """The earliest opening of the week, in minutes after midnight."""
        return min((minutes_of(day.open) for day in self.hours if day.open), default=9 * 60)

    def closes_at(self) -> int:
        """The latest closing of the week, in minutes after midnight."""
        return max((minutes_of(day.close) for day in self.hours if day.close), default=20 * 60)


def minutes_of(clock: str) -> int:
    """Minutes after midnight of "9:30" or "09:30"."""
    hour, _, minute = clock.partition(":")
    return int(hour) * 60 + int(minute or 0)


@lru_cache(maxsize=8)
def catalogue_from(text: str) -> Catalogue:
    """Read the catalogue's JSON. The text is the same for thousands of requests."""
    data: dict[str, Any] = json.loads(text)
    return Catalogue(
        services=tuple(
            Service(
                id=one["id"],
                name=one["name"],
                category=one.get("category", ""),
                price=one.get("price", ""),
                minutes=int(one.get("minutes", 0)),
                aliases=tuple(one.get("aliases", ())),
                deposit=bool(one.get("deposit", True)),
            )
            for one in data.get("services", ())
        ),
        packs=tuple(
            Pack(
                id=one["id"],
                name=one["name"],
                services=tuple(one.get("services", ())),
                price=one.get("price", ""),
                minutes=int(one.get("minutes", 0)),
                saving=one.get("saving", ""),
            )
            for one in data.get("packs", ())
        ),
        stylists=tuple(
            Stylist(one["id"], one["name"], tuple(one.get("categories", ()))) for one in data.get("stylists", ())
        ),
        hours=tuple(Hours(one["day"], one.get("open"), one.get("close")) for one in data.get("hours", ())),
        faq=dict(data.get("faq", {})),
        policy=dict(data.get("policy", {})),
        business=dict(data.get("business", {})),
    )
