"""hold and release_hold."""

from typing import Any

from sqlmodel import select

from flows import wording
from flows.availability import SlotAsk
from flows.notices import render
from flows.plan import plan_of
from flows.quotes import quote
from flows.tools import Hold, ReleaseHold
from gateways.database import Unit
from gateways.intake import attach_answers
from gateways.slots import search
from models import Booking, Customer, Offer
from models.enums import BookingStatus, HandoverReason
from models.moment import local
from tasks.commands.handover import hand_over
from tasks.commands.hold import Confirmed, Held, JustTaken
from tasks.commands.hold import hold as take
from tasks.commands.intake_note import tell_intake
from tasks.commands.release import release as give_back
from tasks.tools.intake import unanswered
from tasks.tools.outcome import Outcome, Work, refusal
from tasks.tools.people import person_behind
from tasks.tools.shown import shown_offer
from tasks.tools.slots import as_offers, shown_options

TOO_LATE = ("past", "too_soon")
DO = {
    "too_many_bookings": "She has too many bookings already: hand over to a person if she wants one more.",
    "closed": "The salon is closed then after all. Search other slots.",
}


def hold(unit: Unit, work: Work, arguments: Hold) -> Outcome:
    """Takes the slot behind an offer that the customer has seen, for whoever writes in this conversation."""
    offer = shown_offer(unit, work, arguments.offer)
    if offer is None or offer.appointment_id is not None:
        return refusal("offer_unknown", "Hold only an offer that was shown in an earlier message. Search again.")
    person_id = person_behind(unit, work, arguments.person) if arguments.person else None
    if arguments.person and person_id is None:
        return refusal("unknown_person", "Use the alias that remember_person has answered.")
    plan = plan_of(offer, person_id)
    customer = unit.session.get_one(Customer, work.row["customer_id"])
    if not customer.name:
        return refusal("name_needed", "Ask her name and surname, then hold this same offer.")
    if not customer.surname and any(_owes(work, part.service_ids) for part in plan.parts):
        return refusal("surname_needed", "Ask her surname, remember_name, then hold this same offer.")
    if questions := unanswered(unit, work, [one for part in plan.parts for one in part.service_ids]):
        do = "Ask these questions, answer_intake with her answers, then hold this same offer."
        return refusal("intake_needed", do, questions=questions)
    taken = take(unit, work.catalogue, work.row["conversation_id"], work.row["customer_id"], plan)
    match taken:
        case Held():
            attach_answers(unit, work.row["customer_id"], taken.booking_id)
            return Outcome({"held": True} | _facts(work, taken) | _payment(work, taken))
        case Confirmed():
            attach_answers(unit, work.row["customer_id"], taken.booking_id)
            tell_intake(unit, taken.booking_id, work.row["conversation_id"])
            return Outcome({"confirmed": True} | _facts(work, taken))
        case JustTaken():
            return _just_taken(work, offer)
    return _not_allowed(unit, work, taken.code)


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


def _owes(work: Work, service_ids: tuple[int, ...]) -> bool:
    services = (work.catalogue.services.get(one) for one in service_ids)
    return any(one is None or (one.needs_deposit and one.price.cents > 0) for one in services)


def _facts(work: Work, taken: Held | Confirmed) -> dict[str, Any]:
    timezone, currency = work.catalogue.business.timezone, work.catalogue.business.currency
    booked = sorted(taken.draft.appointments, key=lambda one: one.slot.start)
    start, end = booked[0].slot.start, max(one.slot.end for one in booked)
    stylists = dict.fromkeys(work.catalogue.stylists[one.stylist_id].name for one in booked)
    return {
        "stylist": wording.listed(list(stylists), work.language),
        "date": local(start, timezone).date().isoformat(),
        "day": wording.day_of(start, timezone, work.language),
        "time": wording.clock_of(start, timezone),
        "ends": wording.clock_of(end, timezone),
        "services": [line.name for one in booked for line in one.quote.lines],
        "visits": [
            {
                "for": one.guest,
                "stylist": work.catalogue.stylists[one.stylist_id].name,
                "time": wording.clock_of(one.slot.start, timezone),
                "services": [line.name for line in one.quote.lines],
            }
            for one in booked
        ]
        if len(booked) > 1
        else None,
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


def _not_allowed(unit: Unit, work: Work, code: str) -> Outcome:
    if code == "too_many_lapses":
        summary = render("staff_lapses", work.catalogue.business.default_language, {})
        hand_over(unit, work.row["conversation_id"], HandoverReason.PAYMENT_FAILURE, summary)
        return Outcome({"handed_over": True})
    if code in TOO_LATE:
        return refusal("offer_lapsed", "That time is too close now. Search again.")
    return refusal(code, DO.get(code, "It cannot be booked any more. Search other slots."))


def _just_taken(work: Work, offer: Offer) -> Outcome:
    """Somebody was faster: the next options on that day, as new offers."""
    do = "Say that it has just gone and show these options."
    if offer.others:
        return refusal("just_taken", "Say that it has just gone; nothing of it is held. Search again for all of them.")
    quoted = quote(work.catalogue, offer.service_ids, offer.pack_id)
    wanted = local(offer.starts_at, work.catalogue.business.timezone)
    ask = SlotAsk.of(quoted, date=wanted.date(), preferred_stylist_id=offer.stylist_id)
    answer = search(work.database, work.catalogue, ask, work.now)
    if not answer.options:
        answer = search(work.database, work.catalogue, SlotAsk.of(quoted), work.now)
    offers = as_offers(work, quoted, answer.options)
    payload = {"error": "just_taken", "do": do, "options": shown_options(work, offers)}
    return Outcome(payload, is_error=True, offers=offers)
