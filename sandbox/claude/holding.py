"""Taking a slot, and giving it back."""

from typing import Any

from .catalogue import minutes_of
from .desk import Desk
from .handing import Handover, hand_over
from .intents import Intent
from .memory import Question, requested_now
from .owed import no_hold
from .prompt import Offer, offers_from
from .searching import search
from .somebody import alias, ask_person_for, full_name, somebody
from .together import company
from .together import search as search_all
from .waiting import ask_surname, visit_lines


def chosen(desk: Desk) -> Offer | None:
    """The slot that she takes with this burst."""
    meaning = desk.meaning
    if desk.wish.changed or "hours" in meaning.topics:  # other services, or "¿abrís a las 10?"
        return None
    if meaning.choice.offer:
        return meaning.choice.offer
    waiting = desk.view.situation.get("chosen_offer")
    changed = meaning.says_when or meaning.stylist or meaning.services.mentions
    named = meaning.names.name or meaning.names.surname or (meaning.agrees and desk.view.customer.get("surname"))
    if waiting and not changed and named:
        return next((one for one in desk.view.offers if one.id == waiting), None)
    agrees = meaning.was_asked(Question.CHOICE) and meaning.agrees
    if agrees and not changed and not meaning.says(Intent.ANOTHER, Intent.PAID, Intent.PAY_TROUBLE):
        return _only_one(desk)
    return None


def _only_one(desk: Desk) -> Offer | None:
    """The slot that a plain yes takes: the only hour shown, or the hour she asked for."""
    shown, hour = desk.meaning.shown, requested_now(desk.view).get("time")
    fitting = [one for one in shown if hour and minutes_of(one.time) == minutes_of(hour)]
    found = fitting or shown
    return found[0] if len({(one.date, one.time) for one in found}) == 1 else None


def take(desk: Desk, offer: Offer) -> list[str]:
    """Hold the slot, or say what is missing or what became of it."""
    say = desk.voice.say
    person = _person(desk)
    if person is None:
        return [ask_person_for(desk, offer)]
    result = desk.talk.call("hold", offer=offer.id, person=person)
    if result.ok:
        return _held(desk, result.data)
    if result.error == "just_taken":
        fresh = offers_from(result.data.get("options") or [])
        if offer.others and (party := company(desk)):
            return [say("just_gone_all"), *search_all(desk, party, offer.date)]
        return [say("just_gone"), desk.voice.options(fresh) if fresh else say("other_time")]
    if result.error in ("surname_needed", "name_needed"):
        return [ask_surname(desk, offer)]
    if result.error == "intake_needed":
        return [say("intake", question=" ".join(one["ask"] for one in result.data["questions"]))]
    if result.error == "too_many_bookings":
        return hand_over(desk, Handover("other"))
    return [say("gone"), *search(desk)]


def _person(desk: Desk) -> str | None:
    """The alias of whom she books for, "" for herself; None while we do not know the full name."""
    if not somebody(desk):
        return ""
    name = full_name(desk.view)
    if name is None:
        return None
    if known := alias(desk, name):
        return known
    result = desk.talk.call("remember_person", name=name[0], surname=name[1])
    return str(result.data["person"]) if result.ok else None


def _held(desk: Desk, held: dict[str, Any]) -> list[str]:
    voice = desk.voice
    if not held.get("pay_link"):
        return desk.done("good")  # nothing to pay: the house has confirmed it in its own words
    return [
        _what_is_held(desk, held),
        voice.say(
            "held_pay",
            deposit=held["deposit"],
            minutes=held["hold_minutes"],
            until=held["until"],
            link=held["pay_link"],
        ),
        voice.say("held_then"),
    ]


def _what_is_held(desk: Desk, held: dict[str, Any]) -> str:
    voice, day = desk.voice, desk.voice.day(held["date"], held["day"])
    if not held.get("visits"):
        services = voice.list(desk.catalogue.called(held["services"], held["total"]))
        told = {"time": held["time"], "stylist": held["stylist"], "total": held["total"]}
        return voice.say("held", day=day, services=services, **told)
    return voice.say("held_visits", day=day, total=held["total"], visits=visit_lines(desk, held["visits"]))


def give_back(desk: Desk) -> list[str]:
    """She no longer wants what is held or was shown. A confirmed appointment is not ours to cancel."""
    if desk.view.hold:
        result = desk.talk.call("release_hold")
        return [desk.voice.say("released") if result.ok else no_hold(desk)]
    return [desk.voice.say("left_it")]
