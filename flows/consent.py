"""Whether she has said yes to a question. The house reads it itself; when in doubt it is none, and she is asked again.

A message is a yes when every word of it is one, or is idle beside one, or repeats what was asked about. Whatever else
she writes, a denial, a "pero", a wish, a question, makes it none.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from enum import StrEnum, auto
from functools import cache

from flows.consent_words import ACTS, AS_NO, AS_OK, BESIDE, IDLE, NEVER_AN_ECHO, YES
from flows.tokens import flat
from models.state import Asked

WORD = re.compile(r"\d+(?:[.:,]\d+)*|[a-z]+")


class Said(StrEnum):
    """What one message is worth as an answer."""

    YES = auto()
    NAMED = auto()
    """A yes that says what to do: "cancélala"."""
    IDLE = auto()
    OTHER = auto()


def affirms(asked: Asked, texts: Sequence[str]) -> bool:
    """Whether her messages, oldest first, say yes to it. The last that says anything counts.

    Where something else went before it ("no"), or where the question gave a choice, a bare yes is not enough: she
    must say what to do ("sí, cancélala").
    """
    said = [one for one in (_said(asked, text) for text in texts) if one is not Said.IDLE]
    if not said or said[-1] not in (Said.YES, Said.NAMED):
        return False
    named = said[-1] is Said.NAMED or (Said.NAMED in said and Said.OTHER not in said)
    return named or not (asked.either_or or Said.OTHER in said)


def spoken(texts: Iterable[str]) -> set[str]:
    """The words of texts as they are compared: plain, without doubled letters; times and amounts whole."""
    return {word for text in texts for word in WORD.findall(_plain(text))}


def _said(asked: Asked, text: str) -> Said:
    if "?" in text or "¿" in text or AS_NO & set(text):
        return Said.OTHER
    text = "".join(" ok " if sign in AS_OK else sign for sign in text)
    words = " ".join(WORD.findall(_plain(text)))
    echo, found = set(asked.words) - NEVER_AN_ECHO, {Said.IDLE}
    if not text or _unread(text):
        return Said.OTHER
    for match in _reader(tuple(asked.acts)).finditer(words):
        if match.lastgroup == "other" and match[0] not in echo:
            return Said.OTHER
        found.add({"act": Said.NAMED, "yes": Said.YES}.get(match.lastgroup or "", Said.IDLE))
    return next(one for one in (Said.NAMED, Said.YES, Said.IDLE) if one in found)


def _plain(text: str) -> str:
    """Lower case, no accents, no apostrophes, letters once: "Sííí" is "si"."""
    return re.sub(r"([a-z])\1+", r"\1", flat(text).replace("'", ""))


def _unread(text: str) -> bool:
    """Whether there are letters in it that nobody reads here: other alphabets."""
    return any(sign.isalpha() and not sign.isascii() for sign in unicodedata.normalize("NFD", flat(text)))


@cache
def _reader(acts: tuple[str, ...]) -> re.Pattern[str]:
    """Reads words from the left, each as the longest thing it can be: an act, a yes, idle, or something else."""
    named = [ACTS[act] for act in acts]
    idle = [*IDLE, *(pattern for act in acts for pattern in BESIDE.get(act, ()))]
    kinds = (("act", named), ("yes", YES), ("idle", idle))
    parts = [
        rf"(?P<{kind}>(?:{'|'.join(_once(one) for one in patterns)})(?= |$))" for kind, patterns in kinds if patterns
    ]
    return re.compile(rf"(?:^|(?<= ))(?:{'|'.join(parts)}|(?P<other>\S+))")


def _once(pattern: str) -> str:
    """The pattern as the text is written: without doubled letters."""
    return re.sub(r"([a-z])\1+", r"\1", pattern)
