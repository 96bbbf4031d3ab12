"""Whether a reply has put a question to the customer: a yes to one that was never asked is no yes."""

import re
from typing import Final

from flows.notices import render
from models.state import Matter

NAMED: Final[dict[Matter, str]] = {"cancel": r"cancel|anul"}
"""What must stand in the words that ask, where doing it cannot be taken back."""


def asks(matter: Matter, reply: str, language: str) -> bool:
    """A question that names the matter, and not the house's own: that one asks what she wants."""
    if "?" not in reply or render("fallback_ask", language, {}) in reply:
        return False
    return bool(re.search(NAMED.get(matter, ""), reply, re.IGNORECASE))
