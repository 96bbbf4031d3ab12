"""Which of the slots that were found did the reply really show?"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from flows import wording
from flows.catalogue import Catalogue
from flows.situation import moment
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
        parts = [offer, *(offer.get("others") or [])]
        if all(_stands(part, text, catalogue) for part in parts):
            found.append(offer["code"])
    return found


def _stands(part: Mapping[str, Any], text: str, catalogue: Catalogue) -> bool:
    """Whether time and stylist of one appointment stand in the text."""
    clock = re.escape(wording.clock_of(moment(part["starts_at"]), catalogue.business.timezone))
    known = catalogue.stylists.get(part["stylist_id"])
    return known is not None and known.name in text and bool(re.search(rf"(?<!\d){clock}(?!\d)", text))
