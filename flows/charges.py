"""What she is told that booking something costs and takes in advance: by the rule that holding it goes by.

What she books for herself goes with her sessions; what she books for somebody else does not, and is told beside it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from flows import wording
from flows.catalogue import Catalogue
from flows.quotes import Quote
from flows.session_packs import Covered, Sessions, bearer, cover
from models.money import Money

HER = 0
"""Stands for whoever writes: what others have left is never told."""


def charged(
    catalogue: Catalogue, quotes: Sequence[Quote], guests: Sequence[str | None], sessions: Sequence[Sessions]
) -> Covered:
    """All of it in one booking, as she would be charged; `guests`: whom each is for, None for herself."""
    left: dict[tuple[int, int], list[int]] = {}
    for one in sessions:
        left.setdefault((HER, one.service_id), []).extend([one.id] * one.left)
    return cover(catalogue, quotes, [bearer(guest, None, HER) for guest in guests], left)


def charge_facts(
    catalogue: Catalogue,
    quotes: Sequence[Quote],
    guests: Sequence[str | None],
    sessions: Sequence[Sessions],
    language: str,
) -> dict[str, Any]:
    """Total and deposit of one booking, as the model may repeat them."""
    found = charged(catalogue, quotes, guests, sessions)
    told: dict[str, Any] = _amounts(catalogue, found, language)
    if found.by_session:
        told["for_somebody_else"] = _amounts(catalogue, charged(catalogue, quotes, guests, ()), language)
    return told


def gone_with(quoted: Quote, found: Covered, n: int, sessions: Sequence[Sessions]) -> Mapping[int, str]:
    """The pack that gives a session, by service, for the part `n` of what was quoted as `quoted`."""
    names = {one.id: one.pack for one in sessions}
    taken = (
        now.service_id
        for now, was in zip(found.quotes[n].lines, quoted.lines, strict=True)
        if now.charged != was.charged
    )
    return {service_id: names[pack] for service_id, pack in zip(taken, found.packs[n], strict=True)}


def _amounts(catalogue: Catalogue, found: Covered, language: str) -> dict[str, str]:
    def money(amount: Money) -> str:
        return wording.money(amount, catalogue.business.currency, language)

    return {"total": money(found.total), "deposit": money(found.deposit(catalogue.policy))}
