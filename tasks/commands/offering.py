"""Time that was given back is offered to whoever waits for it: reserved for one, for a while."""

from dataclasses import dataclass
from datetime import datetime
from itertools import islice

import structlog

from flows.availability import SlotAsk, SlotOption, why_not
from flows.catalogue import Catalogue
from flows.conversation import Event
from flows.notices import payload
from flows.quotes import Quote
from flows.waitlist import Wish, days_to_offer, facts, first_slot, offered_until, quote_of
from flows.work import stretches
from gateways.database import Unit
from gateways.free_time import free_for_all
from gateways.locks import lock_conversation, lock_stylists
from gateways.outbox import say
from gateways.session_packs import sessions_of
from gateways.slots import free_for
from gateways.waitlist import line, lock_line, next_code, reserve, unreserve
from models import Customer, Offer, Outbox
from models.enums import OutboxKind, WaitStatus
from models.slot import Slot
from tasks.commands.telling import change_facts
from tasks.commands.waiting import lock_entry

log = structlog.get_logger()

MOST = 10
"""So many of those who could have something are looked at: others may be faster than us with a slot or two."""


@dataclass(frozen=True, slots=True)
class Chance:
    """Somebody who waits, and a slot that she could have."""

    wish: Wish
    quoted: Quote
    option: SlotOption

    @property
    def worked(self) -> tuple[Slot, ...]:
        """The stretches of it that need the stylist."""
        return stretches(self.option.slot.start, self.quoted.work)


def offer_next(unit: Unit, catalogue: Catalogue) -> int | None:
    """Offers one slot to the first in line who can use one; the place's id, or None when nobody can.

    To be asked again, in another unit, until it answers None: each answer changes what is left for the next.
    Somebody whom a person has taken over is asked like everybody: it is a notice, and staff can see it.
    """
    lock_line(unit)
    chances = _chances(unit, catalogue)
    lock_stylists(unit, [one.option.stylist_id for one in chances])
    for one in chances:
        until = offered_until(catalogue.policy, one.option.slot, unit.now)
        if _free(unit, catalogue, one) and reserve(unit, one.wish.entry_id, one.option.stylist_id, one.worked, until):
            return _offer(unit, catalogue, one, until)
    return None


def _chances(unit: Unit, catalogue: Catalogue) -> list[Chance]:
    """The first in line who could have something, and what, as things were at one moment."""
    waiting = [
        (wish, quoted, days)
        for wish in line(unit)
        if (quoted := quote_of(catalogue, wish)) and (days := days_to_offer(catalogue, wish, unit.now))
    ]
    if not waiting:
        return []
    asks = [SlotAsk.of(quoted, part=wish.part, stylist_id=wish.stylist_id) for wish, quoted, _ in waiting]
    every = sorted({day for _, _, days in waiting for day in days})
    free = free_for_all(unit, catalogue, asks, every, unit.now)
    found = (
        Chance(wish, quoted, option)
        for (wish, quoted, days), ask in zip(waiting, asks, strict=True)
        if (option := first_slot(catalogue, ask, days, free, wish.known, unit.now))
    )
    return list(islice(found, MOST))


def _free(unit: Unit, catalogue: Catalogue, one: Chance) -> bool:
    """Whether it still is, now that the stylist is locked."""
    stylist, worked = one.option.stylist_id, one.worked
    free = free_for(unit, catalogue, stylist, worked)
    return why_not(catalogue, one.quoted.category, stylist, worked, free, unit.now) is None


def _offer(unit: Unit, catalogue: Catalogue, one: Chance, until: datetime) -> int | None:
    """Tells her of what is reserved for her. None when she has left since the line was read: it is reserved no more."""
    wish = one.wish
    conversation = lock_conversation(unit, wish.conversation_id)
    entry = lock_entry(unit, wish.entry_id, WaitStatus.WAITING)
    if conversation is None or entry is None:
        unreserve(unit, wish.entry_id)
        return None
    entry.status, entry.offered_until = WaitStatus.OFFERED, until
    unit.session.add(entry)
    customer = unit.session.get_one(Customer, wish.customer_id)
    language = catalogue.business.language(customer.language)
    sessions = sessions_of(unit, unit.business_id, wish.customer_id)
    said = facts(catalogue, one.quoted, one.option, customer.name or "", until, sessions, language)
    key = f"waitlist-offer:{wish.entry_id}"
    told = say(unit, conversation, OutboxKind.NOTICE, key, payload("waitlist_offer", language, said))
    change_facts(unit, conversation, Event.OFFERED)
    unit.session.flush()
    unit.session.add(_as_offer(unit, one, told))
    log.info("offered from the waiting list", entry_id=wish.entry_id)
    return wish.entry_id


def _as_offer(unit: Unit, one: Chance, told: Outbox) -> Offer:
    return Offer(
        business_id=unit.business_id,
        conversation_id=one.wish.conversation_id,
        code=next_code(unit, one.wish.conversation_id),
        stylist_id=one.option.stylist_id,
        starts_at=one.option.slot.start,
        ends_at=one.option.slot.end,
        service_ids=list(one.quoted.service_ids),
        pack_id=one.quoted.pack_id,
        made_at=unit.now,
        shown_in=told.id,
        waitlist_entry_id=one.wish.entry_id,
    )
