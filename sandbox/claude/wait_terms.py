"""For what she would wait: service, days, part of the day and stylist, as she has said them over the talk."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from .catalogue import minutes_of
from .days import days_in
from .desk import Desk
from .hours import Part, hours_in
from .intents import Intent, intents_in, topics_in
from .meaning import stylist_in
from .memory import asks_to_choose, is_hour_left, requested_now, since_closed
from .names import names_in
from .own import visits
from .phrases import PHRASES
from .prompt import Line, View
from .spelling import mended
from .wait_words import wants_list
from .words import fold, whole_words

_WEEKDAY = whole_words("lunes|martes|miercoles|jueves|viernes|sabado|monday|tuesday|wednesday|thursday|friday|saturday")
_NEXT_WEEK = whole_words("semana que viene", "proxima semana", "semana proxima", "next week")
_THIS_WEEK = whole_words("esta semana", "this week")
_WHENEVER = whole_words(
    "cualquier dia", "cuando sea", "el dia que sea", "me da igual (?:el dia|cuando)", "cuanto antes",
    "(?:el|lo) (?:que )?antes(?: posible)?", "any day", "whenever", "as soon as possible", "asap",
)  # fmt: skip
_FAR = 14  # days ahead that she can be told of by name
_SETTLED = re.compile(
    r"te dejo apuntad|you are on the waiting list|no estas en la lista|you are (?:off|not on) the waiting list|/pay/"
    r"|lo dejamos|we'll leave it|no te puedo apuntar|can't put you"
)
_QUESTIONS = ("wait_what", "wait_what_for", "wait_which_day")


@dataclass(frozen=True)
class Terms:
    services: tuple[str, ...]
    pack: str | None
    first: date | None
    last: date | None
    part: Part
    stylist: str | None  # id

    def spans(self, day: date) -> bool:
        return bool(self.first and self.last and self.first <= day <= self.last)


def terms_of(desk: Desk) -> Terms:
    """What she has said so far, the later over the earlier."""
    days: tuple[date, ...] = ()
    part: Part = "any"
    stylist: str | None = None
    catalogue = desk.catalogue
    for text, now in _told(desk.view):
        found = days_in(text, now, partial(is_hour_left, desk.view, now))
        days = _stretch(text, now.date()) or found.days or tuple(one for one in days if one not in found.refused)
        hours = hours_in(text, catalogue.opens_at(), catalogue.closes_at())
        part = _part_at(hours.time) if hours.time else hours.part if hours.part != "any" else part
        who = stylist_in(text, catalogue, names_in(text, "nothing").spans)
        stylist = who.id if who else None if Intent.ANY_STYLIST in intents_in(text) else stylist
    if not days and (before := requested_now(desk.view).get("date")):
        days = (date.fromisoformat(before),)
    wish, own = desk.wish, visits(desk)
    services = wish.services or (catalogue.named(own[0].services) if len(own) == 1 else ())
    return Terms(services, wish.pack, min(days, default=None), max(days, default=None), part, stylist)


def spoken(desk: Desk, terms: Terms) -> str:
    """The terms within a sentence."""
    voice, first, last = desk.voice, terms.first, terms.last
    names = desk.catalogue.names(terms.services)
    said = voice.list(desk.catalogue.called(names) if terms.pack else names)
    if first and last:
        one = first == last
        said += ", " + (desk.day(first) if one else voice.say("wait_days", first=desk.day(first), last=desk.day(last)))
    if terms.part != "any":
        said += f" {voice.part(terms.part)}"
    who = next((one.name for one in desk.catalogue.stylists if one.id == terms.stylist), None)
    return said + (voice.say("with", stylist=who) if who else "")


def places(desk: Desk, entries: list[dict[str, Any]]) -> str:
    """A line for each place on the list, as the house tells of them."""
    lines = []
    for one in entries:
        names = desk.catalogue.names(tuple(one["services"]))
        first, last = date.fromisoformat(one["first_day"]), date.fromisoformat(one["last_day"])
        pack = next((pack.id for pack in desk.catalogue.packs if pack.name in desk.catalogue.called(names)), None)
        lines.append(f"• {spoken(desk, Terms(tuple(one['services']), pack, first, last, 'any', None))}")
    return "\n".join(lines)


def open_question(desk: Desk, terms: Terms) -> str | None:
    """What has to be known before she can wait; None when all is."""
    if not terms.services:
        return desk.voice.say("wait_what_for" if terms.first else "wait_what")
    return None if terms.first else desk.voice.say("wait_which_day")


def is_pending(desk: Desk) -> bool:
    """Whether she has asked to be on the list, or we for what, and nothing has come of it yet."""
    ours = [fold(words) for key in _QUESTIONS for words in PHRASES[key]]
    for line in reversed(desk.view.earlier):
        said = fold(line.text)
        if line.sender == "customer":
            if wants_list(line.text):
                return True
        elif any(question in said for question in ours):
            return True
        elif line.sender == "person" or _SETTLED.search(said) or asks_to_choose(line.text):
            return False
    return False


def has_looked(desk: Desk, terms: Terms) -> bool:
    """Whether she knows what is free on her first day."""
    day = terms.first
    if day is None or requested_now(desk.view).get("date") == day.isoformat():
        return day is not None
    told = fold(desk.day(day))
    looked = (line for line in since_closed(desk.view.earlier) if line.sender == "assistant")
    shown = any(told in fold(line.text) and (asks_to_choose(line.text) or _was_nothing(line)) for line in looked)
    return shown or any(offer.date == day and not offer.moves for offer in desk.view.offers)


def _was_nothing(line: Line) -> bool:
    return bool(re.search(r"que otro dia|what other day", fold(line.text)))


def _told(view: View) -> Iterator[tuple[str, datetime]]:
    """Her messages since the last confirmation, with when she wrote them, but for questions about opening hours."""
    faq = tuple(view.catalogue.faq)
    for line in since_closed(view.earlier):
        if line.sender == "customer" and "hours" not in topics_in(line.text, faq):
            yield mended(line.text, view.catalogue), line.at.astimezone(view.now.tzinfo) if line.at else view.now
    yield view.text, view.now


def _stretch(text: str, today: date) -> tuple[date, ...]:
    """Several days meant as one: a week, or any day."""
    folded = fold(text)
    if _WEEKDAY.search(folded):
        return ()
    if _NEXT_WEEK.search(folded):
        monday = today + timedelta(days=7 - today.weekday())
        return monday, monday + timedelta(days=5)
    if _THIS_WEEK.search(folded):
        return today, max(today, today + timedelta(days=5 - today.weekday()))
    return (today, today + timedelta(days=_FAR)) if _WHENEVER.search(folded) else ()


def _part_at(clock: str) -> Part:
    """The part of the day in which that time lies."""
    minute = minutes_of(clock)
    return "morning" if minute < 14 * 60 else "afternoon" if minute < 18 * 60 else "evening"
