"""find_group_slots."""

from typing import Any

from flows.availability import SlotAsk, SlotOption
from flows.names import NotAName, clean
from flows.quotes import Quote
from flows.reasons import why
from flows.situation import day_facts, offer_facts
from flows.tools import FindGroupSlots
from gateways.party_slots import search_party
from tasks.tools.outcome import Outcome, Work, ids, refusal
from tasks.tools.pricing import priced, quote_facts


def find(work: Work, arguments: FindGroupSlots) -> Outcome:
    """Slots for all of them, each option one offer; with what each of them costs, or why there is nothing."""
    quotes: list[Quote] = []
    guests: list[str | None] = []
    for wish in arguments.people:
        quote = priced(work, wish.services, wish.pack)
        if isinstance(quote, Outcome):
            return quote
        try:
            guests.append(_called(wish.who) if wish.who else None)
        except NotAName:
            return refusal("bad_guest", "Say who it is for in a word or two of letters (mi hija, Ana), or null.")
        quotes.append(quote)
    stylists = ids([arguments.stylist] if arguments.stylist else [], "p")
    if stylists is None or any(one not in work.catalogue.stylists for one in stylists):
        return refusal("unknown_stylist", "Use a stylist id from the catalogue, or null.")
    asks = [
        SlotAsk.of(
            quote,
            date=arguments.date,
            part=arguments.part,
            time=arguments.clock,
            stylist_id=stylists[0] if stylists and n == 0 else None,
            preferred_stylist_id=work.row["preferred_stylist_id"] if n == 0 else None,
        )
        for n, quote in enumerate(quotes)
    ]
    answer = search_party(work.database, work.catalogue, asks, work.now, together=arguments.together)
    codes = work.next_codes(len(answer.options))
    offers = [_offer(work, code, option, quotes, guests) for code, option in zip(codes, answer.options, strict=True)]
    following = answer.next_date
    return Outcome(
        {
            "people": [{"for": guest} | quote_facts(work, quote) for guest, quote in zip(guests, quotes, strict=True)],
            "options": [offer_facts(work.catalogue, offer, work.language) for offer in offers],
            "date_status": answer.date_status,
            "why": why(work.catalogue, asks[0], answer, work.language),
            "next_day": day_facts(following, work.language) if following else None,
        },
        offers=offers,
    )


def _called(who: str) -> str:
    """Whom it is for, in the customer's words: "mi hija" is no name and keeps its small letter. Raises `NotAName`."""
    name = clean(who)
    return name if who.lstrip()[0].isupper() else name[0].lower() + name[1:]


def _offer(
    work: Work, code: str, option: tuple[SlotOption, ...], quotes: list[Quote], guests: list[str | None]
) -> dict[str, Any]:
    """The first appointment in the offer's own columns, the others beside it."""
    parts = [
        {
            "stylist_id": one.stylist_id,
            "starts_at": one.slot.start.isoformat(),
            "ends_at": one.slot.end.isoformat(),
            "service_ids": list(quote.service_ids),
            "pack_id": quote.pack_id,
            "guest": guest,
        }
        for one, quote, guest in zip(option, quotes, guests, strict=True)
    ]
    return parts[0] | {"code": code, "made_at": work.now.isoformat(), "others": parts[1:]}
