"""Session packs: which are worth offering, and what of a plan is covered by sessions that were paid for before.

A session covers one service of whoever bought the pack, outside of a pack of services that has its own price.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flows.catalogue import Catalogue, SessionPackFacts
from flows.changed_deposit import deposit_of
from flows.quotes import Quote, QuoteLine
from models.business import Policy
from models.money import Money

Left = Mapping[tuple[int, int], Sequence[int]]
"""By customer and service: the pack of each session that is left, in the order in which they are used."""


@dataclass(frozen=True, slots=True)
class Sessions:
    """What is left of a session pack that a customer has bought. `id` is that of her pack, not of what is sold."""

    id: int
    pack: str
    service_id: int
    left: int


@dataclass(frozen=True, slots=True)
class SessionPackSuggestion:
    """A session pack that costs less than its sessions one by one; `saving` is the difference, always above zero."""

    session_pack_id: int
    name: str
    service_id: int
    sessions: int
    price: Money
    single: Money
    saving: Money


@dataclass(frozen=True, slots=True)
class Covered:
    """What is booked together as it is charged, and for each part of it the packs that give a session."""

    quotes: tuple[Quote, ...]
    packs: tuple[tuple[int, ...], ...]
    """Of each part, in the order of its lines."""

    @property
    def by_session(self) -> bool:
        """Whether a session is used at all: then the whole booking has no deposit."""
        return any(self.packs)

    @property
    def total(self) -> Money:
        """What all of it costs."""
        return sum((quoted.total for quoted in self.quotes), Money(0))

    def deposit(self, policy: Policy) -> Money:
        """The one deposit on all of it."""
        owed = sum((quoted.owed for quoted in self.quotes), Money(0))
        return deposit_of(policy, owed, free=self.by_session)


def suggest(catalogue: Catalogue, service_id: int) -> list[SessionPackSuggestion]:
    """Packs of that service that save something, the greatest saving first."""
    packs = (pack for pack in catalogue.session_packs.values() if pack.service_id == service_id)
    found = [_suggestion(catalogue, pack) for pack in packs]
    return sorted((one for one in found if one), key=lambda one: (-one.saving.cents, one.session_pack_id))


def saving(catalogue: Catalogue, pack: SessionPackFacts) -> Money:
    """What its sessions cost one by one, less its price. Below zero for a pack that is dearer than its parts."""
    single = catalogue.services[pack.service_id].price
    return Money(single.cents * pack.sessions) - pack.price


def bearer(guest: str | None, comer_id: int | None, customer_id: int) -> int | None:
    """Whose sessions go for a part of what `customer_id` books: whoever comes uses her own, and guests pay."""
    return None if guest else comer_id or customer_id


def cover(catalogue: Catalogue, quotes: Sequence[Quote], bearers: Sequence[int | None], left: Left) -> Covered:
    """Uses what is left, part by part. What is told before a booking and the booking itself both go by this rule."""
    remaining = {key: list(packs) for key, packs in left.items()}
    done: list[Quote] = []
    used: list[tuple[int, ...]] = []
    for quoted, whose in zip(quotes, bearers, strict=True):
        lines: list[QuoteLine] = []
        packs: list[int] = []
        packed = catalogue.packs[quoted.pack_id].service_ids if quoted.pack_id is not None else ()
        for line in quoted.lines:
            sessions = remaining.get((whose, line.service_id)) if whose is not None else None
            if sessions and line.charged.cents and line.service_id not in packed:
                packs.append(sessions.pop(0))
                line = replace(line, charged=Money(0))
            lines.append(line)
        done.append(_charged(quoted, lines) if packs else quoted)
        used.append(tuple(packs))
    return Covered(tuple(done), tuple(used))


def _charged(quoted: Quote, lines: Sequence[QuoteLine]) -> Quote:
    """The quote with what the lines are charged now; nothing is owed in advance."""
    total = sum((line.charged for line in lines), Money(0))
    return replace(quoted, lines=tuple(lines), total=total, owed=Money(0), deposit=Money(0))


def _suggestion(catalogue: Catalogue, pack: SessionPackFacts) -> SessionPackSuggestion | None:
    saved = saving(catalogue, pack)
    if saved <= Money(0):
        return None
    single = catalogue.services[pack.service_id].price
    return SessionPackSuggestion(pack.id, pack.name, pack.service_id, pack.sessions, pack.price, single, saved)
