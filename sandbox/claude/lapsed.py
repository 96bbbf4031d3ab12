"""A hold whose time has run out, and the customer who still wants it."""

import re
from dataclasses import dataclass
from datetime import date

from .catalogue import Catalogue, minutes_of
from .days import days_in
from .desk import Desk
from .intents import Intent
from .memory import Question, requested_now
from .prompt import Line, View, offers_from
from .searching import search
from .words import fold

# How the house tells it: "... soltar tu hueco: Mechas y Cortar con Ana, viernes 27 de noviembre a las 10:30."
_NOTICE = re.compile(
    r"(?:soltar tu hueco|let your slot go): (?P<services>.+) (?:con|with) (?P<stylist>[^,\n]+),"
    r" (?P<day>[^\n]+?) (?:a las|at) (?P<time>\d{1,2}:\d\d)"
)


@dataclass(frozen=True)
class Lapsed:
    """The slot that was let go."""

    services: tuple[str, ...]
    stylist: str
    day: date
    time: str


def still_wanted(desk: Desk) -> Lapsed | None:
    """The slot that she lost and asks for again, with no other wish beside it."""
    meaning = desk.meaning
    other = meaning.says_when or meaning.stylist or meaning.services.mentions or desk.view.hold
    instead = meaning.was_asked(Question.CHOICE) or meaning.says(Intent.PAID, Intent.PAY_LINK)
    return None if other or instead or not meaning.says(Intent.STILL) else _lapsed(desk.view)


def ask_again(desk: Desk, lapsed: Lapsed) -> list[str]:
    """Whether the very slot is free again; else what is nearest to it."""
    pack = requested_now(desk.view).get("pack")
    chosen = desk.catalogue.pack(pack)
    found = desk.talk.call(
        "find_slots",
        services=list(lapsed.services),
        pack=pack if chosen and set(chosen.services) <= set(lapsed.services) else None,
        date=lapsed.day.isoformat(),
        part="any",
        time=f"{minutes_of(lapsed.time) // 60:02}:{minutes_of(lapsed.time) % 60:02}",
        stylist=next((one.id for one in desk.catalogue.stylists if fold(one.name) == fold(lapsed.stylist)), None),
    )
    say, offers = desk.voice.say, offers_from(found.data.get("options") or [])
    for one in offers:
        same = (one.date, minutes_of(one.time), fold(one.stylist))
        if same == (lapsed.day, minutes_of(lapsed.time), fold(lapsed.stylist)):
            day = desk.voice.day(one.date, one.day)
            return [say("still_free", day=day, time=one.time, stylist=one.stylist)]
    return [say("just_gone"), desk.voice.options(offers)] if offers else [say("just_gone"), *search(desk)]


def _lapsed(view: View) -> Lapsed | None:
    """The slot of the latest notice, unless something was held or booked after it."""
    for line in reversed(view.earlier):
        if line.sender == "customer":
            continue
        if notice := _NOTICE.search(line.text):
            return _read(notice, line, view)
        if re.search(r"https?://", line.text):
            return None
    return None


def _read(notice: re.Match[str], line: Line, view: View) -> Lapsed | None:
    here = line.at.astimezone(view.now.tzinfo) if line.at else view.now
    days = days_in(notice["day"], here).days
    services = _services(notice["services"], view.catalogue) or tuple(requested_now(view).get("services") or ())
    return Lapsed(services, notice["stylist"], days[0], notice["time"]) if days and services else None


def _services(told: str, catalogue: Catalogue) -> tuple[str, ...]:
    """The services of "Mechas localizadas y Cortar", of "Mechas + Corte": the longest names first, each word once."""
    found: list[tuple[int, tuple[str, ...]]] = []
    named = [(one.name, one.services) for one in catalogue.packs]
    named += [(one.name, (one.id,)) for one in catalogue.services]
    for name, services in sorted(named, key=lambda one: -len(one[0])):
        place = told.find(name)
        if place >= 0:
            found.append((place, services))
            told = told.replace(name, " " * len(name), 1)
    return tuple(service for _, services in sorted(found) for service in services)
