"""Session packs: which are worth offering, and what of a plan is covered by sessions that were paid for before.

A session covers one service of whoever bought the pack, outside of a pack of services that has its own price.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flows.catalogue import Catalogue, SessionPackFacts
from flows.plan import Part
from flows.quotes import Quote, QuoteLine
from models.money import Money

Left = Mapping[tuple[int, int], Sequence[int]]
"""By customer and service: the pack of each session that is left, in the order in which they are used."""


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
    """A plan's parts as they are charged, and for each of them the packs that give a session to it."""

    parts: tuple[tuple[Part, Quote], ...]
    packs: tuple[tuple[int, ...], ...]

    @property
    def by_session(self) -> bool:
        """Whether a session is used at all: then the whole booking has no deposit."""
        return any(self.packs)


def suggest(catalogue: Catalogue, service_id: int) -> list[SessionPackSuggestion]:
    """Packs of that service that save something, the greatest saving first."""
    packs = (pack for pack in catalogue.session_packs.values() if pack.service_id == service_id)
    found = [_suggestion(catalogue, pack) for pack in packs]
    return sorted((one for one in found if one), key=lambda one: (-one.saving.cents, one.session_pack_id))


def saving(catalogue: Catalogue, pack: SessionPackFacts) -> Money:
    """What its sessions cost one by one, less its price. Below zero for a pack that is dearer than its parts."""
    single = catalogue.services[pack.service_id].price
    return Money(single.cents * pack.sessions) - pack.price


def cover(catalogue: Catalogue, parts: Sequence[tuple[Part, Quote]], customer_id: int, left: Left) -> Covered:
    """Uses what is left, part by part. Guests pay: a session is for whoever bought its pack."""
    remaining = {key: list(packs) for key, packs in left.items()}
    done: list[tuple[Part, Quote]] = []
    used: list[tuple[int, ...]] = []
    for part, quoted in parts:
        lines: list[QuoteLine] = []
        packs: list[int] = []
        packed = catalogue.packs[quoted.pack_id].service_ids if quoted.pack_id is not None else ()
        for line in quoted.lines:
            sessions = remaining.get((part.customer_id or customer_id, line.service_id))
            if sessions and not part.guest and line.charged.cents and line.service_id not in packed:
                packs.append(sessions.pop(0))
                line = replace(line, charged=Money(0))
            lines.append(line)
        done.append((part, _charged(quoted, lines) if packs else quoted))
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
