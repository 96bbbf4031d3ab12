"""find_group_slots."""

from typing import Any

from flows.availability import SlotAsk, SlotOption
from flows.names import NotAName, clean
from flows.quotes import Quote, QuoteRefused, quote
from flows.reasons import answer_facts
from flows.situation import offer_facts
from flows.tools import FindGroupSlots
from flows.wishes import Wish, apart, told_apart
from gateways.party_slots import search_party
from tasks.tools.outcome import Outcome, Work, ids, refusal
from tasks.tools.pricing import party_facts, refused, sessions_of


def find(work: Work, arguments: FindGroupSlots) -> Outcome:
    """Slots for all of them, each option one offer; with what each of them costs, or why there is nothing."""
    wishes = _wishes(work, arguments)
    if isinstance(wishes, Outcome):
        return wishes
    quotes = [quote(work.catalogue, wish.service_ids, wish.pack_id) for wish in wishes]
    guests = [wish.guest for wish in wishes]
    # One person's two trades follow each other: nobody is at two places at once.
    together = arguments.together and len(set(guests)) == len(guests)
    stylists = ids([arguments.stylist] if arguments.stylist else [], "p")
    if stylists is None or any(one not in work.catalogue.stylists for one in stylists):
        return refusal("unknown_stylist", "Use a stylist id from the catalogue, or null.")
    asks = [
        SlotAsk.of(
            each,
            date=arguments.date,
            part=arguments.part,
            time=arguments.clock,
            stylist_id=stylists[0] if stylists and n == 0 else None,
            preferred_stylist_id=work.row["preferred_stylist_id"] if n == 0 else None,
        )
        for n, each in enumerate(quotes)
    ]
    answer = search_party(work.database, work.catalogue, asks, work.now, together=together)
    codes = work.next_codes(len(answer.options))
    offers = [_offer(work, code, option, quotes, guests) for code, option in zip(codes, answer.options, strict=True)]
    sessions = sessions_of(work)
    return Outcome(
        {"options": [offer_facts(work.catalogue, offer, work.language, sessions) for offer in offers]}
        | answer_facts(work.catalogue, asks[0], answer, work.language)
        | party_facts(work, quotes, guests, sessions),
        offers=offers,
    )


def _wishes(work: Work, arguments: FindGroupSlots) -> list[Wish] | Outcome:
    """What each wants, one wish a trade, guests of one name told apart; or the refusal to answer."""
    found: list[Wish] = []
    for person in arguments.people:
        services, packs = ids(person.services, "s"), ids([person.pack] if person.pack else [], "k")
        if services is None or packs is None:
            return refused("unknown_service" if services is None else "unknown_pack")
        try:
            guest = _called(person.who) if person.who else None
            wish = Wish(tuple(services), packs[0] if packs else None, guest)
            for one in apart(work.catalogue, wish):
                quote(work.catalogue, one.service_ids, one.pack_id)
        except NotAName:
            return refusal("bad_guest", "Say who it is for in a word or two of letters (mi hija, Ana), or null.")
        except QuoteRefused as error:
            return refused(error.code)
        found.append(wish)
    return [one for wish in told_apart(found) for one in apart(work.catalogue, wish)]


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
