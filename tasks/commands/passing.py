"""The end of a place on the waiting list that nobody took: an offer that ran out, days that have gone by."""

import structlog
from sqlmodel import select

from flows import wording
from flows.availability import today
from flows.catalogue import Catalogue
from flows.notices import payload
from gateways.database import Unit
from gateways.locks import lock_conversation, lock_stylists
from gateways.outbox import say
from gateways.waitlist import is_untold, stylists_offered, unreserve
from models import Conversation, Customer, Offer, WaitlistEntry
from models.enums import OutboxKind, WaitStatus
from tasks.commands.telling import change_facts
from tasks.commands.waiting import lock_entry

log = structlog.get_logger()


def pass_on(unit: Unit, catalogue: Catalogue, entry_id: int) -> bool:
    """Ends an offer that has run out, or that will never reach her: its time is free for the next in line, and she is
    told. False when she took it, left, or has time left."""
    lock_stylists(unit, stylists_offered(unit, entry_id))
    named = unit.session.get(WaitlistEntry, entry_id)
    conversation = lock_conversation(unit, named.conversation_id) if named else None
    entry = lock_entry(unit, entry_id, WaitStatus.OFFERED)
    if conversation is None or entry is None or entry.offered_until is None:
        return False
    untold = is_untold(unit, entry_id)
    if entry.offered_until > unit.now and not untold:
        return False
    entry.status, entry.offered_until, entry.closed_at = WaitStatus.PASSED, None, unit.now
    unit.session.add(entry)
    unit.session.flush()
    unreserve(unit, entry_id)
    change_facts(unit, conversation, None)
    if not untold:
        _tell(unit, catalogue, entry, conversation)
    log.info("offer passed on", entry_id=entry_id)
    return True


def close_over(unit: Unit, catalogue: Catalogue, entry_id: int) -> bool:
    """Ends a wish whose days have gone by. False when it has not come to that."""
    entry = lock_entry(unit, entry_id, WaitStatus.WAITING)
    if entry is None or entry.last_day >= today(catalogue, unit.now):
        return False
    entry.status, entry.closed_at = WaitStatus.OVER, unit.now
    unit.session.add(entry)
    return True


def _tell(unit: Unit, catalogue: Catalogue, entry: WaitlistEntry, conversation: Conversation) -> None:
    offer = unit.session.exec(select(Offer).where(Offer.waitlist_entry_id == entry.id)).one()
    customer = unit.session.get_one(Customer, entry.customer_id)
    language, zone = catalogue.business.language(customer.language), catalogue.business.timezone
    facts = {
        "name": customer.name or "",
        "day": wording.day_of(offer.starts_at, zone, language),
        "time": wording.clock_of(offer.starts_at, zone),
    }
    key = f"waitlist-passed:{entry.id}"
    say(unit, conversation, OutboxKind.NOTICE, key, payload("waitlist_passed", language, facts))
