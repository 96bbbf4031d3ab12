"""A customer's words as the answer that a question wants."""

from collections.abc import Mapping
from typing import Any

from jsonschema import Draft202012Validator

from flows.safety import plain

YES = frozenset("si sii claro vale ok correcto afirmativo yes yep yeah sure true".split())
NO = frozenset("no nop nope nada ninguna ninguno negativo none false".split())


class Unfit(ValueError):
    """The words do not answer the question."""


def read(words: str, schema: Mapping[str, Any]) -> Any:
    """Yes and no, a number, one of a list, or the words themselves: whatever fits the schema. Raises `Unfit`."""
    judge = Draft202012Validator(dict(schema))
    for value in _readings(words.strip(), schema):
        if judge.is_valid(value):
            return value
    raise Unfit


def _readings(words: str, schema: Mapping[str, Any]) -> list[Any]:
    found: list[Any] = []
    heard = [word.strip(".,;:!¡?¿") for word in plain(words).split()]
    if schema.get("type") == "boolean" and heard:
        said = {heard[0], *([heard[-1]] if len(heard) < 3 else [])}
        if said & YES and not said & NO:
            found.append(True)
        if said & NO and not said & YES:
            found.append(False)
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
