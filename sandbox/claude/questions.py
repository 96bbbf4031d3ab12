"""Answers that need no booking: the FAQ, own appointments, what is unknown, what cannot be read."""

import re
from typing import Any

from .charges import no_deposit
from .desk import Desk
from .intents import Intent
from .owed import lacking, order_again, owes, pay_again
from .own import listed_visits, visit_from
from .unknown import unknown_things
from .wait_terms import places
from .wait_words import asks_about_list
from .words import fold, listed


def answers(desk: Desk) -> list[str]:
    """A paragraph for every question of the burst that is no booking."""
    meaning, say = desk.meaning, desk.voice.say
    said: list[str] = []
    if meaning.says(Intent.MEDDLING) and "gratuita" not in fold(meaning.text):
        said.append(say("not_mine_to_change"))
    if meaning.says(Intent.ROBOT):
        said.append(say("robot"))
    if meaning.unread and not meaning.text:
        said.append(say("unread_audio" if "audio" in meaning.unread else "unread_file"))
    for topic in _topics(desk):
        if topic != "hours":
            said.append(_faq(desk, topic))
        elif not asks_of_far_day(desk):
            said += _about_hours(desk)
    if asks_about_list(meaning.text) and desk.talk.can("wait"):
        said.append(say("wait_yes"))
    if meaning.says(Intent.TEAM):
        names = desk.voice.list(one.name for one in desk.catalogue.stylists)
        said.append(say("team", names=names))
    if meaning.says(Intent.CONTEXT) and not meaning.services.mentions and not desk.talk.can("usual"):
        said.append(say("usual"))
    return said + unknown_things(desk)


def _topics(desk: Desk) -> list[str]:
    """How to pay is answered by the link while a slot is held."""
    paying = owes(desk) and desk.meaning.says(Intent.PAY_LINK, Intent.PAY_TROUBLE, Intent.PAID, Intent.OWES)
    meddling = desk.meaning.says(Intent.MEDDLING)
    return [t for t in desk.meaning.topics if not (t == "payment" and (paying or meddling))]


def asks_of_far_day(desk: Desk) -> bool:
    """Whether she asks of a day that the calendar does not show, and we know what she wants on it."""
    days = desk.meaning.days.days
    far = days and not any(desk.view.open_day(one) for one in days)
    return bool("hours" in desk.meaning.topics and far and desk.wish.services and not desk.view.hold)


def _faq(desk: Desk, topic: str) -> str:
    if topic == "payment" and no_deposit(desk):
        return desk.voice.say("no_deposit")
    text, policy = desk.catalogue.faq[topic], desk.catalogue.policy
    if desk.voice.language == "en" and desk.view.language != "en":
        if topic == "cancellation" and "refund_hours" in policy:
            return desk.voice.say("cancellation", hours=policy["refund_hours"])
        if topic == "payment" and "deposit_percent" in policy:
            return desk.voice.say("payment", percent=policy["deposit_percent"])
        if topic != "address":
            return desk.voice.say("from_us", text=text)
    return text


def _about_hours(desk: Desk) -> list[str]:
    """The hours of the days asked about; all of them when no day is named."""
    said: list[str] = []
    for wanted in desk.meaning.days.days:
        known = desk.view.open_day(wanted)
        if known is None:
            continue
        if known.hours:
            said.append(desk.voice.say("open_on", day=desk.day(wanted), hours=known.hours))
            continue
        plain = not known.why or re.search("cerra|closed", fold(known.why))
        why = "" if plain else f" ({known.why})"
        said.append(desk.voice.say("closed_on", day=desk.day(wanted), why=why))
        after = next((d for d in desk.view.calendar if d.date > wanted and d.hours), None)
        if after and not desk.wants_booking:
            said.append(desk.voice.say("next_open", day=desk.day(after.date), hours=after.hours))
    far = [desk.voice.say("usual_hours")] if desk.meaning.days.days and not said else []
    return said or [*far, _all_hours(desk)]


def _all_hours(desk: Desk) -> str:
    if desk.voice.language == desk.view.language or not desk.catalogue.hours:
        return desk.catalogue.faq["hours"]
    english = dict(
        zip(
            listed("lunes martes miercoles jueves viernes sabado domingo"),
            listed("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
            strict=True,
        )
    )
    lines: dict[tuple[str, str], list[str]] = {}
    for day in desk.catalogue.hours:
        if day.open and day.close:
            lines.setdefault((day.open, day.close), []).append(english.get(fold(day.day), day.day))
    return "\n".join(
        desk.voice.say("hours_line", days=desk.voice.list(days), open=opening, close=closing)
        for (opening, closing), days in lines.items()
    )


def appointments(desk: Desk) -> list[str]:
    """Her own, from the house; about anybody else's nothing is said."""
    others = [desk.voice.say("only_yours")] if desk.meaning.says(Intent.OTHERS) else []
    if others and not desk.meaning.says(Intent.APPOINTMENTS):
        return others
    result = desk.talk.call("my_appointments")
    if not result.ok:
        return [desk.voice.say("trouble")]
    mine: list[dict[str, Any]] = result.data.get("appointments") or []
    held = [one for one in mine if one.get("status") == "held"]
    stand = [one for one in mine if one not in held]
    if stand:
        said = [desk.voice.say("appointments", list=listed_visits(desk, map(visit_from, stand)))]
    else:
        said = [desk.voice.say("none_for_certain" if held else "no_appointments")]
    if held:
        said.append(desk.voice.say("unpaid", list=listed_visits(desk, map(visit_from, held))))
        said += [pay_again(desk, desk.view.hold)] if desk.view.hold else []
    said += [*lacking(desk), *order_again(desk)]
    if result.data.get("waiting"):
        said.append(desk.voice.say("wait_also", list=places(desk, result.data["waiting"])))
    return [*said, *others]


def compared(desk: Desk) -> list[str]:
    """For somebody who cannot decide: what the things are, and the free consultation."""
    services = list(desk.meaning.services.clear()) + [
        one for group in desk.meaning.services.unclear() for one in group[:2]
    ]
    items = [desk.voice.service(one) for one in map(desk.catalogue.service, services) if one]
    said = [desk.voice.say("compare", items=desk.voice.list(items))] if items else []
    if free := desk.catalogue.consultation():
        said.append(desk.voice.say("consultation", name=free.name, minutes=free.minutes))
    return said
