"""Who comes, in words: the customer, somebody she brings along, or somebody for whom she has booked."""

WORDS = {
    "es": {"guest": "{customer} (para {guest})", "other": "{comes} (reserva de {customer})", "nameless": "Cliente"},
    "en": {"guest": "{customer} (for {guest})", "other": "{comes} (booked by {customer})", "nameless": "Customer"},
}


def whom(customer: str, guest: str | None, comes: str | None, language: str) -> str:
    """For staff; in Spanish for a language we do not speak. `guest` is in the customer's words."""
    words = WORDS.get(language, WORDS["es"])
    customer = customer or words["nameless"]
    if comes:
        return words["other"].format(comes=comes, customer=customer)
    return words["guest"].format(customer=customer, guest=guest) if guest else customer


def done_for(service: str, guest: str | None, comes: str | None) -> str:
    """A service and, when it is not for the customer herself, for whom: `Peinado (mi hija)`."""
    other = comes or guest
    return f"{service} ({other})" if other else service
