"""quote."""

from collections.abc import Mapping, Sequence
from typing import Any

from flows import quotes, session_packs, wording
from flows.charges import charge_facts, charged, gone_with
from flows.quotes import QuoteRefused
from flows.session_packs import Sessions
from flows.tools import Quote
from gateways.session_packs import sessions_of as read_sessions
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


def sessions_of(work: Work) -> Sequence[Sessions]:
    """What she has left of session packs. Not asked for where nothing of hers is open, as with most customers."""
    if not work.row["open_matters"]:
        return ()
    return read_sessions(work.database, work.row["business_id"], work.row["customer_id"])


def quote_facts(work: Work, found: quotes.Quote) -> dict[str, Any]:
    """A quote for one person as the model may repeat it: what it costs is what holding it for her would cost."""
    sessions = sessions_of(work)
    covered = charged(work.catalogue, [found], [None], sessions)
    told = done_facts(work, found, gone_with(found, covered, 0, sessions))
    return told | charge_facts(work.catalogue, [found], [None], sessions, work.language)


def party_facts(
    work: Work, found: Sequence[quotes.Quote], guests: Sequence[str | None], sessions: Sequence[Sessions]
) -> dict[str, Any]:
    """Quotes for several in one booking: what each of them costs, and the one deposit on all of it."""
    covered = charged(work.catalogue, found, guests, sessions)
    people = [
        {"for": guest}
        | done_facts(work, each, gone_with(each, covered, n, sessions))
        | {"total": wording.money(covered.quotes[n].total, work.catalogue.business.currency, work.language)}
        for n, (each, guest) in enumerate(zip(found, guests, strict=True))
    ]
    return {"people": people} | charge_facts(work.catalogue, found, guests, sessions, work.language)


def done_facts(work: Work, found: quotes.Quote, by_session: Mapping[int, str]) -> dict[str, Any]:
    """What is done and how long it takes, and what is cheaper; `by_session`: the session pack that a service uses."""
    currency, language = work.catalogue.business.currency, work.language

    def money(amount: Money) -> str:
        return wording.money(amount, currency, language)

    packs = quotes.suggest_packs(work.catalogue, found.service_ids) if found.pack_id is None else []
    paid = [service_id for service_id in found.service_ids if service_id not in by_session]
    bonos = [one for service_id in paid for one in session_packs.suggest(work.catalogue, service_id)]
    return {
        "lines": [
            {
                "service": f"s{line.service_id}",
                "name": line.name,
                "price": money(line.price),
                "minutes": line.minutes,
            }
            | ({"by_session": by_session[line.service_id]} if line.service_id in by_session else {})
            for line in found.lines
        ],
        "pack": f"k{found.pack_id}" if found.pack_id else None,
        "minutes": found.minutes,
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
            if not by_session.keys() & set(pack.service_ids)  # it saves nothing on what is paid already
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
