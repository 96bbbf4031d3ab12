"""What the talk so far tells: what was asked, what was wished for before, how often we failed."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto
from functools import partial
from typing import Any

from .catalogue import minutes_of
from .days import days_in, is_weekday
from .hours import Part, hours_in
from .prompt import Line, Offer, View
from .services import services_in
from .words import fold


class Question(Enum):
    NAME_CONFIRM = auto()
    NAME = auto()
    SURNAME = auto()
    PACK = auto()
    DAY = auto()
    OTHER = auto()  # another day, because that one will not do
    CHOICE = auto()
    SERVICE = auto()  # which of these services
    SEARCH = auto()  # shall I look for a slot
    INTEREST = auto()  # would this service do instead
    PERSON = auto()  # the name of whom she books for
    BONO = auto()  # whether she wants a pack of sessions, or which
    BONO_NAME = auto()  # her name, to sell her one


_MARKS = {
    Question.NAME_CONFIRM: r"¿eres |\bare you [^?]{2,40}\?",
    Question.NAME: r"como te llamas|tu nombre|your name",
    Question.SURNAME: r"apellido|surname|last name",
    Question.PACK: r"\bpack\b[^?]*\?",
    Question.OTHER: r"que otro dia|what other day",
    Question.DAY: r"que (?:otro )?dia|what day|which day|what (?:other )?day",
    Question.CHOICE: r"cual prefieres|cual te (?:quedas|viene mejor)|te l[oa] guardo(?: otra vez)?\?|te va bien\?"
    r"|which (?:one )?(?:do|would) you|shall i hold|which suits|does that (?:suit|work)",
    Question.SERVICE: r"cual(?:es)? de est|which of these|te refieres a \*\*|do you mean \*\*",
    Question.SEARCH: r"(?:te busco|te miro|te busque|te mire|quieres que (?:te )?(?:busque|mire)"
    r"|shall i look|want me to look)[^?.!]*\?",
    Question.INTEREST: r"te interesa\?|would that do\?",
    Question.PERSON: r"como se llama |su nombre completo|full name",
    Question.BONO: r"quieres el bono\?|que bono prefieres\?|(?:like the|which) pack of sessions",
    Question.BONO_NAME: r"te preparo el bono|set up the pack of sessions",
}
_ASKED = {question: re.compile(mark) for question, mark in _MARKS.items()}
_OF_ANYBODY = frozenset({Question.NAME, Question.SURNAME})  # whoever asks, the answer is a name
_CONFUSED = re.compile(r"no te he entendido|did(?:n't| not) quite get that")
_USUAL = re.compile(r"\blo (?:de|d|mismo de) sie[mn]pre|\blo mismo\b|the usual")
_ENDED = re.compile(
    r"soltar tu hueco|let your slot go|ya no te guardo ese(?! segundo)|no longer holding that(?! second)"
    r"|lo dejamos\b|we'll leave it"
)
_JOINED = re.compile(r"te dejo apuntad|you are on the waiting list: ")
_CLOSED = re.compile(r"\bconfirmad|\bconfirmed\b|te esperamos")


@dataclass(frozen=True)
class Wished:
    """When and with whom, as far as it was said before this burst."""

    days: tuple[date, ...] = ()
    part: Part = "any"
    time: str | None = None
    soonest: bool = False


def asked(view: View) -> frozenset[Question]:
    """The questions that stand open: those of our last message."""
    said = fold(view.last_said())
    found = frozenset(question for question, mark in _ASKED.items() if mark.search(said))
    return found & _OF_ANYBODY if person_spoke_last(view) else found


def person_spoke_last(view: View) -> bool:
    """Whether a colleague wrote after us: a yes is then hers, and our own questions are over."""
    ours = (line.sender for line in reversed(view.earlier) if line.sender != "customer")
    return next(ours, "assistant") == "person"


def ever_asked(view: View, *questions: Question) -> bool:
    ours = (fold(line.text) for line in view.earlier if line.sender == "assistant")
    return any(_ASKED[question].search(text) for text in ours for question in questions)


def asks_to_choose(text: str) -> bool:
    """Whether this message of ours shows slots to choose from."""
    return bool(_ASKED[Question.CHOICE].search(fold(text)))


def has_joined(text: str) -> bool:
    """Whether this message of ours puts her on the waiting list."""
    return bool(_JOINED.search(fold(text)))


def was_confused(view: View) -> bool:
    """Whether our last message said that we had not understood."""
    return bool(_CONFUSED.search(fold(view.last_said())))


def requested_now(view: View) -> dict[str, Any]:
    """What was last quoted or searched for; after a confirmation only what was asked since."""
    requested = dict(view.situation.get("requested") or {})
    if view.state != "booked":
        return requested
    since = [line.text for line in since_closed(view.earlier) if line.sender == "customer"]
    if not any(services_in(text, view.catalogue).mentions or _USUAL.search(fold(text)) for text in since):
        return {}
    return {name: requested.get(name) for name in ("services", "pack", "pack_suggested")}


def has_ended(view: View) -> bool:
    """Whether what she wanted came to nothing (let go, given back, given up), and she has named no service since."""
    for line in reversed(view.earlier):
        if line.sender == "customer" and services_in(line.text, view.catalogue).mentions:
            return False
        if line.sender != "customer" and _ENDED.search(fold(line.text)):
            return True
    return False


def shown_offers(view: View) -> tuple[Offer, ...]:
    """The slots on the table, in the order of our latest list; all that are valid when there is none."""
    offers = tuple(one for one in _holdable(view) if not one.moves)
    for line in reversed(view.earlier):
        if line.sender == "assistant" and has_joined(line.text):
            return ()  # she waits for others
        if line.sender == "assistant" and asks_to_choose(line.text):
            places = [(_place(line.text, offer), offer) for offer in offers]
            shown = sorted((place, offer.id, offer) for place, offer in places if place is not None)
            if shown:
                return tuple(offer for _, _, offer in shown)
    return offers


def _holdable(view: View) -> tuple[Offer, ...]:
    """The newest offer of each slot, for what is wanted now, but for the slot that is held already."""
    if view.state in ("talking", "booked"):
        return ()
    hold, requested = view.hold or {}, requested_now(view)
    held = (hold.get("stylist"), hold.get("date"), hold.get("time"))
    newest: dict[tuple[str, str, str], Offer] = {}
    for offer in view.offers:
        same = offer.all_services == set(requested.get("services") or offer.all_services)
        slot = (offer.stylist, offer.date.isoformat(), offer.time)
        if same and offer.pack == requested.get("pack") and slot != held:
            newest.pop(slot, None)
            newest[slot] = offer
    return tuple(newest.values())


def _place(text: str, offer: Offer) -> int | None:
    """Where in our message the offer stands; None when it does not."""
    number = rf"(?<![\d:.]){offer.date.day}(?![\d:.])"
    if not re.search(number, text):
        return None
    for line in text.splitlines():
        time = re.search(rf"(?<![\d:]){re.escape(offer.time)}(?!\d)", line)
        if time and offer.stylist in line:
            return text.index(line) + time.start()
    return None


def holding_line(view: View) -> str | None:
    """Of our last message the line that asks for a person's name, if it names the slot that waits for it."""
    lines = view.last_said().splitlines()
    return next((line for line in reversed(lines) if _ASKED[Question.PERSON].search(fold(line))), None)


def wished(view: View) -> Wished:
    """What was wished before: of the offers on the table, or of the hold, or in the talk."""
    requested = requested_now(view)
    part: Part = requested.get("part") or "any"
    if shown := shown_offers(view):
        days = tuple(dict.fromkeys(offer.date for offer in shown))
        return Wished(days if len(days) == 1 else (), part, requested.get("time"), len(days) > 1)
    if view.hold:
        return Wished((date.fromisoformat(view.hold["date"]),))
    talked = _talked(view, known=bool(requested.get("date")))
    if requested.get("date"):
        told = (date.fromisoformat(requested["date"]),)
        return Wished(
            talked.days or told,
            talked.part if talked.part != "any" else part,
            talked.time or requested.get("time"),
        )
    return talked


def _talked(view: View, known: bool) -> Wished:
    """The customer's own words, the later ones over the earlier, since the last confirmation.

    `known`: the house remembers the rest, so that only her last burst can be news.
    """
    result = Wished()
    for line in _last_burst(view.earlier) if known else since_closed(view.earlier):
        if line.sender != "customer":
            continue
        then = _here(line.at, view)
        days = days_in(line.text, then, partial(is_hour_left, view, then)).days
        hours = hours_in(line.text, view.catalogue.opens_at(), view.catalogue.closes_at())
        result = Wished(
            days or result.days,
            "any" if hours.time else hours.part if hours.part != "any" else result.part,
            hours.time or (None if hours.part != "any" else result.time),
            hours.soonest or result.soonest,
        )
    return result


def since_closed(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """What was said since the last confirmation."""
    ends = [i for i, line in enumerate(lines) if line.sender != "customer" and _CLOSED.search(fold(line.text))]
    return lines[ends[-1] + 1 :] if ends else lines


def _last_burst(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The customer's messages right before our last ones."""
    end = len(lines)
    while end and lines[end - 1].sender != "customer":
        end -= 1
    start = end
    while start and lines[start - 1].sender == "customer":
        start -= 1
    return lines[start:end]


def bursts(view: View) -> tuple[str, ...]:
    """What the customer wrote since the last confirmation, a text for each time that she spoke, oldest first."""
    told: list[str] = []
    ours = True
    for line in since_closed(view.earlier):
        if line.sender == "customer":
            told[len(told) if ours else len(told) - 1 :] = [line.text if ours else f"{told[-1]}\n{line.text}"]
        ours = line.sender != "customer"
    return (*told, view.text)


def _here(moment: datetime | None, view: View) -> datetime:
    """A moment on the salon's clock."""
    return moment.astimezone(view.now.tzinfo) if moment else view.now


def proposed_days(view: View) -> tuple[date, ...]:
    """The days that our last question proposed ("el martes 13 sí abrimos, ¿te busco hueco?")."""
    match = re.search(r"[^\n]*(?:sí abrimos|we are open)[^\n]*\?", view.last_said())
    return days_in(match.group(), view.now).days if match else ()


def is_hour_left(view: View, now: datetime) -> bool:
    """Whether an hour of that day's opening was left then: by the calendar, or by the week for a day gone by."""
    day = view.open_day(now.date())
    week = view.catalogue.hours
    if day is None and not week:
        return True
    if day:
        closing = re.split(r"\s*[–-]\s*", day.hours)[-1:] if day.hours else []
    else:
        closing = [one.close for one in week if one.close and is_weekday(one.day, now.date())]
    return any(now.hour * 60 + now.minute + 60 <= minutes_of(one) for one in closing)
