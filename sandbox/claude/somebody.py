"""Booking for somebody else: who it is, and the slot that waits for it."""

import re
from dataclasses import replace

from .desk import Desk
from .memory import Question, holding_line
from .parties import party_of
from .persons import Full, known_people, people_in
from .prompt import Offer, View
from .words import fold


def somebody(desk: Desk) -> str | None:
    """Whom she books for, in her words, when it is one other person."""
    return _whom(desk.view)


def full_name(view: View) -> Full | None:
    """Name and surname of that person, as the customer has given them, or has said that it is one we know."""
    return people_in(view).names.get(fold(_whom(view) or ""))


def alias(desk: Desk, name: Full) -> str | None:
    """Under which the house knows somebody of that name."""
    people = desk.view.situation.get("books_for") or []
    return next((one["person"] for one in people if fold(one["name"]) == fold(" ".join(name))), None)


def named_now(desk: Desk) -> bool:
    """Whether this burst says who it is."""
    return full_name(desk.view) is not None and full_name(replace(desk.view, new=())) != full_name(desk.view)


def is_theirs(desk: Desk) -> bool:
    """Whether the name in this burst is that person's and not the customer's own."""
    names = desk.meaning.names
    theirs = full_name(desk.view) if somebody(desk) else None
    if theirs is None:
        return False
    said = (names.name, names.surname)
    if names.name is None and desk.meaning.was_asked(Question.SURNAME) and not desk.meaning.was_asked(Question.PERSON):
        return False  # we asked for her own: she may share it with her mother
    alone = desk.meaning.was_asked(Question.PERSON) and said == (theirs[0], None)
    return alone or said in (theirs, (None, theirs[1]), (None, " ".join(theirs)))


def ask_person(desk: Desk) -> list[str]:
    """The question who it is, while that is not known."""
    who = somebody(desk)
    if not who or full_name(desk.view):
        return []
    if names := _suggested(desk):
        return [desk.voice.say("ask_known", names=names)]
    return [desk.voice.say("ask_person", who=desk.voice.whose(who))]


def ask_person_for(desk: Desk, offer: Offer) -> str:
    """The same, for the slot that she has chosen."""
    slot = {"day": desk.voice.day(offer.date, offer.day), "time": offer.time, "stylist": offer.stylist}
    if names := _suggested(desk):
        return desk.voice.say("ask_known_for", names=names, **slot)
    return desk.voice.say("ask_person_for", who=desk.voice.whose(somebody(desk) or ""), **slot)


def none_of_those(desk: Desk) -> bool:
    """Whether this burst says that it is nobody we know, and not who it is."""
    who, before = fold(somebody(desk) or ""), people_in(replace(desk.view, new=())).none_of_them
    return who in people_in(desk.view).none_of_them - before and full_name(desk.view) is None


def waiting_for_name(desk: Desk) -> Offer | None:
    """The slot that we were about to hold when we asked who it is."""
    if not desk.meaning.was_asked(Question.PERSON) or not full_name(desk.view):
        return None
    line = holding_line(desk.view)
    return next((one for one in desk.meaning.shown if line and _stands(one, line)), None)


def _whom(view: View) -> str | None:
    party = party_of(view)
    return party.somebody if party else None


def _suggested(desk: Desk) -> str:
    """Those we know, as a question names them; empty when there are none, or she has said that it is none of them."""
    if fold(somebody(desk) or "") in people_in(desk.view).none_of_them:
        return ""
    return desk.voice.list(known_people(desk.view), either=True)


def _stands(offer: Offer, line: str) -> bool:
    clock = re.search(rf"(?<![\d:]){re.escape(offer.time)}(?!\d)", line)
    return bool(clock) and offer.stylist in line and bool(re.search(rf"(?<![\d:.]){offer.date.day}(?![\d:.])", line))
