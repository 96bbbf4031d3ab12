"""More or fewer services in an appointment that stands."""

import re
from typing import Any

from .desk import Desk
from .intents import Intent
from .own import Visit, asks, listed_visits, meant, visit, visits
from .words import fold, whole_words

_MORE = whole_words(
    r"(?:añad|agreg|sum|inclu)\w*", r"pon(?:er)?(?:me|le|nos)? tambien",
    r"(?:me )?(?:puedes|podeis|podrias) (?:poner|hacer)",
    "add", "as well", "tambien", "ademas", "aparte", "y de paso", "de paso",
)  # fmt: skip
_LESS = whole_words(
    r"quit\w*", "sin", "ya no quiero", "no quiero", "solo", "solamente", "remove", "take out", "only", "without"
)
_HERS = re.compile(
    r"\b(?:a|en|de|para|to|from) (?:la|mi|esa|my|the) (?:misma )?(?:cita|hora|appointment)"
    r"|\bmi cita\b|\bmy appointment\b"
)


def changes(desk: Desk) -> bool:
    """Whether she wants other services in an appointment that she has."""
    meaning, text = desk.meaning, fold(desk.meaning.text)
    if not visits(desk) or desk.view.hold or not desk.talk.can("change_services"):
        return False
    if not (meaning.services.mentions or meaning.services.removed()):
        return False
    if asks(desk, "which_to_change"):
        return True
    about = bool(_HERS.search(text)) or "añad" in text or "quit" in text or asks(desk, "change_ask")
    return about and bool(_MORE.search(text) or _LESS.search(text)) and not meaning.says(Intent.MOVE)


def change(desk: Desk, alias: str | None = None) -> list[str]:
    """Asks whether it shall be so, with the new price and time."""
    some = meant(desk)
    one = visit(desk, alias) or (some[0] if len(some) == 1 else None)
    if one is None:
        return [desk.voice.say("which_to_change"), listed_visits(desk, some)]
    wanted = _wanted(desk, one)
    if not wanted or wanted == list(desk.catalogue.named(one.services)):
        return [desk.voice.say("stays")]
    return _called(desk, one.alias, wanted)


def answered(desk: Desk, subject: dict[str, Any]) -> list[str] | None:
    """Her answer to whether to change it so."""
    meaning = desk.meaning
    alias, services = subject["appointment"], [f"s{one}" for one in subject["services"]]
    one = visit(desk, alias)
    named = meaning.services.clear()
    if one and named and not set(named) <= set(services):
        before = list(dict.fromkeys(services))
        instead = re.search(r"\b(?:mejor|en vez|no)\b", fold(meaning.text))
        kept = list(desk.catalogue.named(one.services)) if instead else before
        return _called(desk, alias, list(dict.fromkeys([*kept, *named])))
    if meaning.agrees is False:
        return [desk.voice.say("stays")]
    return _called(desk, alias, _in_order(desk, one, services)) if meaning.agrees else None


def _in_order(desk: Desk, one: Visit | None, services: list[str]) -> list[str]:
    """The old ones first: the order in which they are done."""
    old = [each for each in desk.catalogue.named(one.services) if each in services] if one else []
    return [*old, *(each for each in services if each not in old)]


def _wanted(desk: Desk, one: Visit) -> list[str]:
    meaning, text = desk.meaning, fold(desk.meaning.text)
    had = [each for name in one.services for each in desk.catalogue.named((name,))]
    named, removed = list(meaning.services.clear()), set(meaning.services.removed())
    if re.search(r"\b(?:solo|solamente|only|just)\b", text) and named:
        return named
    if re.search(r"\bquit|\bremove|\btake out", text) and named:
        removed |= set(named)
    return [each for each in dict.fromkeys([*had, *named]) if each not in removed]


def _called(desk: Desk, alias: str, services: list[str]) -> list[str]:
    say = desk.voice.say
    done = desk.talk.call("change_services", appointment=alias, services=services)
    if done.error == "taken":
        return [say("change_no_time")]
    if done.error not in (None, "ask_first"):
        return [say("change_no")]
    told = done.data if done.ok else done.data["would_be"]
    one = told["appointment"]
    facts = {
        "services": desk.voice.list(desk.catalogue.called(one["services"], one.get("total"))),
        "day": desk.voice.day(one["date"], one["day"]),
        "time": one["time"],
        "stylist": one["stylist"],
    }
    if done.ok:
        pays = told.get("pay_link")
        pay = [say("changed_pay", supplement=told["supplement"], link=pays)] if pays else []
        said = desk.done("changed", **facts)
        return said if desk.talk.noticed else [*said, *pay]
    money = ""
    if told.get("supplement"):
        money = say("change_supplement", supplement=told["supplement"])
    elif told.get("given_back"):
        money = say("change_back", back=told["given_back"])
    return [say("change_ask", ends=one["ends"], total=one["total"], money=money, **facts)]
