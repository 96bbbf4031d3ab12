"""Sessions that a customer has bought before, and packs of them by name."""

import re

from .meaning import Meaning
from .prompt import View
from .words import fold, whole_words

_PACK = whole_words(
    r"[bv]onos?(?! de regalo)", "bonitos? de sesiones", r"5 ?\+ ?1", r"packs? (?:de|of) (?:\w+ )?(?:sesion|session)e?s",
    r"(?:the|my|that) pack",
)  # fmt: skip
_SESSION = re.compile(r"\b(?:sesion(?:es)?|sessions?|bono)\b")


def session_wanted(view: View, meaning: Meaning) -> tuple[str, ...]:
    """The service of her pack, when she wants a session of it without naming the service."""
    sessions = view.situation.get("sessions") or []
    return (sessions[0]["service"],) if len(sessions) == 1 and _SESSION.search(fold(meaning.text)) else ()


def speaks_of_pack(text: str) -> bool:
    """Whether a pack of sessions is named."""
    return bool(_PACK.search(fold(text)))
