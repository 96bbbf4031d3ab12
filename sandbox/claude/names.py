"""Finds the customer's own name: where she gives it, or in answer to being asked."""

import re
from dataclasses import dataclass
from typing import Literal

from .everyday import EVERYDAY
from .words import fold, listed, stem

Expected = Literal["nothing", "name", "surname"]
Span = tuple[int, int]

_WORD = re.compile(r" {0,3}([^\W\d_]+(?:['’-][^\W\d_]+)*)")
_GIVEN = re.compile(
    r"(?<!\w)(?P<no>no )?(?:soy|me llamo|mi nombre(?: completo)? es|llamame|i am|i'm|im|my (?:full )?name is"
    r"|my name's|this is|call me|a nombre de|nombre:|name:)\s+"
)
_SURNAME_GIVEN = re.compile(
    r"(?<!\w)(?:(?:mi |el )?apellido(?: es|:)|apellid(?:o|ada|ado)|de apellido|me apellido"
    r"|my (?:surname|last name) is|(?:surname|last name)(?: is|:)?)\s+"
)
_PREFIX = re.compile(
    r"(?:(?:hola+|hello|hi|hey|si|yes|no|claro|vale|ok|pues|buen[oa]s?|dias|tardes|noches|es|it's|its|gracias"
    r"|perdon|soy|me llamo)\b[\s,.!]*)+"
)
_CLAUSE = re.compile(r"[^,.;:!?¡¿\n()]+")
_PARTICLES = frozenset(listed("de del la las los y da dos di van von"))
# Surnames that are ordinary words too.
_SURNAMES = frozenset(
    listed("""moreno morena rubio rubia castaño calle bueno mas reina casa cuesta mesa mayor bajo alegre hermano
    caro vela calvo delgado prieto rico leal bravo franco sola cano feliz
    price best little good love day early street cash short hope fine park way may""")
)
# Not names, though they may follow "soy": what one is.
_BEING = frozenset(
    listed("""alergica alergico alta bajo baja embarazada estudiante mayor menor morena moreno rubia rubio pelirroja
    castaña castaño autonoma profesora medica enfermera socia socio habitual asidua vecina vecino española
    español madrileña de la el una un interested happy pregnant allergic vegan calling writing afraid
    thinking coming running late sure texting blonde brunette fan jubilada andaluza extranjera
    virgen mala capaz consciente flexible puntual impuntual fiel libre zurda diabetica celiaca""")
)
_SECOND_NAMES = frozenset(
    listed("""maria jose carmen luis carlos angel antonio manuel isabel pilar luisa teresa mar jesus angeles
    victoria elena ana fernando miguel ramon javier cruz rosario belen paz sol rocio dolores ignacio
    alberto pablo francisco andres eugenia cristina""")
)
_FIRST_OF_TWO = frozenset(listed("maria jose ana juan luis mari miguel rosa francisco jesus marco victor mary"))
_DRAWN_OUT = frozenset(
    listed("""si no vale ok oki hola holi buenas bueno claro gracias porfa genial venga dale hey hi yes yeah yep please
    perfecto perfect nope""")
)
_LONGEST = 60  # characters; the house stores no longer name


@dataclass(frozen=True)
class NameTalk:
    name: str | None = None
    surname: str | None = None
    denied: bool = False  # "no soy Laura"
    spans: tuple[Span, ...] = ()


def names_in(text: str, expected: Expected, known: str | None = None, busy: tuple[Span, ...] = ()) -> NameTalk:
    """The name that the customer gives.

    `expected`: what she was asked; `known`: her first name so far; `busy`: what is a service, a day
    or an hour and so no bare answer.
    """
    folded = fold(text)
    denied = False
    found: tuple[list[str], Span] | None = None
    for match in _GIVEN.finditer(folded):
        shy = match.group().strip() in ("i'm", "im", "i am", "this is") and expected == "nothing"
        words = _name_at(text, folded, match.end(), shy=shy)
        if words and match["no"]:
            denied = True
        elif words:
            found = words
    if found:
        name, surname = _divide(found[0])
        return NameTalk(name, surname, denied, (found[1],))
    if own := _SURNAME_GIVEN.search(folded):
        words = _name_at(text, folded, own.end(), particles=True)
        if words:
            return NameTalk(None, _join(words[0]), denied, (words[1],))
    if expected == "nothing" or denied:
        return NameTalk(denied=denied)
    return _answer(text, folded, expected, known, busy)


def _answer(text: str, folded: str, expected: Expected, known: str | None, busy: tuple[Span, ...]) -> NameTalk:
    """A bare name in answer to our question: a clause that is nothing else."""
    for clause in _CLAUSE.finditer(folded):
        start = clause.start() + len(clause.group()) - len(clause.group().lstrip())
        if prefix := _PREFIX.match(folded, start, clause.end()):
            start = prefix.end()
        rest = folded[start : clause.end()].rstrip()
        words = _name_at(text, folded, start, particles=expected == "surname")
        if not words or words[1][1] < start + len(rest) or len(words[0]) > 5:
            continue
        if any(begin < words[1][1] and words[1][0] < end for begin, end in busy):
            continue
        if expected == "surname" and not (known and fold(words[0][0]) == fold(known)):
            if known or len(words[0]) == 1:
                return NameTalk(None, _join(words[0]), spans=(words[1],))
        elif expected == "surname" and len(words[0]) == 1:
            continue  # only the first name again
        name, surname = _divide(words[0])
        return NameTalk(name, surname, spans=(words[1],))
    return NameTalk()


def _name_at(
    text: str, folded: str, start: int, shy: bool = False, particles: bool = False
) -> tuple[list[str], Span] | None:
    """The words of a name that begins there.

    `shy`: only with a capital ("I'm Emma", not "I'm busy"); `particles`: may begin with "de la".
    """
    words: list[str] = []
    end = position = start
    while match := _WORD.match(text, position):
        word, plain = match.group(1), folded[match.start(1) : match.end()]
        if plain in _PARTICLES:
            if not (words or particles) or plain == "y":
                break
        elif not _is_namelike(word, plain, shy, first=not words and not particles):
            break
        words.append(word)
        position = match.end()
        if plain not in _PARTICLES:
            end = position
        if len(words) == 6:
            break
    while words and fold(words[-1]) in _PARTICLES:
        words.pop()
    if not words or end == start or end - start > _LONGEST or text[end : end + 1].isdigit():
        return None
    return words, (start, end)


def _is_namelike(word: str, plain: str, shy: bool, first: bool) -> bool:
    if len(word) < 2 or not re.search("[aeiouy]", plain):
        return False
    if not first and word[0].isupper() and plain in _SURNAMES:
        return True
    if plain in _BEING or (_is_everyday(word, plain) and plain not in _SECOND_NAMES):
        return False
    if stem(plain) in EVERYDAY and word[0].islower() and not first:
        return False
    if re.search(r"[aei]r(?:me|nos|le)$", plain) and word[0].islower():
        return False  # "cortarme"
    if first and re.search(r"(?:ando|iendo|ing)$", plain) and word[0].islower():
        return False
    return not shy or word[0].isupper()


def _is_everyday(word: str, plain: str) -> bool:
    """Whether it is an ordinary word, or one drawn out: "sii", "Valeee"; but "Moore" and "Lee" are names."""
    drawn_out = re.sub(r"(.)\1+", r"\1", plain)
    return plain in EVERYDAY or (drawn_out in EVERYDAY if word[0].islower() else drawn_out in _DRAWN_OUT)


def split_name(full: str) -> tuple[str, str | None]:
    """First name and surname of a name as it stands in a profile."""
    return _divide(full.split())


def _divide(words: list[str]) -> tuple[str, str | None]:
    """First name and surname; "María José" and "Juan Carlos" are first names."""
    two = len(words) > 1 and fold(words[0]) in _FIRST_OF_TWO and fold(words[1]) in _SECOND_NAMES
    size = 2 if two else 1
    if len(words) > 3 and fold(words[1]) in _PARTICLES and fold(words[0]) == "maria":
        size = 3 if fold(words[2]) not in _PARTICLES else 4  # María del Carmen
    return _join(words[:size]), _join(words[size:]) if words[size:] else None


def _join(words: list[str]) -> str:
    """As one writes a name: what was typed all small or all large gets its capitals."""
    plain = all(word.islower() for word in words) or all(word.isupper() for word in words)
    if not plain:
        return " ".join(words)
    return " ".join(w.lower() if fold(w) in _PARTICLES else w[:1].upper() + w[1:].lower() for w in words)
