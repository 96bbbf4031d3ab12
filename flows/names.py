"""Customers' names: what may be one. Everything else a customer calls herself is never stored as a name."""

import re
import unicodedata

LONGEST = 60
ALLOWED = re.compile(r"[^\W\d_]|[\u0300-\u036f' -]")


class NotAName(ValueError):
    """This cannot be a person's name."""


def clean(given: str) -> str:
    """The name as it is stored: letters, marks, space, `'` and `-`, at most 60. Raises `NotAName`."""
    name = " ".join(unicodedata.normalize("NFC", given.replace("’", "'")).split())
    if not name or len(name) > LONGEST or not any(character.isalpha() for character in name):
        raise NotAName
    if not all(ALLOWED.fullmatch(character) or unicodedata.category(character) == "Mn" for character in name):
        raise NotAName
    return name[0].upper() + name[1:]


def first_name(shown: str | None) -> str | None:
    """The first name in what WhatsApp shows, when that looks like a name (`✨✨` does not)."""
    if shown is None:
        return None
    words = shown.split()
    try:
        return clean(words[0]) if words and len(words[0]) > 1 else None
    except NotAName:
        return None
