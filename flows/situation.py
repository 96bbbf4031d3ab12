"""What is true now, as the model is told it: facts in words that may be repeated letter by letter."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from flows import wording
from flows.catalogue import Catalogue
from flows.charges import charge_facts
from flows.circumstances import Circumstances
from flows.faq import answers
from flows.names import first_name
from flows.quotes import QuoteRefused, quote, suggest_packs
from flows.session_packs import Sessions
from flows.views import AppointmentView
from models import ConversationState
from models.enums import BookingStatus
from models.moment import local
from models.money import Money

CALENDAR_DAYS = 15
LONGEST_TEXT = 4000
"""Characters of one message that the model is shown; the whole of it stays in the inbox."""
HANDED_BACK = (
    "Until now a person of the salon had this conversation ({reason}) and, perhaps by phone, dealt with what needed a "
    "person. Answer what else is open; hand over again only for something new."
)


def catalogue_facts(catalogue: Catalogue, language: str) -> dict[str, Any]:
    """What the salon offers: the same for every customer, so that it is cached."""
    currency = catalogue.business.currency
    suggestions = {
        pack.pack_id: pack for service_id in catalogue.services for pack in suggest_packs(catalogue, [service_id])
    }
    return {
        "business": {
            "name": catalogue.business.name,
            "assistant": catalogue.business.assistant,
            "address": catalogue.faq.get(("address", language)),
        },
        "services": [
            {
                "id": f"s{service.id}",
                "name": service.name,
                "category": service.category,
                "price": wording.money(service.price, currency, language),
                "minutes": service.minutes,
                "aliases": list(service.aliases),
                "deposit": service.needs_deposit,
            }
            for service in catalogue.services.values()
        ],
        "packs": [
            {
                "id": f"k{pack.pack_id}",
                "name": pack.name,
                "services": [f"s{service_id}" for service_id in pack.service_ids],
                "price": wording.money(pack.price, currency, language),
                "minutes": pack.minutes,
                "saving": wording.money(pack.saving, currency, language),
            }
            for pack in suggestions.values()
        ],
        "stylists": [
            {"id": f"p{one.id}", "name": one.name, "categories": sorted(one.categories)}
            for one in catalogue.stylists.values()
        ],
        "hours": [
            {
                "day": wording.weekday(day, language),
                "open": wording.clock(h.opens),
                "close": wording.clock(h.closes),
            }
            for day, hours in sorted(catalogue.opening.items())
            for h in hours
        ],
        "faq": answers(catalogue, language),
        "policy": catalogue.policy.model_dump(
            include={"deposit_percent", "hold_minutes", "hold_minutes_same_day", "refund_hours"}
        ),
    }


def situation_facts(
    catalogue: Catalogue,
    row: Mapping[str, Any],
    coming: Sequence[AppointmentView],
    circumstances: Circumstances,
    language: str,
    public_url: str,
) -> dict[str, Any]:
    """The moment, the customer, what she has and what is open between her and the salon."""
    now = local(row["now"], catalogue.business.timezone)
    state = ConversationState.model_validate(row["memory"])
    messages = row["messages"] or []
    held = [one for one in coming if one.status is BookingStatus.HELD]
    return {
        "now": now.isoformat(timespec="minutes"),
        "today": wording.day_and_year(now.date(), language),
        "calendar": [calendar_day(catalogue, now.date() + timedelta(days=n), language) for n in range(CALENDAR_DAYS)],
        "state": row["mode"],
        "language": language,
        "customer": {
            "name": row["name"],
            "surname": row["surname"],
            "whatsapp_name": first_name(messages[-1]["sender_name"]) if messages and not row["name"] else None,
            "returning": bool(row["returning"]),
        },
        "first_reply": row["privacy_notice_at"] is None,
        "requested": _requested(state),
        "chosen_offer": state.chosen_offer,
        "offers": [
            offer_facts(catalogue, offer, language, circumstances.sessions, {one.id: one.alias for one in coming})
            for offer in live_offers(row, catalogue)
        ],
        "hold": hold_facts(catalogue, held, language, public_url) if held else None,
        "appointments": [
            appointment_facts(catalogue, one, language) for one in coming if one.status is BookingStatus.CONFIRMED
        ],
        "asked": state.asked.model_dump(include={"matter", "subject"}) if state.asked else None,
        "handed_back": HANDED_BACK.format(reason=state.handed_back.value) if state.handed_back else None,
    } | circumstances.told(catalogue, language, public_url)


def _requested(state: ConversationState) -> dict[str, Any]:
    return {
        "services": [f"s{service_id}" for service_id in state.requested_service_ids],
        "pack": f"k{state.pack_id}" if state.pack_id else None,
        "pack_suggested": f"k{state.pack_suggested_id}" if state.pack_suggested_id else None,
        "date": state.requested_date.isoformat() if state.requested_date else None,
        "part": state.requested_part,
        "time": wording.clock(state.requested_time) if state.requested_time else None,
        "stylist": f"p{state.requested_stylist_id}" if state.requested_stylist_id else None,
        "people": state.group_size,
        "person": state.third_party,
    }


def live_offers(row: Mapping[str, Any], catalogue: Catalogue) -> list[Mapping[str, Any]]:
    """Offers the customer has seen and can still take, oldest first."""
    soonest = row["now"] + timedelta(minutes=catalogue.policy.lead_minutes)
    grace = row["now"] - timedelta(minutes=catalogue.policy.offer_lead_grace_minutes)
    return [
        offer
        for offer in row["offers"] or []
        if offer["shown_in"] is not None
        and (moment(offer["starts_at"]) >= soonest or moment(offer["made_at"]) >= grace)
    ]


def offer_facts(
    catalogue: Catalogue,
    offer: Mapping[str, Any],
    language: str,
    sessions: Sequence[Sessions] = (),
    aliases: Mapping[int, str] | None = None,
) -> dict[str, Any]:
    """An offer as the model may repeat it. `sessions`: what she has left; `aliases`: of appointments, if it moves one.

    What it costs is what holding it will cost.
    """
    timezone = catalogue.business.timezone
    starts, ends = moment(offer["starts_at"]), moment(offer["ends_at"])
    told: dict[str, Any] = {
        "offer": offer["code"],
        "services": [f"s{service_id}" for service_id in offer["service_ids"]],
        "pack": f"k{offer['pack_id']}" if offer["pack_id"] else None,
        "stylist": catalogue.stylists[offer["stylist_id"]].name if offer["stylist_id"] in catalogue.stylists else "",
        "date": local(starts, timezone).date().isoformat(),
        "day": wording.day_of(starts, timezone, language),
        "time": wording.clock_of(starts, timezone),
        "ends": wording.clock_of(ends, timezone),
    }
    others = offer.get("others") or []
    if offer.get("guest"):
        told["for"] = offer["guest"]
    if offer.get("appointment_id"):
        return told | {"moves": (aliases or {}).get(offer["appointment_id"])}
    try:
        quotes = [quote(catalogue, one["service_ids"], one["pack_id"]) for one in (offer, *others)]
    except QuoteRefused:
        return told  # a service that is not offered any more; holding it will be refused
    if others:
        told["others"] = [_other_facts(catalogue, one, language) for one in others]
    guests = [one.get("guest") for one in (offer, *others)]
    return told | charge_facts(catalogue, quotes, guests, sessions, language)


def _other_facts(catalogue: Catalogue, one: Mapping[str, Any], language: str) -> dict[str, Any]:
    """The further appointments of an offer for several."""
    timezone, starts = catalogue.business.timezone, moment(one["starts_at"])
    return {
        "for": one["guest"],
        "services": [f"s{service_id}" for service_id in one["service_ids"]],
        "stylist": catalogue.stylists[one["stylist_id"]].name if one["stylist_id"] in catalogue.stylists else "",
        "day": wording.day_of(starts, timezone, language),
        "time": wording.clock_of(starts, timezone),
    }


def calendar_day(catalogue: Catalogue, day: date, language: str) -> dict[str, Any]:
    """A day as the model may repeat it, with the salon's hours on it or why it is closed."""
    told = day_facts(day, language)
    hours = catalogue.opening.get(day.weekday(), ())
    if day in catalogue.closures:
        return told | {"closed": catalogue.closures[day]}
    if not hours:
        return told | {"closed": {"es": "cerrado", "en": "closed"}[language]}
    return told | {"open": ", ".join(f"{wording.clock(h.opens)}–{wording.clock(h.closes)}" for h in hours)}


def day_facts(day: date, language: str) -> dict[str, Any]:
    """A day as the model may repeat it."""
    return {"date": day.isoformat(), "day": wording.day(day, language)}


def appointment_facts(catalogue: Catalogue, one: AppointmentView, language: str) -> dict[str, Any]:
    """An appointment of hers as the model may repeat it."""
    currency, timezone = catalogue.business.currency, catalogue.business.timezone
    return {
        "alias": one.alias,
        "status": one.status,
        "for": one.who,
        "stylist": one.stylist,
        "date": local(one.starts_at, timezone).date().isoformat(),
        "day": wording.day_of(one.starts_at, timezone, language),
        "time": wording.clock_of(one.starts_at, timezone),
        "ends": wording.clock_of(one.ends_at, timezone),
        "services": list(one.services),
        "total": wording.money(one.price, currency, language),
        "deposit": wording.money(one.deposit, currency, language),
    }


def hold_facts(catalogue: Catalogue, held: Sequence[AppointmentView], language: str, public_url: str) -> dict[str, Any]:
    """The unpaid hold: its first appointment, what all of it costs, until when, and where the deposit is paid."""
    currency, timezone = catalogue.business.currency, catalogue.business.timezone
    told = appointment_facts(catalogue, held[0], language)
    visits = [appointment_facts(catalogue, one, language) for one in held]
    assert held[0].held_until is not None
    return told | {
        "services": [name for one in held for name in one.services],
        "total": wording.money(Money(sum(one.price.cents for one in held)), currency, language),
        "deposit": wording.money(Money(sum(one.deposit.cents for one in held)), currency, language),
        "visits": visits if len(visits) > 1 else None,
        "until": wording.clock_of(held[0].held_until, timezone),
        "pay_link": f"{public_url}/pay/{held[0].code}",
    }


def moment(value: datetime | str) -> datetime:
    """A moment out of a row, or out of JSON that PostgreSQL made of one."""
    return value if isinstance(value, datetime) else datetime.fromisoformat(value)


def conversation_facts(row: Mapping[str, Any]) -> dict[str, Any]:
    """What was said: a summary of the oldest, the last messages, and the new ones."""
    return {
        "summary": ConversationState.model_validate(row["memory"]).summary,
        "earlier": [
            {"from": one["from"], "text": (one["text"] or "")[:LONGEST_TEXT], "at": one["at"]}
            for one in row["earlier"] or []
        ],
        "new": [
            {
                "text": (one["text"] or "")[:LONGEST_TEXT],
                "kind": one["content"],
                "at": one["received_at"],
            }
            for one in row["messages"] or []
        ],
    }
