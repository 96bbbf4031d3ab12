"""What several people, or one person with two trades, want together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flows.catalogue import Catalogue
from flows.quotes import QuoteRefused


@dataclass(frozen=True, slots=True)
class Wish:
    """Services for one person: `guest` in the customer's words, None for herself."""

    service_ids: tuple[int, ...]
    pack_id: int | None = None
    guest: str | None = None


def apart(catalogue: Catalogue, wish: Wish) -> tuple[Wish, ...]:
    """One wish for each trade, in the order in which they were asked for: two are never mixed in one appointment.

    A pack stays with the trade of its services. Raises `QuoteRefused` for a service or pack that is not sold.
    """
    pack = catalogue.packs.get(wish.pack_id) if wish.pack_id is not None else None
    if wish.pack_id is not None and pack is None:
        raise QuoteRefused("unknown_pack", wish.pack_id)
    every = list(dict.fromkeys((*wish.service_ids, *(pack.service_ids if pack else ()))))
    for service_id in every:
        if service_id not in catalogue.services:
            raise QuoteRefused("unknown_service", service_id)
    trade = {service_id: catalogue.services[service_id].category for service_id in every}
    packed = trade[pack.service_ids[0]] if pack else None
    return tuple(
        replace(
            wish,
            service_ids=tuple(service_id for service_id in every if trade[service_id] is category),
            pack_id=wish.pack_id if category is packed else None,
        )
        for category in dict.fromkeys(trade.values())
    )


def told_apart(wishes: Sequence[Wish]) -> tuple[Wish, ...]:
    """The same with a number behind guests of one name: two daughters can be done at the same time."""
    seen: dict[str, int] = {}
    found = []
    for wish in wishes:
        if wish.guest:
            seen[wish.guest] = seen.get(wish.guest, 0) + 1
            if seen[wish.guest] > 1:
                wish = replace(wish, guest=f"{wish.guest} {seen[wish.guest]}")
        found.append(wish)
    return tuple(found)
