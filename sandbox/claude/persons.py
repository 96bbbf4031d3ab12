"""The names of those she books for: as she gives them, or those the house knows already."""

import re
from dataclasses import dataclass, field

from .days import days_in
from .hours import hours_in
from .names import NameTalk, names_in, split_name
from .parties import last_named
from .polarity import confirms, verdicts_in
from .prompt import View
from .words import fold, whole_words

Span = tuple[int, int]
Full = tuple[str, str]
"""Name and surname."""

_NAMED = re.compile(
    r"(?<!\w)(?:se llama(?:n)?|llamad[ao]|a nombre de|a su nombre,|su nombre(?: completo)? es|"
    r"(?:he|she) is called|called|(?:her|his) (?:full )?name is|in the name of)\s+(?!mi\b|my\b)"
)
_LED = re.compile(r"(?<!\w)(?:mi|my) [^\W\d_]+(?:,| es| is)?\s+(?=[A-ZÁÉÍÓÚÑ])", re.IGNORECASE)
_FOR = re.compile(r"(?<!\w)(?:es )?(?:para|for)\s+(?=[A-ZÁÉÍÓÚÑ])")
_ASKED_NAME = re.compile(r"su nombre completo|full name")
_ASKED_KNOWN = re.compile(r"si es para otra persona|if it is for somebody else")
_OTHER_ONE = whole_words("otra persona", "otro", "otra", "nueva", "somebody else", "someone else", "another")


@dataclass
class People:
    """By whom she calls them (folded): "mi madre"."""

    names: dict[str, Full] = field(default_factory=dict)
    none_of_them: set[str] = field(default_factory=set)
    """Of whom she has said that they are nobody we know."""


def spans_of_people(text: str, asked: bool) -> tuple[tuple[int, int], ...]:
    """Where the text names somebody she books for: "mi madre Pilar Alba" asks for no stylist."""
    found: list[tuple[int, int]] = []
    for match in (*_NAMED.finditer(fold(text)), *_LED.finditer(text), *(_FOR.finditer(text) if asked else ())):
        told = names_in(re.split(r"[,.;:!?\n]| y | para | and ", text[match.end() :])[0], "name")
        whole = told.surname or (text[match.end() : match.end() + 1].isupper() and last_named(match.group()))
        if told.name and whole:
            found += [(match.end() + start, match.end() + end) for start, end in told.spans]
    if asked and (bare := names_in(text, "name")).surname:
        found += bare.spans
    return tuple(found)


def known_people(view: View) -> list[str]:
    """Full names of those she has booked for; only the last one's, where the talk has told which that is."""
    people = view.situation.get("books_for") or []
    last = (view.situation.get("requested") or {}).get("person")
    return [one["name"] for one in people if one["person"] == last] or [one["name"] for one in people]


def people_in(view: View) -> People:
    """Who is who, as the talk has told it."""
    found = People()
    asked, whom = "", ""
    for line in (*view.earlier, *view.new):
        if line.sender != "customer":
            asked = fold(line.text)
            continue
        whom = fold(last_named(line.text) or whom)
        offered = [one for one in known_people(view) if _ASKED_KNOWN.search(asked) and fold(one) in asked]
        told = _told(line.text, bool(_ASKED_NAME.search(asked)))
        if told.name and told.surname:
            found.names[whom] = (told.name, told.surname)
        elif name := _picked(line.text, offered) or _meant(line.text, view):
            found.names[whom] = name
        elif offered and _denies(line.text) and not _says_when(line.text, view):
            found.none_of_them.add(whom)
            found.names.pop(whom, None)
    return found


def _picked(text: str, offered: list[str]) -> Full | None:
    """The one that her answer means: by a name of hers, or with a yes where only one was named."""
    folded = fold(text)
    named = [one for one in offered if re.search(rf"\b{re.escape(fold(one).split()[0])}\b", folded)]
    if len(named) == 1:
        return _full(named[0])
    return _full(offered[0]) if len(offered) == 1 and not _denies(text) and _agrees(text) else None


def _meant(text: str, view: View) -> Full | None:
    """One we know, named by her first name: "para Luz"; a stylist's is no such name."""
    taken = {fold(one.name) for one in view.catalogue.stylists}
    firsts = {fold(one).split()[0]: one for one in known_people(view)}
    named = [name for first, name in firsts.items() if first not in taken and _led_by_for(first, fold(text))]
    return _full(named[0]) if len(named) == 1 else None


def _led_by_for(first: str, folded: str) -> bool:
    return bool(re.search(rf"(?<!\w)(?:para|pa|for) {re.escape(first)}(?!\w)", folded))


def _says_when(text: str, view: View) -> bool:
    """A no to the day or the hour is none to her."""
    hours = hours_in(text, view.catalogue.opens_at(), view.catalogue.closes_at())
    return bool(days_in(text, view.now).days or hours.time or hours.part != "any")


def _agrees(text: str) -> bool:
    return confirms(text) or [one.yes for one in verdicts_in(text)][-1:] == [True]


def _denies(text: str) -> bool:
    told = [one.yes for one in verdicts_in(text)]
    return told[:1] == [False] or bool(_OTHER_ONE.search(fold(text)))


def _full(name: str) -> Full | None:
    first, surname = split_name(name)
    return (first, surname) if surname else None


def _told(text: str, asked: bool) -> NameTalk:
    """The name in "se llama Carmen Ruiz", "mi madre, Carmen Ruiz", or in a bare answer to our question."""
    folded = fold(text)
    places = [match.end() for match in (*_NAMED.finditer(folded), *_LED.finditer(text))]
    places += [match.end() for match in _FOR.finditer(text)] if asked else []
    for start in places:
        rest = re.split(r"[,.;:!?\n]| y | para | and ", text[start:])[0]
        told = names_in(rest, "name")
        if told.name and told.surname:
            return told
    if not asked:
        return NameTalk()
    told = names_in(re.sub(r"(?i)(?<!\w)(?:soy|me llamo) [^,.\n]+[,.\n]?", " ", text), "name")
    return told if told.surname else NameTalk()
