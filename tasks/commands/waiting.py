"""A customer's places on the waiting list: taken and left. What is offered to her is in `tasks.commands.offering`."""

from collections.abc import Sequence
from datetime import date

import structlog
from sqlmodel import col, select

from flows.availability import SlotAsk
from flows.catalogue import Catalogue
from flows.quotes import Quote, QuoteRefused, quote
from flows.waitlist import MOST, days_of, refusal
from gateways.database import Unit
from gateways.free_time import free_for_all
from gateways.holds import lock_customer
from gateways.locks import lock_stylists
from gateways.waitlist import stylists_offered, unreserve
from models import WaitlistEntry
from models.enums import WaitStatus
from models.state import PartOfDay
from tasks.commands.hold import NotAllowed

log = structlog.get_logger()

STANDING = (WaitStatus.WAITING, WaitStatus.OFFERED)


def wait(
    unit: Unit,
    catalogue: Catalogue,
    conversation_id: int,
    customer_id: int,
    service_ids: Sequence[int],
    pack_id: int | None,
    first_day: date,
    last_day: date,
    part: PartOfDay = "any",
    stylist_id: int | None = None,
) -> WaitlistEntry | NotAllowed:
    """Puts her at the end of the line. The same wish again answers the place that she has.

    What is free now she has seen and does not want: only what becomes free later is offered. Codes of `QuoteRefused`
    and `flows.waitlist.refusal`, and `too_many_waits`.
    """
    try:
        quoted = quote(catalogue, service_ids, pack_id)
    except QuoteRefused as refused:
        return NotAllowed(refused.code)
    if code := refusal(catalogue, quoted, first_day, last_day, stylist_id, unit.now):
        return NotAllowed(code)
    lock_customer(unit, customer_id)
    standing = _standing(unit, customer_id)
    wish = (sorted(quoted.service_ids), pack_id, first_day, last_day, part, stylist_id)
    for one in standing:
        if wish == (sorted(one.service_ids), one.pack_id, one.first_day, one.last_day, one.part, one.stylist_id):
            return one
    if len(standing) >= MOST:
        return NotAllowed("too_many_waits")
    entry = WaitlistEntry(
        business_id=unit.business_id,
        customer_id=customer_id,
        conversation_id=conversation_id,
        service_ids=list(quoted.service_ids),
        pack_id=pack_id,
        first_day=first_day,
        last_day=last_day,
        part=part,
        stylist_id=stylist_id,
        free_then=_free_now(unit, catalogue, quoted, stylist_id, days_of(catalogue, first_day, last_day, unit.now)),
        created_at=unit.now,
    )
    unit.session.add(entry)
    unit.session.flush()
    log.info("waiting", entry_id=entry.id)
    return entry


def leave(unit: Unit, customer_id: int, entry_id: int) -> bool:
    """Gives her place back, and what was reserved for it. False when she has no such place (any more)."""
    lock_stylists(unit, stylists_offered(unit, entry_id))
    entry = lock_entry(unit, entry_id, *STANDING)
    if entry is None or entry.customer_id != customer_id:
        return False
    entry.status, entry.offered_until, entry.closed_at = WaitStatus.LEFT, None, unit.now
    unit.session.add(entry)
    unreserve(unit, entry_id)
    log.info("left the waiting list", entry_id=entry_id)
    return True


def leave_all(unit: Unit, customer_id: int) -> int:
    """Gives all her places back; how many."""
    standing = [one.id for one in _standing(unit, customer_id) if one.id is not None]
    lock_stylists(unit, {stylist for id in standing for stylist in stylists_offered(unit, id)})
    return sum(leave(unit, customer_id, id) for id in standing)


def lock_entry(unit: Unit, entry_id: int, *statuses: WaitStatus) -> WaitlistEntry | None:
    """The place, locked and fresh, if it has one of these. It is locked after everything in the order of the house."""
    entry = unit.session.exec(
        select(WaitlistEntry)
        .where(WaitlistEntry.business_id == unit.business_id, WaitlistEntry.id == entry_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    return entry if entry is not None and entry.status in statuses else None


def _standing(unit: Unit, customer_id: int) -> Sequence[WaitlistEntry]:
    return unit.session.exec(
        select(WaitlistEntry)
        .where(
            WaitlistEntry.business_id == unit.business_id,
            WaitlistEntry.customer_id == customer_id,
            col(WaitlistEntry.status).in_(STANDING),
        )
        .order_by(col(WaitlistEntry.id))
    ).all()


def _free_now(
    unit: Unit, catalogue: Catalogue, quoted: Quote, stylist_id: int | None, days: Sequence[date]
) -> dict[str, list[list[int]]]:
    """What she could have on those days, by stylist."""
    free = free_for_all(unit, catalogue, [SlotAsk.of(quoted, stylist_id=stylist_id)], days, unit.now)
    return {str(stylist): [list(span) for span in spans] for stylist, spans in free.items()}
