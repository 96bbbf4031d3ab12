"""What services cost together: euros and minutes added exactly, packs, and the deposit."""

from collections.abc import Sequence
from dataclasses import dataclass

from flows.catalogue import Catalogue, PackFacts, ServiceFacts
from flows.work import Stretch, work
from models.enums import Category
from models.money import Money, shares

SUGGESTED_FROM_PERCENT = 50
"""A pack is suggested when at least this much of what is in it, by price, was asked for."""


class QuoteRefused(Exception):
    """These services cannot be booked together. `code` says why, in a word that tools pass on.

    Codes: `nothing_asked`, `unknown_service`, `unknown_pack`, `asked_twice`, `mixed_categories`.
    """

    def __init__(self, code: str, *ids: int) -> None:
        super().__init__(code)
        self.code = code
        self.ids = ids


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """A service: `price` and `minutes` on its own; `charged` and `lasts` its share of what is paid.

    They differ only inside a pack, whose time is its own and has no gaps. The shares add up to the quote exactly.
    """

    service_id: int
    name: str
    price: Money
    minutes: int
    charged: Money
    lasts: int
    gap_from: int = 0
    gap: int = 0


@dataclass(frozen=True, slots=True)
class Quote:
    """Services done one after the other by one person."""

    lines: tuple[QuoteLine, ...]
    category: Category
    total: Money
    minutes: int
    owed: Money
    """What a deposit is asked on."""
    deposit: Money
    pack_id: int | None

    @property
    def work(self) -> tuple[Stretch, ...]:
        """The stretches of it that need the stylist."""
        return work((line.lasts, line.gap_from, line.gap) for line in self.lines)

    @property
    def service_ids(self) -> tuple[int, ...]:
        """What is done, in order."""
        return tuple(line.service_id for line in self.lines)


@dataclass(frozen=True, slots=True)
class PackSuggestion:
    """A pack that costs less than its parts; `saving` is the difference, always above zero."""

    pack_id: int
    name: str
    service_ids: tuple[int, ...]
    price: Money
    minutes: int
    parts: Money
    saving: Money


def quote(catalogue: Catalogue, service_ids: Sequence[int], pack_id: int | None = None) -> Quote:
    """Price, minutes and deposit of these services, with the pack's own where a pack is taken.

    A pack brings its services along; services beside it are added. Raises `QuoteRefused`.
    """
    if len(set(service_ids)) < len(service_ids):
        raise QuoteRefused("asked_twice", *service_ids)
    pack = _pack(catalogue, pack_id)
    packed = pack.service_ids if pack else ()
    beside = [service_id for service_id in service_ids if service_id not in packed]
    services = [_service(catalogue, service_id) for service_id in (*packed, *beside)]
    if not services:
        raise QuoteRefused("nothing_asked")
    if len({service.category for service in services}) > 1:
        raise QuoteRefused("mixed_categories", *service_ids)
    inside = _pack_lines(pack, services[: len(packed)]) if pack else []
    lines = (*inside, *(_line(service) for service in services[len(packed) :]))
    total = sum((line.charged for line in lines), Money(0))
    owed = sum((line.charged for line, of in zip(lines, services, strict=True) if of.needs_deposit), Money(0))
    return Quote(
        lines=lines,
        category=services[0].category,
        total=total,
        minutes=sum(line.lasts for line in lines),
        owed=owed,
        deposit=owed.percent(catalogue.policy.deposit_percent),
        pack_id=pack_id,
    )


def suggest_packs(catalogue: Catalogue, service_ids: Sequence[int]) -> list[PackSuggestion]:
    """Packs worth offering to somebody who asks for these services, the greatest saving first."""
    asked = set(service_ids)
    found = (_suggestion(catalogue, pack, asked) for pack in catalogue.packs.values() if asked & set(pack.service_ids))
    return sorted(filter(None, found), key=lambda pack: (-pack.saving.cents, pack.pack_id))


def _suggestion(catalogue: Catalogue, pack: PackFacts, asked: set[int]) -> PackSuggestion | None:
    try:
        alone = quote(catalogue, pack.service_ids)
        quote(catalogue, sorted(asked), pack.id)
    except QuoteRefused:
        return None
    wanted = sum(line.price.cents for line in alone.lines if line.service_id in asked)
    if pack.price >= alone.total or wanted * 100 < alone.total.cents * SUGGESTED_FROM_PERCENT:
        return None
    return PackSuggestion(
        pack_id=pack.id,
        name=pack.name,
        service_ids=pack.service_ids,
        price=pack.price,
        minutes=pack.minutes,
        parts=alone.total,
        saving=alone.total - pack.price,
    )


def _line(service: ServiceFacts) -> QuoteLine:
    price, minutes = service.price, service.minutes
    return QuoteLine(service.id, service.name, price, minutes, price, minutes, service.gap_from, service.gap)


def _pack_lines(pack: PackFacts, services: list[ServiceFacts]) -> list[QuoteLine]:
    prices = shares(pack.price, [service.price.cents for service in services])
    minutes = shares(Money(pack.minutes), [service.minutes for service in services])
    return [
        QuoteLine(one.id, one.name, one.price, one.minutes, charged=price, lasts=lasts.cents)
        for one, price, lasts in zip(services, prices, minutes, strict=True)
    ]


def _service(catalogue: Catalogue, service_id: int) -> ServiceFacts:
    try:
        return catalogue.services[service_id]
    except KeyError:
        raise QuoteRefused("unknown_service", service_id) from None


def _pack(catalogue: Catalogue, pack_id: int | None) -> PackFacts | None:
    if pack_id is None:
        return None
    try:
        return catalogue.packs[pack_id]
    except KeyError:
        raise QuoteRefused("unknown_pack", pack_id) from None
