"""Another time for an appointment that stands."""

import re
from dataclasses import replace
from datetime import date

from .catalogue import minutes_of
from .choices import Choice, choice_in
from .desk import Desk
from .hours import HourTalk, hours_in
from .intents import Intent
from .own import Visit, asks, listed_visits, meant, speaks_of_own, told, visit, visits
from .prompt import Offer, offers_from
from .words import fold

_QUESTIONS = ("move_when", "move_to_which", "move_to_this", "move_none")


def moves(desk: Desk) -> bool:
    """Whether she wants another time for an appointment of hers, or goes on about that."""
    if not visits(desk) or not desk.talk.can("find_times_to_move"):
        return False
    wants = desk.meaning.says(Intent.MOVE) and (not desk.view.hold or speaks_of_own(desk))
    return wants or _goes_on(desk)


def _goes_on(desk: Desk) -> bool:
    meaning = desk.meaning
    if asks(desk, "which_to_move"):
        return True
    if asks(desk, "stays") and meaning.says_when and not (meaning.services.mentions or desk.view.hold):
        return True  # she has thought better of it: "bueno sí, al jueves"
    if not asks(desk, *_QUESTIONS) or (meaning.says(Intent.BOOK) and meaning.services.mentions):
        return False
    return bool(meaning.says_when or meaning.stylist or meaning.agrees is not None or _choice(desk).offer
                or _choice(desk).among or meaning.says(Intent.ANOTHER, Intent.NOTHING))  # fmt: skip


def move(desk: Desk, alias: str | None = None) -> list[str]:
    """The next step: which appointment, when, which of the times; then it is moved."""
    meaning, say = desk.meaning, desk.voice.say
    choice = _choice(desk)
    refuses = meaning.says(Intent.NOTHING, Intent.FORGET) or (meaning.agrees is False and not meaning.says_when)
    if _goes_on(desk) and refuses and not meaning.says(Intent.MOVE, Intent.ANOTHER):
        return [say("stays")]
    if offer := choice.offer:
        return _take(desk, offer)
    if choice.among:
        return [say("which_of_these", options=desk.voice.lines(choice.among)), say("move_to_which")]
    one = visit(desk, alias) or _subject(desk)
    if one is None:
        return [say("which_to_move"), listed_visits(desk, meant(desk))]
    return _search(desk, one)


def _choice(desk: Desk) -> Choice:
    """Which of the times on the table she takes."""
    if not asks(desk, "move_to_which", "move_to_this"):
        return Choice()
    meaning, shown = desk.meaning, _shown(desk)
    who = meaning.stylist.name if meaning.stylist else None
    found = choice_in(meaning.text, shown, meaning.days, meaning.hours, who, listed=True)
    if meaning.agrees and not (found.offer or meaning.says_when or meaning.stylist):
        asked = [one for one in shown if minutes_of(one.time) in _asked_hours(desk)]
        fits = asked if len(asked) == 1 else list(shown)
        return Choice(fits[0]) if len(fits) == 1 else Choice(among=tuple(fits))
    return found


def _asked_hours(desk: Desk) -> set[int]:
    """The hours in her words before the list, in minutes after midnight: a plain yes to the list means that one."""
    catalogue = desk.catalogue
    hers = next((line.text for line in reversed(desk.view.earlier) if line.sender == "customer"), "")
    clocks = re.split(r"\b(?=(?:a|de|para) las?\b)", fold(hers))
    found = (hours_in(one, catalogue.opens_at(), catalogue.closes_at()).time for one in clocks)
    return {minutes_of(clock) for clock in found if clock}


def _shown(desk: Desk) -> tuple[Offer, ...]:
    """The times that our last message lists, the newest offer of each."""
    said = desk.view.last_said()
    found: dict[tuple[str, date, str], Offer] = {}
    for one in desk.view.offers:
        if one.moves and one.time in said and one.stylist in said and one.day.split()[-1] in said:
            found[one.stylist, one.date, one.time] = one
    return tuple(sorted(found.values(), key=lambda one: (one.date, minutes_of(one.time))))


def _subject(desk: Desk) -> Visit | None:
    """The appointment that is being moved."""
    if one := next((visit(desk, offer.moves) for offer in reversed(_shown(desk))), None):
        return one
    mine = visits(desk)
    fits = meant(desk)
    if len(fits) > 1 and asks(desk, *_QUESTIONS):
        named = [one for one in mine if f"{one.day}" in desk.view.last_said()]
        fits = tuple(named) or fits
    return fits[0] if len(fits) == 1 else None


def _take(desk: Desk, offer: Offer) -> list[str]:
    one = visit(desk, offer.moves) or _subject(desk)
    say = desk.voice.say
    if one is None:
        return [say("which_to_move"), listed_visits(desk, visits(desk))]
    done = desk.talk.call("move", appointment=one.alias, offer=offer.id)
    if done.ok:
        now = done.data["appointment"]
        day = desk.voice.day(now["date"], now["day"])
        return desk.done("moved", day=day, time=now["time"], stylist=now["stylist"])
    fresh = _search(desk, one, replace_day=offer.date)
    return [say("move_gone" if done.error == "just_taken" else "gone"), *fresh]


def search_times(desk: Desk, one: Visit, day: str, hours: HourTalk) -> list[str]:
    """The times on that day, the nearest to that hour first."""
    return _search(desk, one, date.fromisoformat(day), hours)


def _search(desk: Desk, one: Visit, replace_day: date | None = None, near: HourTalk | None = None) -> list[str]:
    day, hours = _day(desk, one), _hours(desk, one)
    say, meaning = desk.voice.say, desk.meaning
    if replace_day:
        day, hours = replace_day, near or HourTalk()
    elif day is None and not (hours.soonest or meaning.days.any_day):
        facts = told(desk, one)
        return [say("appointments", list=say("appointment", **facts)), say("move_when")]
    shown = _shown(desk)
    for _ in range(2):
        found = desk.talk.call(
            "find_times_to_move",
            appointment=one.alias,
            date=day.isoformat() if day else None,
            part=hours.part,
            time=hours.time,
            stylist=meaning.stylist.id if meaning.stylist and meaning.stylist.name != one.stylist else None,
        )
        if not found.ok:
            return [say("move_none")]
        offers = offers_from(found.data.get("options") or [])
        if shown and (hours.later or hours.earlier):
            limit = max if hours.later else min
            edge = limit(minutes_of(each.time) for each in shown)
            beyond = [o for o in offers if (minutes_of(o.time) > edge) == hours.later and minutes_of(o.time) != edge]
            offers = tuple(beyond) or offers
        why = _why(desk, found.data.get("why"))
        if offers:
            return [*why, *_present(desk, offers), *_deposit(desk, found.data)]
        following = found.data.get("next_day")
        if not following:
            return [*why, say("move_none")]
        day, hours = date.fromisoformat(following["date"]), replace(hours, time=None, part="any")
    return [say("move_none")]


def _day(desk: Desk, one: Visit) -> date | None:
    """The day to look at: the one she names beside the appointment's own, or that one for another hour of it."""
    meaning = desk.meaning
    others = [day for day in meaning.days.days if day != one.date]
    if others:
        return others[-1]
    hours = _hours(desk, one)
    if shown := _shown(desk):
        days = {offer.date for offer in shown}
        if not meaning.days.days and not meaning.days.other_day and len(days) == 1:
            return days.pop()
    says_hour = hours.time or hours.part != "any" or hours.later or hours.earlier
    return one.date if says_hour and not meaning.days.other_day else None


def _hours(desk: Desk, one: Visit) -> HourTalk:
    """The hour she wants: the one that the appointment has is none."""
    hours = desk.meaning.hours
    if hours.time and minutes_of(hours.time) == minutes_of(one.time):
        text = fold(desk.meaning.text)
        for start, end in hours.spans[:1]:
            text = text[:start] + " " * (end - start) + text[end:]
        catalogue = desk.catalogue
        return hours_in(text, catalogue.opens_at(), catalogue.closes_at())
    return hours


def _why(desk: Desk, why: str | None) -> list[str]:
    return [why] if why and desk.view.language == desk.voice.language else []


def _present(desk: Desk, offers: tuple[Offer, ...]) -> list[str]:
    voice = desk.voice
    day = voice.day(offers[0].date, offers[0].day)
    if len(offers) == 1:
        one = voice.say("move_one", day=day, time=offers[0].time, stylist=offers[0].stylist)
        return [f"{one} {voice.say('move_to_this')}"]
    same = len({one.date for one in offers}) == 1
    head = voice.say("move_options" if same else "move_options_days", day=day, options=voice.lines(offers))
    return [f"{head}\n{voice.say('move_to_which')}"]


def _deposit(desk: Desk, found: dict[str, object]) -> list[str]:
    if not found.get("deposit"):
        return []
    key = "move_keeps" if found.get("refundable_after_move") else "move_keeps_late"
    return [desk.voice.say(key, deposit=found["deposit"])]
