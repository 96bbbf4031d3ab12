"""Which of the slots that were found did the reply really show?"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from flows import wording
from flows.catalogue import Catalogue
from flows.prompt import moment
from models.moment import local


def shown(text: str, offers: Sequence[Mapping[str, Any]], catalogue: Catalogue) -> list[str]:
    """Codes of the offers whose time and stylist stand in the reply; only these can be held later."""
    timezone = catalogue.business.timezone
    found = []
    days = {local(moment(offer["starts_at"]), timezone).date() for offer in offers}
    for offer in offers:
        day = local(moment(offer["starts_at"]), timezone).date()
        if len(days) > 1 and not any(wording.day(day, language) in text for language in wording.DAY):
            continue
        clock = re.escape(wording.clock_of(moment(offer["starts_at"]), timezone))
        if re.search(rf"(?<!\d){clock}(?!\d)", text) and catalogue.stylists[offer["stylist_id"]].name in text:
            found.append(offer["code"])
    return found
