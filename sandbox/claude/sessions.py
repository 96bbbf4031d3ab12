"""Sessions that a customer has bought before."""

import re

from .meaning import Meaning
from .prompt import View
from .words import fold

_SESSION = re.compile(r"\b(?:sesion(?:es)?|sessions?|bono)\b")


def session_wanted(view: View, meaning: Meaning) -> tuple[str, ...]:
    """The service of her pack, when she wants a session of it without naming the service."""
    sessions = view.situation.get("sessions") or []
    return (sessions[0]["service"],) if len(sessions) == 1 and _SESSION.search(fold(meaning.text)) else ()
