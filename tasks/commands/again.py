"""Other times for what could not be had: real offers, shown in the notice that says so."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from flows.availability import SlotAsk, SlotOption
from flows.catalogue import Catalogue
from flows.quotes import Quote, QuoteRefused, quote
from gateways.database import Unit
from gateways.offers import services_of
from gateways.party_slots import search_party
from gateways.slots import search
from gateways.waitlist import next_code
from models import Appointment, Offer, Outbox
from models.moment import local
from tasks.commands.whole import Whole

Option = tuple[SlotOption, ...]
"""One slot for each appointment."""


def times_again(unit: Unit, catalogue: Catalogue, whole: Whole) -> list[Offer]:
    """Offers of other times for a booking's appointments, with the same stylists if possible: that day, else soon.

    They are written by `show`, with the message that shows them. None when nothing is free, or when what was booked
    is not offered any more.
    """
    wanted = sorted(whole.appointments, key=lambda one: (one.starts_at, one.id))
    services = services_of(unit, whole.id)
    try:
        quotes = [quote(catalogue, services[one.id or 0], whole.booking.pack_id) for one in wanted]
    except (QuoteRefused, KeyError):
        return []
    day = local(wanted[0].starts_at, catalogue.business.timezone).date()
    asks = [SlotAsk.of(each, preferred_stylist_id=one.stylist_id) for each, one in zip(quotes, wanted, strict=True)]
    together = len({one.starts_at for one in wanted}) == 1
    found, following = _search(unit, catalogue, asks, day, together=together)
    if not found:
        found, _ = _search(unit, catalogue, asks, following, together=together)
    return [_offer(unit, whole, wanted, quotes, option) for option in found]


def show(unit: Unit, offers: Sequence[Offer], notice: Outbox) -> None:
    """Writes the offers down as shown in that notice, under the conversation's next codes. She can choose one when
    Chatwoot has accepted it."""
    unit.session.flush()
    for offer in offers:
        offer.code, offer.shown_in = next_code(unit, offer.conversation_id), notice.id
        unit.session.add(offer)
        unit.session.flush()


def _search(
    unit: Unit, catalogue: Catalogue, asks: Sequence[SlotAsk], day: date | None, *, together: bool
) -> tuple[list[Option], date | None]:
    """What is free on that day (None: on any), and the next day that has something."""
    dated = [replace(ask, date=day) for ask in asks]
    if len(asks) == 1:
        answer = search(unit, catalogue, dated[0], unit.now)
        return [(option,) for option in answer.options], answer.next_date
    party = search_party(unit, catalogue, dated, unit.now, together=together)
    return list(party.options), party.next_date


def _offer(unit: Unit, whole: Whole, wanted: Sequence[Appointment], quotes: Sequence[Quote], option: Option) -> Offer:
    """The first appointment in the offer's own columns, the others beside it."""
    parts = list(zip(wanted, quotes, option, strict=True))
    first, quoted, slot = parts[0]
    assert whole.booking.conversation_id is not None
    return Offer(
        business_id=unit.business_id,
        conversation_id=whole.booking.conversation_id,
        turn_id=None,
        code="",
        stylist_id=slot.stylist_id,
        starts_at=slot.slot.start,
        ends_at=slot.slot.end,
        service_ids=list(quoted.service_ids),
        pack_id=quoted.pack_id,
        guest=first.guest,
        others=[
            {
                "stylist_id": other.stylist_id,
                "starts_at": other.slot.start.isoformat(),
                "ends_at": other.slot.end.isoformat(),
                "service_ids": list(each.service_ids),
                "pack_id": each.pack_id,
                "guest": one.guest,
            }
            for one, each, other in parts[1:]
        ],
        made_at=unit.now,
    )
