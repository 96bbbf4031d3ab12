"""What the model was told this turn, as facts that a reply may repeat. The customer's own words are kept apart."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, fields, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from flows.names_of_services import Named, named, words
from flows.spoken_time import Day, days, times
from flows.tokens import amounts, flat, hours, lengths, links, percents

CLOCKS = ("until", "next_at", "ends")
COUNTS = ("minutes", "hold_minutes", "delay_minutes", "offer_minutes", "arriving_in")
DEPOSITS = ("deposit", "supplement", "lost", "refund", "given_back")
EVENTS = (
    "held",
    "confirmed",
    "moved",
    "cancelled",
    "changed",
    "released",
    "waiting",
    "told",
    "left",
    "stored",
    "name",
    "fresh_page",
)
WISHES = ("requested",)
"""What she wants is no fact: to say it is an echo."""


@dataclass(frozen=True, slots=True)
class Slot:
    """An appointment, a hold or an option: a day, a time and a stylist that belong together."""

    day: date | None
    minute: int
    stylist: str


@dataclass
class Told:
    """Facts by kind. Amounts of the catalogue belong to names; those of the turn are hers."""

    today: date | None = None
    slots: set[Slot] = field(default_factory=set)
    confirmed: set[Slot] = field(default_factory=set)
    """Appointments that stand."""
    clocks: set[int] = field(default_factory=set)
    """Until when something is held, when an appointment ends: times that are no start."""
    opening: set[tuple[int, int]] = field(default_factory=set)
    """Weekday, and a minute at which the salon opens or closes then."""
    standing: set[int] = field(default_factory=set)
    """Times in standing texts of the house."""
    days: set[date] = field(default_factory=set)
    deposits: set[Decimal] = field(default_factory=set)
    """Deposits, and what comes back of them or is lost."""
    savings: set[Decimal] = field(default_factory=set)
    prices: set[Decimal] = field(default_factory=set)
    """Of what was quoted to her."""
    totals: set[Decimal] = field(default_factory=set)
    """What all of it costs, and amounts in standing texts."""
    services: list[Named] = field(default_factory=list)
    """The catalogue, longest names first."""
    lengths: set[Decimal] = field(default_factory=set)
    served_lengths: set[Decimal] = field(default_factory=set)
    """Minutes that services of hers take."""
    hold_lengths: set[Decimal] = field(default_factory=set)
    """Minutes for which the house holds a slot, by its rules."""
    hours: set[Decimal] = field(default_factory=set)
    percents: set[Decimal] = field(default_factory=set)
    links: set[str] = field(default_factory=set)
    stylists: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    """Words that stand in the catalogue or the situation, or that she has written: no strangers' names."""
    done: set[str] = field(default_factory=set)
    """What has happened or stands: `held`, `appointment`, `waiting` and EVENTS."""
    her_minutes: set[int] = field(default_factory=set)
    her_days: list[Day] = field(default_factory=list)
    her_amounts: set[Decimal] = field(default_factory=set)


def told(texts: Sequence[str]) -> Told:
    """Facts of a turn out of everything the model was sent, oldest first. Of several situations the newest is true;
    what the guard has complained of is no fact."""
    found = Told()
    for text in texts:
        if text.startswith("<correction>"):
            continue
        if "</catalogue>" in text:
            found = _copied(_offered(text))  # it comes first: nothing else is known yet
        if (block := _block("situation", text)) is not None:
            _situation(found, block)
            _hers(found, _block("conversation", text) or {})
        elif text.startswith("{"):
            _result(found, json.loads(text))
    return found


@lru_cache(maxsize=16)
def _offered(text: str) -> Told:
    """The catalogue's facts, read once for all turns that are told of it."""
    found = Told()
    _catalogue(found, _block("catalogue", text))
    return found


def _copied(known: Told) -> Told:
    """Facts of its own to add to."""
    return replace(known, **{one.name: copy(getattr(known, one.name)) for one in fields(known)})


def _block(tag: str, text: str) -> Any:
    start, end = text.rfind(f"<{tag}>"), text.rfind(f"</{tag}>")
    return json.loads(text[start + len(tag) + 2 : end]) if 0 <= start < end else None


def _catalogue(found: Told, catalogue: Mapping[str, Any]) -> None:
    found.services = named([*catalogue["services"], *catalogue["packs"]])
    found.savings.update(v for pack in catalogue["packs"] for v in _values(pack.get("saving")))
    found.stylists.update(flat(one["name"]) for one in catalogue["stylists"])
    for weekday, day in _weekdays(catalogue["hours"]):
        found.opening.update((weekday, m) for key in ("open", "close") for t in times(day[key]) for m in t.minutes)
    for text in map(str, catalogue["faq"].values()):
        _standing(found, text)
    policy = catalogue["policy"]
    found.percents.add(Decimal(policy.get("deposit_percent", 0)))
    found.hours.add(Decimal(policy.get("refund_hours", 0)))
    found.hold_lengths.update(Decimal(value) for key, value in policy.items() if key.endswith("minutes"))
    found.words.update(_words(catalogue))


def _weekdays(told_hours: Sequence[Mapping[str, Any]]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for one in told_hours:
        for day in days(flat(one["day"])):
            if day.weekday is not None:
                yield day.weekday, one


def _standing(found: Told, text: str) -> None:
    """Whatever a standing text of the house says may be repeated."""
    said = flat(text)
    found.standing.update(minute for time in times(said) for minute in time.minutes)
    found.totals.update(one.value for one in amounts(said))
    found.percents.update(one.value for one in percents(said))
    found.lengths.update(one.value for one in lengths(said))
    found.hours.update(one.value for one in hours(said))
    found.links.update(links(text))


def _situation(found: Told, situation: Mapping[str, Any]) -> None:
    """What is true now: an older hold, appointment or place on the waiting list counts only as far as it is in it."""
    found.today = date.fromisoformat(situation["now"][:10]) if situation.get("now") else found.today
    for day in situation.get("calendar") or ():
        known = date.fromisoformat(day["date"])
        found.days.add(known)
        for time in times(flat(str(day.get("open") or ""))):
            found.opening.update((known.weekday(), minute) for minute in time.minutes)
    found.slots.clear()
    _walk(found, {key: value for key, value in situation.items() if key not in WISHES})
    standing = situation.get("appointments") or ()
    found.confirmed = {slot for one in standing for slot in _slots(one)}
    found.done -= {"held", "waiting", "appointment"}
    found.done |= {word for word, is_so in _stands(situation) if is_so}
    found.words.update(_words(situation))


def _stands(situation: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    yield "held", situation.get("hold")
    yield "appointment", situation.get("appointments")
    yield "waiting", situation.get("waiting")


def _result(found: Told, result: Mapping[str, Any]) -> None:
    """What a tool has found or done."""
    _walk(found, result)
    found.words.update(_words(result))
    found.done |= {
        word for word in EVENTS if result.get(word) and (word == "name" or not isinstance(result[word], str))
    }
    if result.get("confirmed"):
        found.confirmed.update(_slots(result))
    if result.get("moved"):
        found.confirmed = set(_slots(result["appointment"]))
    if result.get("cancelled") and result.get("refund"):
        found.done.add("refunded")
    if result.get("released"):
        found.done.discard("held")


def _walk(found: Told, node: Any, day: date | None = None) -> None:
    """Everything that is said somewhere in it: nobody has to list the places."""
    if isinstance(node, Mapping):
        day = _date(node) or day
        found.slots.update(_slots(node, day))
        named_services = {tuple(words(flat(one))) for one in node.get("services") or () if isinstance(one, str)}
        found.served_lengths.update(one.minutes for one in found.services if one.words in named_services)
        for key, value in node.items():
            _fact(found, key, value)
            _walk(found, value, day)
    elif isinstance(node, list):
        for one in node:
            _walk(found, one, day)


def _fact(found: Told, key: str, value: Any) -> None:
    if key in COUNTS and isinstance(value, int):
        found.lengths.add(Decimal(value))
    if not isinstance(value, str):
        return
    if key in CLOCKS:
        found.clocks.update(minute for time in times(flat(value)) for minute in time.minutes)
    elif re.match(r"\d{4}-\d\d-\d\d", value):
        found.days.add(date.fromisoformat(value[:10]))
    elif key == "pay_link":
        found.links.add(value)
    elif key in DEPOSITS:
        found.deposits.update(_values(value))
    elif key == "saving":
        found.savings.update(_values(value))
    elif key == "price":
        found.prices.update(_values(value))
    elif key == "total":
        found.totals.update(_values(value))


def _values(text: Any) -> Iterator[Decimal]:
    yield from (one.value for one in amounts(flat(str(text or ""))))


def _slots(node: Mapping[str, Any], day: date | None = None) -> Iterator[Slot]:
    clock, stylist = node.get("time"), node.get("stylist")
    if isinstance(clock, str) and isinstance(stylist, str):
        for minute in (minute for time in times(flat(clock)) for minute in time.minutes):
            for name in re.split(r",| y | and ", stylist):
                yield Slot(_date(node) or day, minute, flat(name))


def _date(node: Mapping[str, Any]) -> date | None:
    value = node.get("date")
    return date.fromisoformat(value) if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value) else None


def _words(node: Any) -> Iterator[str]:
    """Every word in it, as it is searched."""
    yield from re.findall(r"[a-z]{2,}", flat(json.dumps(node, ensure_ascii=False)))


def _hers(found: Told, conversation: Mapping[str, Any]) -> None:
    """Her own words may be echoed where they are denied."""
    texts = [one["text"] for one in conversation.get("earlier") or () if one.get("from") == "customer"]
    said = flat(" \n ".join(texts + [one["text"] for one in conversation.get("new") or ()]))
    found.her_minutes.update(minute for time in times(said) for minute in time.minutes)
    found.her_days += days(said)
    found.her_amounts.update(one.value for one in amounts(said))
    found.words.update(_words(said))
