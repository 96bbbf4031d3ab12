"""The customer's own coming appointments, and which of them she means."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from .catalogue import minutes_of
from .desk import Desk
from .phrases import PHRASES
from .words import fold

_ALL = re.compile(r"\b(?:todas|las dos|ambas|all of them|both|todo)\b")
_OWN = re.compile(r"\b(?:cita|citas|hora|reserva|appointments?|booking)\b")


@dataclass(frozen=True)
class Visit:
    """A confirmed appointment as the situation tells it."""

    alias: str
    date: date
    day: str
    time: str
    stylist: str
    services: tuple[str, ...]
    deposit: str
    guest: str | None
    total: str | None = None


def visit_from(raw: dict[str, Any]) -> Visit:
    """An appointment of the situation, or of a tool's result."""
    return Visit(
        raw.get("alias") or "",
        date.fromisoformat(raw["date"]),
        raw["day"],
        raw["time"],
        raw["stylist"],
        tuple(raw["services"]),
        raw.get("deposit") or "",
        raw.get("for"),
        raw.get("total"),
    )


def visits(desk: Desk) -> tuple[Visit, ...]:
    """All of hers that are confirmed and can be named."""
    raw = desk.view.situation.get("appointments") or []
    return tuple(visit_from(one) for one in raw if one.get("alias"))


def visit(desk: Desk, alias: str | None) -> Visit | None:
    return next((one for one in visits(desk) if one.alias == alias), None)


def speaks_of_own(desk: Desk) -> bool:
    """Whether she names an appointment at all."""
    return bool(_OWN.search(fold(desk.meaning.text)))


def meant(desk: Desk) -> tuple[Visit, ...]:
    """Those that her words fit; all of them when they fit none or she says nothing about it."""
    mine, meaning, folded = visits(desk), desk.meaning, fold(desk.meaning.text)
    if len(mine) < 2 or _ALL.search(folded):
        return mine
    named = set(desk.catalogue.names(meaning.services.clear()))
    for fits in (
        [one for one in mine if one.date in meaning.days.days],
        [one for one in mine if meaning.hours.time and minutes_of(one.time) == minutes_of(meaning.hours.time)],
        [one for one in mine if meaning.stylist and one.stylist == meaning.stylist.name],
        [one for one in mine if named & set(one.services)],
        [one for one in mine if one.guest and fold(one.guest).split()[0] in folded],
    ):
        if fits:
            return tuple(fits)
    return mine


def means_all(desk: Desk) -> bool:
    return bool(_ALL.search(fold(desk.meaning.text)))


def listed_visits(desk: Desk, some: Iterable[Visit]) -> str:
    """A line for each, with whose it is where it is somebody else's."""
    keys = ((one, "appointment_of" if one.guest else "appointment") for one in some)
    return "\n".join(desk.voice.say(key, who=desk.voice.whose(one.guest or ""), **told(desk, one)) for one, key in keys)


def told(desk: Desk, one: Visit) -> dict[str, str]:
    """Its facts for a sentence."""
    day = desk.voice.day(one.date, one.day)
    services = desk.voice.list(desk.catalogue.called(one.services, one.total))
    return {"day": day, "time": one.time, "stylist": one.stylist, "services": services}


def asks(desk: Desk, *keys: str) -> bool:
    """Whether our last message put the question of one of these phrases: what stands behind its last fact."""
    said = fold(desk.view.last_said())  # in whichever language we spoke then
    return any(fold(words.rpartition("}")[2].strip()) in said for key in keys for words in PHRASES[key])
