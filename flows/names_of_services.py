"""Services and packs by how they are named in a text: "corte de caballero" is Corte caballero, and no Cortar."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flows.tokens import amounts, flat

FILLERS = frozenset(
    ["de", "del", "la", "el", "las", "los", "un", "una", "y", "o", "con", "e", "a", "the", "of", "and", "with"]
)


@dataclass(frozen=True, slots=True)
class Named:
    """One name of a service or pack, as words without fillers and plurals, and what it costs and takes."""

    service: str
    """Its own name, flat."""
    words: tuple[str, ...]
    price: Decimal
    minutes: Decimal


def named(offered: Iterable[Mapping[str, Any]]) -> list[Named]:
    """Every name and alias of a catalogue's services and packs, longest first."""
    found = [
        Named(
            flat(service["name"]),
            tuple(words(flat(name))),
            next((one.value for one in amounts(flat(str(service["price"])))), Decimal(0)),
            Decimal(service["minutes"]),
        )
        for service in offered
        for name in (service["name"], *service.get("aliases", ()))
    ]
    return sorted(found, key=lambda one: -len(one.words))


def words(said: str) -> list[str]:
    """Words of flat text, without fillers, in the singular."""
    return [_singular(word) for word in re.findall(r"[a-z]+", said) if word not in FILLERS]


def meant(said: str, services: Sequence[Named]) -> list[Named]:
    """What the text ends up speaking of: the last full name in it, and longer names all of whose words are said."""
    spoken = words(said)
    for end in range(len(spoken), 0, -1):
        for one in services:
            if one.words and tuple(spoken[max(0, end - len(one.words)) : end]) == one.words:
                return [
                    each
                    for each in services
                    if each.words == one.words or (len(each.words) > 1 and set(each.words) <= set(spoken))
                ]
    return []


def opening(said: str, services: Sequence[Named]) -> list[Named]:
    """Services with whose full name that text begins ("26,20 €" "el corte")."""
    spoken = tuple(words(said))
    return [one for one in services if one.words and spoken[: len(one.words)] == one.words]


def hinted(said: str, services: Sequence[Named]) -> list[Named]:
    """Services of whose name a word is said."""
    spoken = {word[:5] for word in words(said) if len(word) > 2}
    return [one for one in services if spoken & {word[:5] for word in one.words}]


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") else word
