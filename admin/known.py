"""What staff call somebody: the name she has confirmed, else the one she uses on WhatsApp, else her phone number."""

import re

from markupsafe import Markup
from phonenumbers import NumberParseException, PhoneNumberFormat, format_number, parse

from flows.whom import whom

NOBODY = "Sin nombre"
"""She has said no name, and WhatsApp has brought neither name nor number."""

NUMBER = re.compile(r"\+\d+")

SAID = "i.kind = 'message' AND i.author = 'customer'"


def known_as(customer: str = "customer", talk: str = "") -> str:
    """SQL for it, where `customer` is the name of her row, and `talk` of the conversation if she has no row yet.

    A name from WhatsApp is marked: whoever writes chooses it. A number is as the database has it (see `person`).
    """
    of_hers = f"{SAID} AND i.conversation_id IN (SELECT v.id FROM conversation v WHERE v.customer_id = {customer}.id)"
    parts = [f"nullif(concat_ws(' ', {customer}.name, {customer}.surname), '')", _whatsapp(of_hers), phone_of(customer)]
    if talk:
        here = f"{SAID} AND i.conversation_id = {talk}.id"
        parts += [_whatsapp(here), _latest("i.phone", here)]
    return f"coalesce({', '.join(parts)})"


def phone_of(customer: str = "customer") -> str:
    """SQL for the phone number of a customer's row."""
    return (
        "(SELECT min(known.value) FROM customer_identity known"
        f" WHERE known.customer_id = {customer}.id AND known.kind = 'phone')"
    )


def phone_in(customer: str, talk: str) -> str:
    """The same, or the number that a conversation's messages came from."""
    return f"coalesce({phone_of(customer)}, {_latest('i.phone', f'{SAID} AND i.conversation_id = {talk}.id')})"


def person(name: str | None) -> str:
    """What `known_as` has found, as it is read."""
    if not name:
        return NOBODY
    return number(name) if NUMBER.fullmatch(name) else name


def comes(customer: str | None, guest: str | None, other: str | None) -> str:
    """Who comes to an appointment that `customer` has booked: she, somebody she brings, or another of our customers."""
    return whom(person(customer), guest, person(other) if other else None, "es")


def number(phone: str) -> str:
    """A phone number, in groups."""
    try:
        return format_number(parse(phone), PhoneNumberFormat.INTERNATIONAL)
    except NumberParseException:
        return phone


def call(phone: str) -> Markup:
    """A link that calls it."""
    return Markup('<a class="call" href="tel:{}">{}</a>').format(phone, number(phone))


def _whatsapp(where: str) -> str:
    return f"{_latest('i.sender_name', where)} || ' (WhatsApp)'"


def _latest(column: str, where: str) -> str:
    return f"(SELECT {column} FROM inbox i WHERE {where} AND {column} <> '' ORDER BY i.id DESC LIMIT 1)"
