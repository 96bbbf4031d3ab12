"""Services for a man: what he says of himself, and the variant of a service that is meant for him."""

import re
from functools import lru_cache

from .catalogue import Catalogue
from .memory import bursts
from .parties import party_of
from .prompt import View
from .services import content, services_in
from .words import fold, whole_words

_MAN = whole_words(
    r"soy (?:un )?(?:\w+ )?(?:chico|hombre|tio|chaval|varon|señor|caballero)",
    r"(?:i'm|i am|im) (?:a )?(?:\w+ )?(?:man|guy|bloke|gent|gentleman|male|lad|dude|boy)",
)
_BEARD = whole_words("barba", "barbita", "perilla", "beard", "goatee")
_HAIR_AND_BEARD = re.compile(
    r"\b(?:(?:pelo|cabello|hair) (?:y|e|and|&|\+) (?:(?:de )?(?:la |mi |el |my )?)?(?:barb\w+|beard)"
    r"|(?:barb\w+|beard) (?:y|and|&|\+) (?:(?:el |mi |my )?)?(?:pelo|cabello|hair)\b(?!cut))"
)
_FOR_MEN = "caballero"


def is_man(view: View) -> bool:
    """Whether it is a man who writes, for himself: by his own words, or because of his beard."""
    told = any(_MAN.search(fold(text)) or _has_beard(text, view.catalogue) for text in bursts(view))
    return told and party_of(view) is None


def _has_beard(text: str, catalogue: Catalogue) -> bool:
    """Whether hair and beard are named in one breath."""
    if not _BEARD.search(fold(text)):
        return False
    named = services_in(text, catalogue).clear()
    return bool(cut_besides(text, catalogue)) or any(one in _variants(catalogue) for one in named)


def for_a_man(services: tuple[str, ...], catalogue: Catalogue) -> tuple[str, ...]:
    """The same, in the variant for men where there is one."""
    variants = _variants(catalogue)
    return tuple(dict.fromkeys(variants.get(one, one) for one in services))


def cut_besides(text: str, catalogue: Catalogue) -> tuple[str, ...]:
    """ "El pelo y la barba" wants a cut as well."""
    if not _HAIR_AND_BEARD.search(fold(text)):
        return ()
    return tuple(one.id for one in catalogue.services if content(one.name) == frozenset(("corte", _FOR_MEN)))


@lru_cache(maxsize=8)
def _variants(catalogue: Catalogue) -> dict[str, str]:
    """By the plain service the one for men: "Cortar" and "Corte caballero"."""
    plain: dict[frozenset[str], str] = {}
    for one in catalogue.services:
        for name in (one.name, *one.aliases):
            plain.setdefault(content(name), one.id)
    found: dict[str, str] = {}
    for one in catalogue.services:
        words = content(one.name)
        if _FOR_MEN in words and (base := plain.get(words - {_FOR_MEN})):
            found[base] = one.id
    return found
