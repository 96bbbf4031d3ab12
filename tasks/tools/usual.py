"""usual: lo de siempre."""

from typing import Any

from flows import wording
from flows.history import PastVisit
from flows.situation import day_facts
from flows.tools import Usual
from gateways.history import usual as usual_of
from models.moment import local
from tasks.tools.outcome import Outcome, Work, refusal
from tasks.tools.pricing import quote_facts, quoted


def usual(work: Work, _: Usual) -> Outcome:
    """What she had last time and with whom, priced as of today, and her visits before."""
    found = usual_of(work.database, work.row["business_id"], work.row["customer_id"])
    if found is None:
        return refusal("no_history", "She has not been here before, as far as we know: ask what she would like.")
    if not found.service_ids:
        return refusal("not_offered", "What she had is not offered any more: say so and ask what she would like.")
    priced = quoted(work, list(found.service_ids), found.last.pack_id)
    if isinstance(priced, Outcome):
        return priced
    stylist = {"id": f"p{found.last.stylist_id}", "name": found.last.stylist} if found.last.stylist_works else None
    return Outcome(
        {
            "services": [f"s{one}" for one in found.service_ids],
            "pack": f"k{found.last.pack_id}" if found.last.pack_id else None,
            "not_offered_any_more": list(found.gone),
            "stylist": stylist,
            "quote": quote_facts(work, priced),
            "visits": [_visit(work, one) for one in found.visits],
        }
    )


def _visit(work: Work, one: PastVisit) -> dict[str, Any]:
    starts = local(one.starts_at, work.catalogue.business.timezone)
    return day_facts(starts.date(), work.language) | {
        "time": wording.clock(starts.time()),
        "services": [service.name for service in one.services],
        "stylist": one.stylist,
    }
