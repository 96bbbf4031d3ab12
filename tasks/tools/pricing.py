"""quote."""

from typing import Any

from flows import quotes, session_packs, wording
from flows.quotes import QuoteRefused
from flows.tools import Quote
from models.money import Money
from tasks.tools.outcome import Outcome, Work, ids, refusal

SAID = {
    "nothing_asked": "Ask which service she wants.",
    "unknown_service": "Use service ids from the catalogue. Tell her honestly what the salon does not offer.",
    "unknown_pack": "Use a pack id from the catalogue, or null.",
    "asked_twice": "Name each service once.",
    "mixed_categories": "Hairdressing and aesthetics cannot share an appointment: offer to arrange them one by one.",
}


def quote(work: Work, arguments: Quote) -> Outcome:
    """Exact price, minutes, deposit, and packs that are cheaper."""
    found = priced(work, arguments.services, arguments.pack)
    return found if isinstance(found, Outcome) else Outcome(quote_facts(work, found))


def priced(work: Work, services: list[str], pack: str | None) -> quotes.Quote | Outcome:
    """The quote for these aliases, or the refusal to answer."""
    service_ids = ids(services, "s")
    pack_ids = ids([pack] if pack else [], "k")
    if service_ids is None or pack_ids is None:
        code = "unknown_service" if service_ids is None else "unknown_pack"
        return refused(code)
    return quoted(work, service_ids, pack_ids[0] if pack_ids else None)


def quoted(work: Work, service_ids: list[int], pack_id: int | None) -> quotes.Quote | Outcome:
    """The quote for these services, or the refusal to answer."""
    try:
        return quotes.quote(work.catalogue, service_ids, pack_id)
    except QuoteRefused as error:
        return refused(error.code)


def refused(code: str) -> Outcome:
    """The answer to services that cannot be quoted; codes of `QuoteRefused`."""
    return refusal(code, SAID[code])


def quote_facts(work: Work, found: quotes.Quote) -> dict[str, Any]:
    """A quote as the model may repeat it."""
    currency, language = work.catalogue.business.currency, work.language

    def money(amount: Money) -> str:
        return wording.money(amount, currency, language)

    packs = quotes.suggest_packs(work.catalogue, found.service_ids) if found.pack_id is None else []
    bonos = [one for service_id in found.service_ids for one in session_packs.suggest(work.catalogue, service_id)]
    return {
        "lines": [
            {
                "service": f"s{line.service_id}",
                "name": line.name,
                "price": money(line.price),
                "minutes": line.minutes,
            }
            for line in found.lines
        ],
        "pack": f"k{found.pack_id}" if found.pack_id else None,
        "total": money(found.total),
        "minutes": found.minutes,
        "deposit": money(found.deposit),
        "packs": [
            {
                "id": f"k{pack.pack_id}",
                "name": pack.name,
                "services": [f"s{service_id}" for service_id in pack.service_ids],
                "price": money(pack.price),
                "minutes": pack.minutes,
                "saving": money(pack.saving),
            }
            for pack in packs
        ],
        "session_packs": [
            {
                "id": f"b{one.session_pack_id}",
                "name": one.name,
                "service": f"s{one.service_id}",
                "sessions": one.sessions,
                "total": money(one.price),
                "saving": money(one.saving),
            }
            for one in bonos
        ],
    }
