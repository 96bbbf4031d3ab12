"""find_slots."""

from typing import Any

from flows.availability import SlotAnswer, SlotAsk, SlotOption
from flows.quotes import Quote
from flows.reasons import answer_facts
from flows.situation import offer_facts
from flows.tools import FindSlots
from gateways.slots import search
from tasks.tools.outcome import Outcome, Work, ids, refusal
from tasks.tools.pricing import priced, quote_facts


def find(work: Work, arguments: FindSlots) -> Outcome:
    """Free slots as offers, with the quote for them, or why there are none and which day is next."""
    quote = priced(work, arguments.services, arguments.pack)
    if isinstance(quote, Outcome):
        return quote
    stylists = ids([arguments.stylist] if arguments.stylist else [], "p")
    if stylists is None or any(one not in work.catalogue.stylists for one in stylists):
        return refusal("unknown_stylist", "Use a stylist id from the catalogue, or null.")
    ask = SlotAsk.of(
        quote,
        date=arguments.date,
        part=arguments.part,
        time=arguments.clock,
        stylist_id=stylists[0] if stylists else None,
        preferred_stylist_id=work.row["preferred_stylist_id"],
    )
    answer = search(work.database, work.catalogue, ask, work.now)
    offers = as_offers(work, quote, answer.options)
    return Outcome(_facts(work, quote, ask, answer, offers), offers=offers)


def as_offers(work: Work, quote: Quote, options: tuple[SlotOption, ...]) -> list[dict[str, Any]]:
    """Offers for these slots, with fresh codes."""
    return [
        {
            "code": code,
            "stylist_id": option.stylist_id,
            "starts_at": option.slot.start.isoformat(),
            "ends_at": option.slot.end.isoformat(),
            "service_ids": list(quote.service_ids),
            "pack_id": quote.pack_id,
            "made_at": work.now.isoformat(),
        }
        for code, option in zip(work.next_codes(len(options)), options, strict=True)
    ]


def shown_options(work: Work, offers: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Offers as the model may repeat them."""
    wanted = ("offer", "stylist", "date", "day", "time", "ends")
    told = (offer_facts(work.catalogue, offer, work.language) for offer in offers)
    return [{name: facts[name] for name in wanted} for facts in told]


def _facts(work: Work, quote: Quote, ask: SlotAsk, answer: SlotAnswer, offers: list[dict[str, Any]]) -> dict[str, Any]:
    found = {"quote": quote_facts(work, quote), "options": shown_options(work, offers)}
    return found | answer_facts(work.catalogue, ask, answer, work.language)
