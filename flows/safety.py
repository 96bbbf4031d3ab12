"""The safety screen: what no model may answer. Words, Spanish and English, before anything else is done with a message.

It errs on the side of a person: a false alarm costs the salon a minute.
"""

import re
import unicodedata

from flows.safety_emergency import EMERGENCY
from flows.safety_health import MEDICAL
from flows.safety_person import PERSON
from flows.safety_words import BADLY_WRITTEN, EXCEPT, FIGURES_OF_SPEECH, NOTHING_OF_IT, QUESTION_OF_PAIN
from models.enums import HandoverReason


def _uncaptured(pattern: str) -> str:
    return re.sub(r"(?<!\\)\((?!\?)", "(?:", pattern)


IN_FUN = re.compile(_uncaptured(f"{FIGURES_OF_SPEECH}|{QUESTION_OF_PAIN}"))
SPELLING = tuple((re.compile(wrong), right) for wrong, right in BADLY_WRITTEN)
DENIED, BUT = re.compile(NOTHING_OF_IT), re.compile(EXCEPT)


def _compiled(patterns: tuple[str, ...]) -> re.Pattern[str]:
    # A match begins where a word does: with nothing captured that saves Python's engine most of its work.
    return re.compile(rf"(?<!\w)(?:{_uncaptured('|'.join(patterns))})")


SCREENS = (
    (HandoverReason.EMERGENCY, _compiled(EMERGENCY)),
    (HandoverReason.MEDICAL, _compiled(MEDICAL)),
    (HandoverReason.MANUAL_REQUEST, _compiled(PERSON)),
)
"""In order of urgency."""


def plain(text: str) -> str:
    """Lower case, without accents and with single spaces: how the patterns are written."""
    folded = unicodedata.normalize("NFD", text.casefold())
    for accent in filter(unicodedata.combining, set(folded)):
        folded = folded.replace(accent, "")
    return " ".join(folded.replace("’", "'").split())


def screen(texts: list[str]) -> HandoverReason | None:
    """Why a person must take these messages, most urgent reason first; None when they may be answered."""
    said = plain(" \n ".join(texts))
    for wrong, right in SPELLING:
        said = wrong.sub(right, said)
    said = IN_FUN.sub(" ", said)
    if not BUT.search(said):
        said = DENIED.sub(" ", said)
    for reason, pattern in SCREENS:
        if pattern.search(said):
            return reason
    return None


def alarming(before: list[str], new: list[str]) -> bool:
    """Whether the new messages tell of an emergency, by themselves or as the end of what she wrote just before."""
    emergency = HandoverReason.EMERGENCY
    return screen(new) is emergency or (screen(before + new) is emergency and screen(before) is not emergency)
