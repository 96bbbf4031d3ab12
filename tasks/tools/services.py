"""search_services."""

from rapidfuzz import fuzz, process

from flows import wording
from flows.safety import plain
from flows.tools import SearchServices
from tasks.tools.outcome import Outcome, Work, refusal

ALIKE = 72.0
"""From so many of a hundred points on, two names are taken for the same with a slip of the finger."""
MOST = 6


def search(work: Work, arguments: SearchServices) -> Outcome:
    """What she could mean, the likeliest first; an honest no when the salon has nothing of the kind."""
    names = {
        (service.id, plain(name)): service
        for service in work.catalogue.services.values()
        for name in (service.name, *service.aliases)
    }
    ranked = process.extract(
        plain(arguments.words),
        {key: key[1] for key in names},
        scorer=fuzz.WRatio,
        score_cutoff=ALIKE,
        limit=3 * MOST,
    )
    found = list({names[key].id: names[key] for _, _, key in ranked}.values())[:MOST]
    if not found:
        return refusal("not_offered", "Tell her honestly that the salon does not offer it.")
    currency = work.catalogue.business.currency
    return Outcome(
        {
            "services": [
                {
                    "service": f"s{one.id}",
                    "name": one.name,
                    "category": one.category,
                    "price": wording.money(one.price, currency, work.language),
                    "minutes": one.minutes,
                }
                for one in found
            ]
        }
    )
