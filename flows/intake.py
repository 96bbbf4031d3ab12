"""A customer's words as the answer that a question wants."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from jsonschema import Draft202012Validator

from flows.safety import BUT, plain

YES = frozenset(["si", "sip", "correcto", "afirmativo", "yes", "yep", "yeah", "true"])
POLITE = frozenset(["vale", "ok", "claro", "sure"])
"""These say yes only where nothing says no: "vale, no"."""
NO = frozenset(["no", "nop", "nope", "nada", "ninguna", "ninguno", "negativo", "none", "false"])
OPENING = 4
"""In so many words a yes or a no is said; further on it belongs to something else."""


class Unfit(ValueError):
    """The words do not answer the question."""


def read(words: str, schema: Mapping[str, Any]) -> Any:
    """Yes and no, a number, one of a list, or the words themselves: whatever fits the schema. Raises `Unfit`."""
    judge = Draft202012Validator(dict(schema))
    for value in _readings(words.strip(), schema):
        if judge.is_valid(value):
            return value
    raise Unfit


def put_in(reply: str, wordings: Iterable[str]) -> bool:
    """Whether a reply puts a question word for word, in one of its languages."""
    said = f" {_bare(reply)} "
    return any(f" {bare} " in said for each in wordings if (bare := _bare(each)))


def _bare(text: str) -> str:
    """Its words alone: Markdown and marks come and go."""
    return " ".join(re.findall(r"\w+", plain(text)))


def _yes_or_no(heard: list[str]) -> list[bool]:
    """What a yes or a no says, where it opens the answer. Both at once, or one with a "but", says neither."""
    if BUT.search(" ".join(heard)):
        return []
    opening = {shape for word in heard[:OPENING] for shape in (word, re.sub(r"(.)\1+", r"\1", word))}
    if opening & NO:
        return [] if opening & YES else [False]
    return [True] if opening & (YES | POLITE) else []


def _readings(words: str, schema: Mapping[str, Any]) -> list[Any]:
    found: list[Any] = []
    heard = [word.strip(".,;:!¡?¿") for word in plain(words).split()]
    if schema.get("type") == "boolean" and heard:
        found += _yes_or_no(heard)
    if schema.get("type") in ("integer", "number"):
        digits = words.replace(",", ".")
        try:
            number = float(digits)
        except ValueError:
            return found
        found.append(int(number) if number.is_integer() else number)
    for choice in schema.get("enum", ()):
        if plain(str(choice)) == plain(words):
            found.append(choice)
    if words:
        found.append(words)
    return found
