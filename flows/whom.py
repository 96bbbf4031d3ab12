"""Who comes, in words: the customer, somebody she brings along, or somebody for whom she has booked."""

import re

WORDS = {
    "es": {"guest": "{customer} (para {guest})", "other": "{comes} (reserva de {customer})", "nameless": "Cliente"},
    "en": {"guest": "{customer} (for {guest})", "other": "{comes} (booked by {customer})", "nameless": "Customer"},
}
MINE = re.compile(r"^(?:mis?|my)\s+", re.IGNORECASE)
"""How a customer speaks of whom she brings."""


def whom(customer: str, guest: str | None, comes: str | None, language: str) -> str:
    """For staff; in Spanish for a language we do not speak. `guest` is in the customer's words."""
    words = WORDS.get(language, WORDS["es"])
    customer = customer or words["nameless"]
    if comes:
        return words["other"].format(comes=comes, customer=customer)
    return words["guest"].format(customer=customer, guest=_hers(guest, language)) if guest else customer


def done_for(service: str, guest: str | None, comes: str | None) -> str:
    """A service and, when it is not for the customer herself, for whom: `Peinado (hija)`. Read by her and by staff."""
    other = comes or (MINE.sub("", guest) if guest else None)
    return f"{service} ({other})" if other else service


def _hers(guest: str, language: str) -> str:
    """`mi hija`, as somebody else says it."""
    return MINE.sub({"en": "their "}.get(language, "su "), guest)
