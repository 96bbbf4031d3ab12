"""Words as people type them on a phone: without accents, in the plural, misspelt."""

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import OSA

_SOUNDS = (
    (re.compile(r"ch|(?<=[a-z])x(?=[aeiou])"), "C"),  # *muxo*
    (re.compile(r"h"), ""),
    (re.compile(r"v"), "b"),
    (re.compile(r"[cz](?=[ei])|z"), "s"),
    (re.compile(r"qu|[ck]"), "k"),
    (re.compile(r"ll|y"), "i"),
    (re.compile(r"g(?=[ei])"), "j"),
    (re.compile(r"(.)\1"), r"\1"),
)


def fold(text: str) -> str:
    """Lower case without accents. Keeps ñ, and the length: a span in it fits the original too."""
    return "".join(_fold_character(character) for character in text)


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if character in "ñÑ":
        return "ñ"
    if character in "’‘´`":
        return "'"
    low = character.lower()
    return unicodedata.normalize("NFD", low)[0] if low else character


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A folded word without its plural s: mechas and mecha are one word."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] != "s" else word


@lru_cache(maxsize=8192)
def sound(word: str) -> str:
    """How a Spanish speaker hears it: *varva* and *barba* are the same."""
    for pattern, letter in _SOUNDS:
        word = pattern.sub(letter, word)
    return word


def is_misspelling(typed: str, meant: str) -> bool:
    """Whether `typed` may be a slip for `meant` (both folded stems). Short words allow no slip."""
    ours, theirs = sound(meant), sound(typed)
    if ours == theirs:
        return len(typed) >= 4
    if min(len(typed), len(meant)) < 5 or ours[0] != theirs[:1]:
        return False
    return OSA.distance(ours, theirs) <= (1 if len(meant) < 8 else 2)


def listed(words: str) -> tuple[str, ...]:
    """The words of a list that is written as running text."""
    return tuple(words.split())


def whole_words(*alternatives: str) -> re.Pattern[str]:
    """One pattern for any of these expressions, standing as whole words in folded text."""
    return re.compile(r"(?<!\w)(?:" + "|".join(alternatives) + r")(?!\w)")
