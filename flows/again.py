"""How times that are offered in the place of a lost one are told."""

from collections.abc import Sequence

from flows import wording
from flows.catalogue import Catalogue
from models import Offer


def worded(catalogue: Catalogue, offers: Sequence[Offer], language: str) -> str:
    """One line for each: `viernes 27 de noviembre a las 13:30 con Marta`, of a group every name."""
    at, by = (" at ", " with ") if language == "en" else (" a las ", " con ")
    zone = catalogue.business.timezone
    lines = []
    for offer in offers:
        stylists = [offer.stylist_id, *(one["stylist_id"] for one in offer.others)]
        names = dict.fromkeys(catalogue.stylists[one].name for one in stylists)
        day, clock = wording.day_of(offer.starts_at, zone, language), wording.clock_of(offer.starts_at, zone)
        lines.append(f"{day}{at}{clock}{by}{wording.listed(list(names), language)}")
    return "\n".join(lines)
