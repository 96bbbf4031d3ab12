"""Things that are asked for and that the salon does not have on its list."""

import re
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from .catalogue import Catalogue, Service
from .everyday import EVERYDAY
from .services import services_in
from .vocabulary import BINDING, JOINING, MEANS, MODEST, NEAR, SAME
from .words import fold, listed, stem, whole_words

Span = tuple[int, int]

_WORD = re.compile(r"[a-zñ]+|\d+|[.;:!?¡¿\n,+&/]")
_ASKING = whole_words(
    r"quier[oae]s?|queria|querria|quisiera|gustaria|necesito|apetece\w*|busco|pedir|reservar|dar(?:me)?",
    r"hac(?:eis|en|es|er(?:me|le|nos)?)|pon(?:eis|en|er(?:me|le|nos)?)|realizais|trabajais",
    r"ten(?:eis|drias)|tienen|tienes|ofrec(?:eis|en)|cita (?:para|de)|hora (?:para|de)",
    r"precios? (?:de|del)|cuesta\w*|vale\w*|sale\w*|cobr\w+",
    r"want|need|like|do you (?:do|offer|have)|offer|have|get|book|for|cost\w*",
    r"prices? (?:of|for)|how much (?:is|are|for)",
)
# "Quiero que me devolváis la señal" wants something done and nothing from the list.
_THAT = re.compile(r"\s+(?:que|saber|preguntar|consultar)\b(?!(?: (?:me|nos|le|os))? (?:hag|pong|cort|peine|tiñ|haga))")
_BODY = frozenset(
    listed("pelo cabello melena uñas pestañas cejas piel cara piernas dientes labios manos pies hair nails")
)
_BESIDES = re.compile(r"(?m)^[\s¿¡]*(?:y|mas|and|tambien|\+)\s+(?:tambien |also )?(?:un|una|unas|a|an)(?=\s)")
_END = frozenset(".;:!?¡¿\n")
_TURNS = frozenset(("pero", "aunque", "porque", "pues", "xq", "but", "although", "because"))
_COMMON = EVERYDAY | BINDING | JOINING | MODEST
_REACH = 6  # words between the verb and the thing: "quiero hacerme, si puede ser, una ..."


@dataclass(frozen=True)
class Stranger:
    """Something asked for by a name that is on no list, and what comes nearest, if anything does."""

    said: str
    nearest: Service | None


def strangers_in(
    text: str, catalogue: Catalogue, services: tuple[Span, ...], known: tuple[Span, ...] = ()
) -> tuple[Stranger, ...]:
    """Unknown things, outside the spans of `services` and of what else is `known` (days, hours, names)."""
    folded = fold(text)
    starts = [match.end() for match in _ASKING.finditer(folded) if not _THAT.match(folded, match.end())]
    starts += [match.end() for match in _BESIDES.finditer(folded) if services]
    words = [(match.group(), match.span()) for match in _WORD.finditer(folded)]
    known += services
    found: list[Stranger] = []
    index = 0
    while index < len(words):
        start = _beginning(words, index, starts, services, known)
        if start is None:
            index += 1
            continue
        index += 1
        while index < len(words) and _goes_on(words, index, known):
            index += 1
        end = words[index - 1][1][1]
        known += ((start, end),)
        found.append(Stranger(text[start:end][:40], _nearest(folded[start:end], catalogue)))
    return tuple({fold(one.said): one for one in found}.values())


def _beginning(
    words: list[tuple[str, Span]], index: int, starts: list[int], services: tuple[Span, ...], known: tuple[Span, ...]
) -> int | None:
    """Where the unknown thing begins that this word is (the last word of); None when it is no such word.

    A word right behind a service makes another thing of it: "manicura francesa", "uñas de gel".
    """
    word, span = words[index]
    done_to_her = _is_deed(word) and any(one in _BODY for one, _ in words[index + 1 : index + 4])  # "alisar el pelo"
    if not is_strange(word, span, known) and not (done_to_her and not _covered(span, known) and word not in EVERYDAY):
        return None
    before = [one for one in words[:index] if one[0] not in BINDING]
    kind = next((one for one in services if before and one[1] == before[-1][1][1]), None)
    if kind:
        return kind[0]
    asked_for = _is_asked_for(words, index, starts, known) or _leads_to(words, index, services)
    return span[0] if asked_for else None


def _covered(span: Span, known: tuple[Span, ...]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in known)


def is_strange(word: str, span: Span, known: tuple[Span, ...]) -> bool:
    """Whether the word (folded) is no word of the desk's, nor an ordinary one, outside the spans that are `known`."""
    base = stem(word)
    if (len(word) < 4 and base not in NEAR) or not word.isalpha() or _covered(span, known):
        return False
    return not ({word, base} & _COMMON or base in MEANS or base in SAME or _is_verb(word) or _is_deed(word))


def _is_verb(word: str) -> bool:
    """A form of a verb that says what to do, not what to have."""
    return bool(
        re.search(
            r"(?:[aei]d?(?:me|nos)|arme|erme|irme|arlo|arla|erlo|irte|arte|emos|aria|eria|iria|ando|iendo|mente)$",
            word,
        )
    )


def _is_deed(word: str) -> bool:
    """An infinitive ("comprar"), or what she wants of us ("devolváis"); "capilar" and "láser" are none."""
    if stem(word) in NEAR:
        return False
    ending = r"(?<![iu]l)ar|(?:olv|[eo]c|og|end|om|eb|ov|erd|orr|et|omp)er|[^aeiou]ir|[ae]is"
    return bool(re.search(rf"..(?:{ending})$", word))


def _goes_on(words: list[tuple[str, Span]], index: int, known: tuple[Span, ...]) -> bool:
    word, span = words[index]
    if word in BINDING:
        return index + 1 < len(words) and _goes_on(words, index + 1, known)
    return is_strange(word, span, known)


def _is_asked_for(words: list[tuple[str, Span]], index: int, starts: list[int], known: tuple[Span, ...]) -> bool:
    """Whether a wanting verb, or a service and a joint, stands shortly before."""
    for back in range(index - 1, max(-1, index - 1 - _REACH), -1):
        word, span = words[back]
        if word in _END or word in _TURNS:
            return False
        if any(span[0] < start <= span[1] for start in starts):
            return True
        if _covered(span, known) and any(w in JOINING or w == "con" for w, _ in words[back + 1 : index]):
            return all(w in JOINING | BINDING | {"con"} for w, _ in words[back + 1 : index])
    return False


def _leads_to(words: list[tuple[str, Span]], index: int, services: tuple[Span, ...]) -> bool:
    """Whether a joint and a service follow: "un alisado y una manicura"."""
    after = words[index + 1 :]
    for place, (word, span) in enumerate(after):
        if _covered(span, services):
            return any(w in JOINING for w, _ in after[:place])
        if word not in JOINING | BINDING:
            return False
    return False


def _nearest(said: str, catalogue: Catalogue) -> Service | None:
    hint = next((NEAR[stem(word)] for word in said.split() if stem(word) in NEAR), None)
    if hint:
        mentions = services_in(f"quiero {hint}", catalogue).mentions
        return catalogue.service(mentions[0].services[0]) if mentions else None
    names = {service.id: fold(service.name) for service in catalogue.services}
    best = process.extractOne(said, names, scorer=fuzz.WRatio, score_cutoff=70)
    return catalogue.service(best[2]) if best else None
