"""What is to be taken: who does what, when and for whom. Made from an offer that was shown, or by staff."""

from dataclasses import dataclass
from datetime import datetime

from models import Offer


@dataclass(frozen=True, slots=True)
class Part:
    """One appointment: one stylist, services one after the other.

    `guest` is whom the customer brings, in her words; `customer_id` somebody she books for. Both None: herself.
    """

    stylist_id: int
    start: datetime
    service_ids: tuple[int, ...]
    pack_id: int | None = None
    guest: str | None = None
    customer_id: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """One booking: all of its parts or nothing.

    `shown_at` keeps an offer's lead time alive for some minutes; `waitlist_entry_id` is the place on the waiting list
    for which its slot is reserved.
    """

    parts: tuple[Part, ...]
    shown_at: datetime | None = None
    waitlist_entry_id: int | None = None

    @property
    def first(self) -> Part:
        """The one that begins first."""
        return min(self.parts, key=lambda part: part.start)


def plan_of(offer: Offer, for_customer_id: int | None = None) -> Plan:
    """What an offer offers; for somebody else when she books for one who is a customer of her own."""
    first = Part(
        offer.stylist_id, offer.starts_at, tuple(offer.service_ids), offer.pack_id, offer.guest, for_customer_id
    )
    others = (
        Part(
            one["stylist_id"],
            datetime.fromisoformat(one["starts_at"]),
            tuple(one["service_ids"]),
            one["pack_id"],
            one["guest"],
            for_customer_id,
        )
        for one in offer.others
    )
    return Plan((first, *others), offer.made_at, offer.waitlist_entry_id)
