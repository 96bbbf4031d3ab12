"""Who is to have what: several people at once, or somebody else than whoever writes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .memory import bursts
from .prompt import View
from .services import Mention, services_in
from .words import fold, whole_words

Span = tuple[int, int]

_KIN = (
    r"(?:h?ij[ao]|niñ[ao]|madre|mama|padre|papa|marido|mujer|espos[ao]|novi[ao]|pareja|h?erman[ao]|amig[ao]|prim[ao]|suegr[ao]"
    r"|abuel[ao]|ti[ao]|sobrin[ao]|niet[ao]|cuñad[ao]|vecin[ao]|jef[ao]|daughter|son|mother|mum|mom|father|dad|husband|wife"
    r"|sister|brother|friend|partner|boyfriend|girlfriend|grandmother|niece|nephew|cousin|aunt)s?"
)
_ONE_OF = {
    "ija": "hija", "ijo": "hijo", "niña": "hija", "niño": "hijo", "mama": "madre", "mamá": "madre", "papa": "padre",
    "papá": "padre", "esposo": "marido", "esposa": "mujer", "mum": "mother", "mom": "mother", "dad": "father",
}  # fmt: skip
"""Whoever says "mi niña" and "mi hija" speaks of one person."""
_OTHER = whole_words(rf"(?:mi|my|una|un|a) {_KIN}")
_SHE = whole_words("ella", r"el(?!\s+\w)|el(?= (?:quiere|solo|tambien|necesita)\b)", "le", "she", "he", "her")
_SELF = whole_words(
    rf"(?:para|a|por) (?:mi|mi misma|mi mismo)(?! {_KIN})",
    "yo",
    r"(?!(?:pon|cog|da|reserv|ped|dec|mand|pas|apunt|busc|mir|guard)[a-z]*rme)\w+(?:ar|er|ir)me",
    r"me (?:hago|corto|peino|(?:quiero|voy a|gustaria) (?:cortar|hacer|peinar|poner))",
    "for me",
    "myself",
)
_MEANT = re.compile(rf"^\s*(?:(?:es|seria|son|it's|it is|todo|pero)\s+)+(?:para|for)\s+(?:mi|my|una|un|a) {_KIN}(?!\w)")
_JOINT = re.compile(r"\s(?:y|e|and|mas|\+)\s|[,;.\n:/]|\s\+\s")
_ALONE = whole_words(
    rf"(?:solo|solamente|unicamente|sola) (?:para )?(?:yo|mi|a mi|me)(?! {_KIN})",
    "(?:voy|vengo|ire) (?:yo )?sol[ao]",
    "(?:just|only) (?:for )?me",
    rf"mi {_KIN} (?:al final )?(?:ya )?no(?: puede| viene| va| quiere)?",
    rf"sin mi {_KIN}",
)
_ALL = whole_words(
    "(?:las|los) (?:dos|tres)", "ambas?", "ambos", "cada una?", "both(?: of us)?", "each(?: of us)?"
)  # fmt: skip
_FOR = whole_words(rf"(?:para|for) (?:mi|my|una|un|a) {_KIN}")
_NOW_FOR = re.compile(
    rf"^\W*(?:\w+\W+){{0,3}}(?:es|seria|son|it's|it is|its)\s+(?:para|for)\s+(?:mi|my|una|un|a) {_KIN}(?!\w)"
)
_MORE = whole_words("tambien", "ademas", "y de paso", "also", "as well", "too", "aparte")
_ADDING = re.compile(r"^\W*(?:(?:ah|oye|vale|ok|perdona|bueno)\W+)*(?:y|and|mas)\s", re.MULTILINE)
_BY_TURNS = whole_words(
    "un[ao] (?:detras|despues) de(?:l)? otr[ao]",
    "seguid[oa]s",
    "primero \\w+ y luego \\w+",
    "one after (?:the other|another)",
)


@dataclass(frozen=True)
class Person:
    """One of those who come: `who` as the customer calls her ("mi hija"); empty: the customer herself."""

    who: str
    services: tuple[str, ...]


@dataclass(frozen=True)
class Party:
    """Those who come, in the order in which they were named."""

    people: tuple[Person, ...]
    together: bool = True

    @property
    def several(self) -> bool:
        return len(self.people) > 1

    @property
    def somebody(self) -> str | None:
        """Whom the customer books for, when it is one other person and nobody else."""
        return self.people[0].who if len(self.people) == 1 and self.people[0].who else None


def party_of(view: View) -> Party | None:
    """Who comes, as far as the talk has told since the last confirmation; None when it is the customer alone."""
    people: tuple[Person, ...] = ()
    together = True
    announced: tuple[str, ...] = ()
    for text in bursts(view):
        folded = fold(text)
        if _ALONE.search(folded) and any(one.who for one in people):
            people = tuple(one for one in people if not one.who)
            continue
        named = _people_in(text, view)
        together = together and not _BY_TURNS.search(folded)
        if not named:
            announced = _announced(text) or announced
            people = _turned_over(people, folded, announced)
            continue
        if announced and all(not one.who for one in named) and not _SELF.search(folded):
            named = tuple(Person(who, named[0].services) for who in announced)
        announced = ()
        more = bool(_MORE.search(folded) or _ADDING.search(folded))
        people = _joined(people, named) if more and people else named
    return Party(people, together) if any(one.who for one in people) else None


def _announced(text: str) -> tuple[str, ...]:
    """Whom "quiero cita para mi madre" is for: what she is to have comes later."""
    folded = fold(text)
    found = [_called(re.sub(r"^\w+\s", "", text[match.start() : match.end()])) for match in _FOR.finditer(folded)]
    return tuple(dict.fromkeys((*found, *([""] if found and _SELF.search(folded) else []))))


def _turned_over(people: tuple[Person, ...], folded: str, announced: tuple[str, ...]) -> tuple[Person, ...]:
    """ "Es para mi madre": what she seemed to want for herself."""
    alone = len(people) == 1 and not people[0].who
    return (Person(announced[0], people[0].services),) if alone and announced and _NOW_FOR.match(folded) else people


def _joined(people: tuple[Person, ...], named: tuple[Person, ...]) -> tuple[Person, ...]:
    """Those who came before, with what is wanted besides."""
    found = {one.who: one.services for one in people}
    for one in named:
        found[one.who] = tuple(dict.fromkeys((*found.get(one.who, ()), *one.services)))
    return tuple(Person(who, services) for who, services in found.items())


def _people_in(text: str, view: View) -> tuple[Person, ...]:
    """Everybody who is to have something according to this text."""
    mentions = [one for one in services_in(text, view.catalogue).mentions if one.clear and not one.removed]
    if not mentions:
        return ()
    found: dict[str, list[str]] = {}
    waiting: list[str] = []  # what was named before anybody was
    last: list[str] = []
    who: str | None = None
    for start, end in _clauses(fold(text), mentions):
        wanted = [one.services[0] for one in mentions if start <= one.span[0] < end]
        named = _who(text, start, end, tuple(found))
        bare = [own for own in found.values() if not own]
        if named is None and wanted and found and (len(bare) > 1 or _ALL.search(fold(text[start:end]))):
            for own in found.values():  # "para mi hija y para mí, corte las dos"
                own.extend(wanted)
        elif named is None and wanted:
            found.setdefault(who, []).extend(wanted) if who is not None else waiting.extend(wanted)
        elif named is not None:
            own = found.setdefault(named, [])
            if not wanted and named and "" in found and _MEANT.match(fold(text[start:end])):
                waiting += found.pop("")  # "quiero cortarme... bueno, es para mi madre"
            own.extend([*waiting, *wanted] or ([] if own else last))
            waiting, who = [], named
        last = wanted or last
    if waiting:
        found.setdefault("", []).extend(waiting)
    return tuple(Person(who, tuple(dict.fromkeys(services))) for who, services in found.items() if services)


def _clauses(folded: str, mentions: list[Mention]) -> Iterator[Span]:
    """Stretches that speak of one person; a joint inside a service's name divides nothing."""
    start = 0
    for match in _JOINT.finditer(folded):
        if any(one.span[0] < match.start() and match.end() <= one.span[1] for one in mentions):
            continue
        yield start, match.start()
        start = match.end()
    yield start, len(folded)


def _who(text: str, start: int, end: int, known: tuple[str, ...]) -> str | None:
    """Whom the clause speaks of: "mi hija", herself (""), or nobody in particular."""
    clause = fold(text[start:end])
    if match := _OTHER.search(clause):
        return _called(text[start + match.start() : start + match.end()])
    others = [one for one in known if one]
    if others and _SHE.search(clause):
        return others[-1]
    return "" if _SELF.search(clause) else None


def _called(said: str) -> str:
    """ "una amiga" is "mi amiga"."""
    said = re.sub(r"\w+$", lambda kin: _ONE_OF.get(kin[0], kin[0]), said.lower())
    return re.sub(r"^(?:una|un|a)\s", "mi " if not said.startswith("a ") else "my ", said)


def last_named(text: str) -> str | None:
    """Whom of hers the text speaks of last."""
    found = [_called(text[match.start() : match.end()]) for match in _OTHER.finditer(fold(text))]
    return found[-1] if found else None
