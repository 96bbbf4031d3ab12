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
_OTHER = whole_words(rf"(?:mi|my|una|un|a) {_KIN}")
_SHE = whole_words("ella", "el", "le", "she", "he", "her")
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
    for text in bursts(view):
        folded = fold(text)
        if _ALONE.search(folded) and any(one.who for one in people):
            people = tuple(one for one in people if not one.who)
            continue
        named = _people_in(text, view)
        more = bool(_MORE.search(folded) or _ADDING.search(folded))
        if named:
            people = _joined(people, named) if more and people else named
        together = together and not _BY_TURNS.search(folded)
    return Party(people, together) if any(one.who for one in people) else None


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
        if named is None and wanted:
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
        said = text[start + match.start() : start + match.end()].lower()
        return re.sub(r"^(?:una|un|a)\s", "mi " if not said.startswith("a ") else "my ", said)
    others = [one for one in known if one]
    if others and _SHE.search(clause):
        return others[-1]
    return "" if _SELF.search(clause) else None
