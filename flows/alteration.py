"""An appointment with other services: what stays is as it was booked, what is new is as it is sold today."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from flows.catalogue import Catalogue
from flows.quotes import QuoteRefused
from flows.work import Stretch, work
from models.booking import AppointmentLine
from models.enums import Category
from models.money import Money


@dataclass(frozen=True, slots=True)
class Line:
    """A service of the appointment as it shall be. `line_id` None: it is added."""

    service_id: int
    name: str
    price: Money
    minutes: int
    gap_from: int
    gap: int
    needs_deposit: bool
    line_id: int | None = None


@dataclass(frozen=True, slots=True)
class Altered:
    """All of its services, in the order in which they are done."""

    lines: tuple[Line, ...]
    category: Category
    keeps_pack: bool
    """The pack of services that its booking was priced by, if any, still fits."""

    @property
    def price(self) -> Money:
        """What it costs."""
        return sum((line.price for line in self.lines), Money(0))

    @property
    def owed(self) -> Money:
        """What a deposit is asked on."""
        return owed(self.lines)

    @property
    def work(self) -> tuple[Stretch, ...]:
        """The stretches of it that need the stylist."""
        return work((line.minutes, line.gap_from, line.gap) for line in self.lines)

    @property
    def service_ids(self) -> frozenset[int]:
        """What is done."""
        return frozenset(line.service_id for line in self.lines)


def booked(catalogue: Catalogue, lines: Iterable[AppointmentLine]) -> tuple[Line, ...]:
    """An appointment's lines as they were written."""
    return tuple(
        Line(
            one.service_id,
            one.name,
            Money(one.price_cents),
            one.minutes,
            one.gap_from_minutes,
            one.gap_minutes,
            _asks(catalogue, one.service_id),
            one.id,
        )
        for one in lines
    )


def owed(lines: Iterable[Line]) -> Money:
    """What a deposit is asked on."""
    return sum((line.price for line in lines if line.needs_deposit), Money(0))


def altered(
    catalogue: Catalogue,
    old: Sequence[Line],
    category: Category,
    service_ids: Sequence[int],
    *,
    packed: Collection[int] = (),
    covered: Collection[int] = (),
) -> Altered:
    """The appointment with exactly these services, in that order.

    `packed` are those of a pack whose price it has: without all of them, the rest is priced alone. `covered` are added
    ones for which a session is left: they cost nothing here. Raises `QuoteRefused`, also `same_services`.
    """
    if not service_ids:
        raise QuoteRefused("nothing_asked")
    if len(set(service_ids)) < len(service_ids):
        raise QuoteRefused("asked_twice", *service_ids)
    known = {line.service_id: line for line in old}
    if known.keys() == set(service_ids):
        raise QuoteRefused("same_services", *service_ids)
    keeps_pack = set(packed) <= set(service_ids)
    kept = {id: line for id, line in known.items() if keeps_pack or id not in packed}
    lines = [kept.get(service_id) or _sold(catalogue, service_id) for service_id in service_ids]
    lines = [_again(line, known.get(line.service_id), covered) for line in lines]
    trades = {category if line.service_id in known else catalogue.services[line.service_id].category for line in lines}
    if len(trades) > 1:
        raise QuoteRefused("mixed_categories", *service_ids)
    return Altered(tuple(lines), trades.pop(), keeps_pack)


def _again(line: Line, before: Line | None, covered: Collection[int]) -> Line:
    if before is not None:
        return replace(line, line_id=before.line_id)
    return replace(line, price=Money(0)) if line.service_id in covered else line


def _sold(catalogue: Catalogue, service_id: int) -> Line:
    service = catalogue.services.get(service_id)
    if service is None:
        raise QuoteRefused("unknown_service", service_id)
    return Line(
        service.id, service.name, service.price, service.minutes, service.gap_from, service.gap, service.needs_deposit
    )


def _asks(catalogue: Catalogue, service_id: int) -> bool:
    service = catalogue.services.get(service_id)
    return service is None or service.needs_deposit
