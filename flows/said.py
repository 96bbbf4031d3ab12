"""A reply as sentences and clauses, and whether a place in it is denied."""

import re

from flows.tokens import flat

SENTENCE = re.compile(
    r"(?<=[.!?])\s+|\n+|(?<=[.!?])(?=[A-ZÁÉÍÓÚÑ¿¡])|(?=[¿¡])|(?<=\w) (?=[\U0001f300-\U0001faff✅✂☀-➿])"
)
CLAUSE = re.compile(r"[,:](?!\d)|[;—–(]|\b(?:pero|but|aunque|though|y ya|y si|si no)\b")
SOOTHING = re.compile(
    r"\b(no te preocupes|no se preocupe|no pasa nada|sin problemas?|no hay problema|no dudes|no worries|don't worry"
    r"|not to worry|no problem|not at all|no solo|not only|como no)\b"
)
DENIAL = re.compile(
    r"\b(no|ni|nada|ya no|tampoco|nunca|ningun\w*|sin|lamentablemente|ocup\w*|complet[oa]s?|llen[oa]s?|imposible"
    r"|adelantad\w*"
    r"|not|isn't|aren't|don't|can't|cannot|won't|nothing|none|unfortunately|taken|full|gone|no longer)\b"
)


def sentences(reply: str) -> list[str]:
    """A reply's sentences and lines; a point inside a number or a time ends none."""
    return [found.strip() for found in SENTENCE.split(reply) if found.strip(" ¿¡.")]


def calm(said: str) -> str:
    """The same text with soothing words blanked: their "no" denies nothing."""
    return SOOTHING.sub(lambda match: " " * len(match[0]), said)


def denied(said: str, at: int) -> bool:
    """Whether the clause at that place of flat text says that it is not so."""
    start = max((match.end() for match in CLAUSE.finditer(said) if match.end() <= at), default=0)
    end = min((match.start() for match in CLAUSE.finditer(said) if match.start() > at), default=len(said))
    return bool(DENIAL.search(calm(said)[start:end]))


def searched(sentence: str) -> str:
    """Flat text in which "sí" cannot be taken for "si"."""
    return flat(re.sub(r"\b[sS][íÍ]\b", "yes", sentence))
