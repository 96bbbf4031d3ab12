"""hold and release_hold."""

from typing import Any

from sqlmodel import col, select

from flows import wording
from flows.availability import SlotAsk
from flows.plan import plan_of
from flows.quotes import QuoteRefused, quote
from flows.tools import Hold, ReleaseHold
from gateways.database import Unit
from gateways.slots import search
from models import Booking, Customer, Offer, Outbox
from models.enums import BookingStatus, OutboxStatus
from models.moment import local
from tasks.commands.hold import Confirmed, Held, JustTaken
from tasks.commands.hold import hold as take
from tasks.commands.release import release as give_back
from tasks.tools.outcome import Outcome, Work, refusal
from tasks.tools.slots import as_offers, shown_options

LAPSED = ("past", "too_soon")
DO = {
    "too_many_bookings": "She has too many bookings already: hand over to a person if she wants one more.",
    "closed": "The salon is closed then after all. Search other slots.",
}


def hold(unit: Unit, work: Work, arguments: Hold) -> Outcome:
    """Takes the slot behind an offer that the customer has seen, for whoever writes in this conversation."""
    offer = _shown(unit, work, arguments.offer)
    if offer is None:
        return refusal("offer_unknown", "Hold only an offer that was shown in an earlier message. Search again.")
    customer = unit.session.get_one(Customer, work.row["customer_id"])
    if not customer.name:
        return refusal("name_needed", "Ask her name and surname, then hold this same offer.")
    if not customer.surname and _owes(work, offer):
        return refusal("surname_needed", "Ask her surname, remember_name, then hold this same offer.")
    taken = take(unit, work.catalogue, work.row["conversation_id"], work.row["customer_id"], plan_of(offer))
    match taken:
        case Held():
            return Outcome({"held": True} | _facts(work, taken) | _payment(work, taken))
        case Confirmed():
            return Outcome({"confirmed": True} | _facts(work, taken))
        case JustTaken():
            return _just_taken(work, offer)
    code = taken.code
    if code in LAPSED:
        return refusal("offer_lapsed", "That time is too close now. Search again.")
    return refusal(code, DO.get(code, "It cannot be booked any more. Search other slots."))


def release(unit: Unit, work: Work, _: ReleaseHold) -> Outcome:
    """Gives the unpaid hold of whoever writes in this conversation back."""
    held = unit.session.exec(
        select(Booking.id).where(
            Booking.business_id == unit.business_id,
            Booking.customer_id == work.row["customer_id"],
            Booking.status == BookingStatus.HELD,
        )
    ).first()
    if held is None or not give_back(unit, held, "customer"):
        return refusal("nothing_held", "Nothing is held for her. Look at the situation again.")
    return Outcome({"released": True})


def _shown(unit: Unit, work: Work, code: str) -> Offer | None:
    """The offer, if Chatwoot has accepted the message that showed it in this very conversation."""
    return unit.session.exec(
        select(Offer)
        .join(Outbox, col(Outbox.id) == col(Offer.shown_in))
        .where(
            Offer.business_id == unit.business_id,
            Offer.conversation_id == work.row["conversation_id"],
            Offer.code == code,
            Outbox.status == OutboxStatus.SENT,
        )
    ).first()


def _owes(work: Work, offer: Offer) -> bool:
    try:
        return quote(work.catalogue, offer.service_ids, offer.pack_id).deposit.cents > 0
    except QuoteRefused:
        return True


def _facts(work: Work, taken: Held | Confirmed) -> dict[str, Any]:
    timezone, currency = work.catalogue.business.timezone, work.catalogue.business.currency
    booked = taken.draft.appointments
    start, end = min(one.slot.start for one in booked), max(one.slot.end for one in booked)
    stylists = dict.fromkeys(work.catalogue.stylists[one.stylist_id].name for one in booked)
    return {
        "stylist": wording.listed(list(stylists), work.language),
        "date": local(start, timezone).date().isoformat(),
        "day": wording.day_of(start, timezone, work.language),
        "time": wording.clock_of(start, timezone),
        "ends": wording.clock_of(end, timezone),
        "services": [line.name for one in booked for line in one.quote.lines],
        "total": wording.money(taken.draft.total, currency, work.language),
    }


def _payment(work: Work, held: Held) -> dict[str, Any]:
    business = work.catalogue.business
    return {
        "deposit": wording.money(held.draft.deposit, business.currency, work.language),
        "hold_minutes": held.hold_minutes,
        "until": wording.clock_of(held.held_until, business.timezone),
        "pay_link": f"{work.public_url}/pay/{held.code}",
    }


def _just_taken(work: Work, offer: Offer) -> Outcome:
    """Somebody was faster: the next options on that day, as new offers."""
    quoted = quote(work.catalogue, offer.service_ids, offer.pack_id)
    wanted = local(offer.starts_at, work.catalogue.business.timezone)
    ask = SlotAsk.of(quoted, date=wanted.date(), preferred_stylist_id=offer.stylist_id)
    answer = search(work.database, work.catalogue, ask, work.now)
    if not answer.options:
        answer = search(work.database, work.catalogue, SlotAsk.of(quoted), work.now)
    offers = as_offers(work, quoted, answer.options)
    payload = {
        "error": "just_taken",
        "do": "Say that it has just gone and show these options.",
        "options": shown_options(work, offers),
    }
    return Outcome(payload, is_error=True, offers=offers)
