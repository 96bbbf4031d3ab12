"""What several people, or one person with two trades, want together: made into one plan of a single booking."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from flows.catalogue import Catalogue
from flows.plan import Part, Plan
from flows.quotes import Quote, QuoteRefused, quote


@dataclass(frozen=True, slots=True)
class Wish:
    """Services for one person. `guest` in the customer's words, or `customer_id` of somebody for whom she books."""

    service_ids: tuple[int, ...]
    pack_id: int | None = None
    guest: str | None = None
    customer_id: int | None = None

    @property
    def who(self) -> tuple[str | None, int | None]:
        """Whom it is for: nobody is at two places at once."""
        return self.guest, self.customer_id


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


def quotes(catalogue: Catalogue, wishes: Sequence[Wish]) -> tuple[Quote, ...]:
    """Price and minutes of each. Raises `QuoteRefused`."""
    return tuple(quote(catalogue, wish.service_ids, wish.pack_id) for wish in wishes)


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


def starts(catalogue: Catalogue, wishes: Sequence[Wish], start: datetime, *, together: bool) -> tuple[datetime, ...]:
    """When each begins: all at once, or one after the other. What one person wants always follows each other."""
    minutes = [quoted.minutes for quoted in quotes(catalogue, wishes)]
    begins: list[datetime] = []
    for n, wish in enumerate(wishes):
        before = [k for k in range(n) if not together or wishes[k].who == wish.who]
        begins.append(start + timedelta(minutes=sum(minutes[k] for k in before)))
    return tuple(begins)


def plan(
    catalogue: Catalogue,
    wishes: Sequence[Wish],
    stylist_ids: Sequence[int],
    start: datetime,
    *,
    together: bool = True,
    shown_at: datetime | None = None,
) -> Plan:
    """One booking of all wishes, each with its stylist, from `start` on. Raises `QuoteRefused`."""
    begins = starts(catalogue, wishes, start, together=together)
    parts = (
        Part(stylist_id, begin, wish.service_ids, wish.pack_id, wish.guest, wish.customer_id)
        for wish, stylist_id, begin in zip(wishes, stylist_ids, begins, strict=True)
    )
    return Plan(tuple(parts), shown_at)
