"""Booking for somebody else: her full name, and the slot that waits for it."""

import re
from dataclasses import replace

from .desk import Desk
from .memory import Question, holding_line
from .names import NameTalk, names_in
from .parties import party_of
from .prompt import Offer, View
from .words import fold

_NAMED = re.compile(
    r"(?<!\w)(?:se llama(?:n)?|llamad[ao]|a nombre de|a su nombre,|su nombre(?: completo)? es|"
    r"(?:he|she) is called|called|(?:her|his) (?:full )?name is|in the name of)\s+(?!mi\b|my\b)"
)
_LED = re.compile(r"(?<!\w)(?:mi|my) [a-zñ]+(?:,| es| is)?\s+(?=[A-ZÁÉÍÓÚÑ])", re.IGNORECASE)


def somebody(desk: Desk) -> str | None:
    """Whom she books for, in her words, when it is one other person."""
    party = party_of(desk.view)
    return party.somebody if party else None


def full_name(view: View) -> tuple[str, str] | None:
    """Name and surname of that person, as the customer has given them last."""
    found: tuple[str, str] | None = None
    asked = ""
    for line in (*view.earlier, *view.new):
        if line.sender != "customer":
            asked = line.text
            continue
        told = _told(line.text, "como se llama " in fold(asked) or "full name of " in fold(asked))
        if told.name and told.surname:
            found = (told.name, told.surname)
    return found


def named_now(desk: Desk) -> bool:
    """Whether this burst gives the name."""
    return full_name(desk.view) is not None and full_name(replace(desk.view, new=())) != full_name(desk.view)


def is_theirs(desk: Desk) -> bool:
    """Whether the name in this burst is that person's and not the customer's own."""
    names = desk.meaning.names
    theirs = full_name(desk.view) if somebody(desk) else None
    return bool(theirs and (names.name, names.surname) in (theirs, (None, theirs[1]), (None, " ".join(theirs))))


def ask_person(desk: Desk) -> list[str]:
    """The question for her full name, while it is not known."""
    who = somebody(desk)
    return [desk.voice.say("ask_person", who=desk.voice.whose(who))] if who and not full_name(desk.view) else []


def waiting_for_name(desk: Desk) -> Offer | None:
    """The slot that we were about to hold when we asked for the person's name."""
    if not desk.meaning.was_asked(Question.PERSON) or not full_name(desk.view):
        return None
    line = holding_line(desk.view)
    return next((one for one in desk.meaning.shown if line and _stands(one, line)), None)


def _stands(offer: Offer, line: str) -> bool:
    clock = re.search(rf"(?<![\d:]){re.escape(offer.time)}(?!\d)", line)
    return bool(clock) and offer.stylist in line and bool(re.search(rf"(?<![\d:.]){offer.date.day}(?![\d:.])", line))


def _told(text: str, asked: bool) -> NameTalk:
    """The name in "se llama Carmen Ruiz", "mi madre, Carmen Ruiz", or in a bare answer to our question."""
    folded = fold(text)
    for start in [match.end() for match in (*_NAMED.finditer(folded), *_LED.finditer(text))]:
        rest = re.split(r"[,.;:!?\n]| y | para | and ", text[start:])[0]
        told = names_in(rest, "name")
        if told.name and told.surname:
            return told
    if not asked:
        return NameTalk()
    told = names_in(re.sub(r"(?i)(?<!\w)(?:soy|me llamo) [^,.\n]+[,.\n]?", " ", text), "name")
    return told if told.surname else NameTalk()
