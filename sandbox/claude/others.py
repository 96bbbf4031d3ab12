"""Other slots, for somebody whom none of those on the table suits."""

from typing import Any

from .catalogue import minutes_of
from .desk import Desk
from .hours import Part
from .intents import Intent
from .memory import Question, requested_now
from .prompt import Offer, offers_from
from .talk import Result

_TIMES: dict[Part, tuple[str, ...]] = {
    "any": ("11:30", "16:30", "18:30"),
    "morning": ("10:00", "11:30", "12:45"),
    "afternoon": ("15:30", "16:45", "18:30"),
    "evening": ("18:15", "19:15"),
}
"""Spread over a day: what lies near them is no repetition."""
_MOST = 3


def likes_none(desk: Desk) -> bool:
    """Whether she wants none of what is on the table, and does not say what instead."""
    meaning = desk.meaning
    if not meaning.shown or meaning.choice.offer or desk.wish.changed or desk.wish.pack_decided or meaning.topics:
        return False
    instead = meaning.says_when or meaning.stylist or meaning.days.other_day or meaning.services.mentions
    ends = meaning.says(Intent.FORGET, Intent.NOTHING, Intent.CANCEL, Intent.PAID, Intent.PAY_LINK, Intent.ANY_STYLIST)
    refuses = meaning.was_asked(Question.CHOICE) and meaning.agrees is False
    return not (instead or ends) and (refuses or meaning.says(Intent.ANOTHER, Intent.NO_DAY))


def others(desk: Desk) -> list[str]:
    """What else there is on that day; where there is nothing, the question when, and the waiting list."""
    meaning = desk.meaning
    days = {one.date for one in meaning.shown}
    of_one_day = len(days) == 1 and not any(one.others for one in meaning.shown)
    if not of_one_day or not meaning.says(Intent.ANOTHER) or meaning.says(Intent.NO_DAY):
        return [when_else(desk, "other_time")]
    part: Part = requested_now(desk.view).get("part") or "any"
    half = _half_not_shown(desk) if part == "any" else None
    found = _unseen(desk, [_find(desk, half)]) if half else []
    if not found:
        results = [_find(desk, part, time, wait=False) for time in _TIMES[part]]
        found = _unseen(desk, [*results, _find(desk, part)])  # what she wished last: the house remembers that
    or_else = desk.voice.say("or_else_list" if desk.talk.can("wait") else "or_else")
    return [desk.voice.options(found), or_else] if found else [when_else(desk, "none_left")]


def when_else(desk: Desk, key: str) -> str:
    """The question for another time, and that there is a waiting list."""
    said = desk.voice.say(key)
    return f"{said} {desk.voice.say('wait_offer')}" if desk.talk.can("wait") else said


def _half_not_shown(desk: Desk) -> Part | None:
    """The half of the day of which she has seen nothing yet."""
    day = desk.meaning.shown[0].date
    mornings = {minutes_of(one.time) < 14 * 60 for one in desk.view.offers if one.date == day and not one.moves}
    return None if len(mornings) != 1 else "afternoon" if True in mornings else "morning"


def _find(desk: Desk, part: Part, time: str | None = None, wait: bool = True) -> Result:
    given: dict[str, Any] = {"services": list(desk.wish.services), "pack": desk.wish.pack, "part": part, "time": time}
    given |= {"date": desk.meaning.shown[0].date.isoformat(), "stylist": desk.wish.stylist}
    return desk.talk.call("find_slots", **given) if wait else desk.talk.also("find_slots", **given)


def _unseen(desk: Desk, results: list[Result]) -> list[Offer]:
    """Those that she has not been shown: the best two of one search, one each of several."""
    seen = {_slot(one) for one in desk.view.offers}
    found: dict[tuple[str, str, str], Offer] = {}
    for result in results:
        offers = offers_from(result.data.get("options") or [])
        fresh = [one for one in offers if one.date == desk.meaning.shown[0].date and _slot(one) not in {*seen, *found}]
        found |= {_slot(one): one for one in fresh[: 2 if len(results) == 1 else 1]}
    return sorted(found.values(), key=lambda one: minutes_of(one.time))[:_MOST]


def _slot(offer: Offer) -> tuple[str, str, str]:
    return offer.stylist, offer.date.isoformat(), offer.time
