"""What the model was told this turn, as facts that a reply may repeat. The customer's own words are kept apart."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from flows.tokens import AMOUNT, amounts, flat, lengths, percents, times

CLOCKS = ("time", "ends", "until", "open", "close", "next_at")
COUNTS = ("minutes", "hold_minutes", "hold_minutes_same_day", "delay_minutes", "offer_minutes", "arriving_in")
DEPOSITS = ("deposit", "supplement", "lost", "refund", "given_back")


@dataclass(frozen=True, slots=True)
class Slot:
    """An appointment, a hold or an option: a day, a time and a stylist that belong together."""

    day: date | None
    minute: int
    stylist: str


@dataclass
class Told:
    """Facts by kind. `done` are words for what has happened: `held`, `confirmed`, `moved`, `cancelled` and the like."""

    slots: set[Slot] = field(default_factory=set)
    minutes: set[int] = field(default_factory=set)
    """Times of day."""
    days: set[date] = field(default_factory=set)
    money: set[Decimal] = field(default_factory=set)
    """What tools and the situation say of what she wants."""
    deposits: set[Decimal] = field(default_factory=set)
    prices: dict[Decimal, set[str]] = field(default_factory=dict)
    """Of the catalogue: which names an amount belongs to."""
    percents: set[Decimal] = field(default_factory=set)
    lengths: set[int] = field(default_factory=set)
    links: set[str] = field(default_factory=set)
    stylists: dict[str, str] = field(default_factory=dict)
    """By how the name is searched for."""
    people: set[str] = field(default_factory=set)
    """Whom else the reply may name."""
    free: set[str] = field(default_factory=set)
    """Services that cost nothing."""
    confirmed: set[Slot] = field(default_factory=set)
    done: set[str] = field(default_factory=set)
    words: str = ""
    """What the customer has written, as it is searched."""


def told(texts: Sequence[str]) -> Told:
    """Facts of a turn out of everything the model was sent, oldest first. A later situation replaces earlier ones; what
    the guard has complained of is no fact."""
    found = Told()
    situation: Mapping[str, Any] = {}
    for text in texts:
        if text.startswith("<correction>"):
            continue
        if (block := _block("catalogue", text)) is not None:
            _catalogue(found, block)
        if (block := _block("situation", text)) is not None:
            situation = block
            _words(found, _block("conversation", text) or {})
        elif text.startswith("{"):
            result = json.loads(text)
            _walk(found, result)
            _done(found, result)
    _walk(found, situation)
    _situation(found, situation)
    return found


def _block(tag: str, text: str) -> Any:
    start, end = text.rfind(f"<{tag}>"), text.rfind(f"</{tag}>")
    return json.loads(text[start + len(tag) + 2 : end]) if 0 <= start < end else None


def _catalogue(found: Told, catalogue: Mapping[str, Any]) -> None:
    for one in (*catalogue["services"], *catalogue["packs"]):
        names = {flat(name) for name in (one["name"], *one.get("aliases", ()))}
        for amount in _amounts(one):
            found.prices.setdefault(amount, set()).update(names)
            if not amount:
                found.free.update(names)
        found.lengths.add(one["minutes"])
    for one in catalogue["stylists"]:
        found.stylists[flat(one["name"])] = one["name"]
    found.people.add(flat(catalogue["business"]["assistant"]))
    for rest in (catalogue["hours"], catalogue["faq"], catalogue["policy"]):
        _walk(found, rest)
    for text in map(str, catalogue["faq"].values()):
        _prose(found, text)
    policy = catalogue["policy"]
    found.percents.add(Decimal(policy.get("deposit_percent", 0)))
    found.lengths.update(value for key, value in policy.items() if key.endswith("minutes"))


def _situation(found: Told, situation: Mapping[str, Any]) -> None:
    customer = situation.get("customer") or {}
    names = (customer.get("name"), customer.get("surname"), customer.get("whatsapp_name"))
    found.people.update(flat(name) for name in names if name)
    for day in situation.get("calendar") or ():
        found.days.add(date.fromisoformat(day["date"]))
        _prose(found, str(day.get("open") or ""))
    if situation.get("hold"):
        found.done.add("held")
    for one in situation.get("appointments") or ():
        found.done.add("appointment")
        found.confirmed.update(_slots(one))
    if situation.get("waiting"):
        found.done.add("waiting")


def _done(found: Told, result: Mapping[str, Any]) -> None:
    for word in ("held", "confirmed", "moved", "cancelled", "changed", "released", "waiting", "told", "left"):
        if result.get(word):
            found.done.add(word)
    if result.get("confirmed"):
        found.confirmed.update(_slots(result))
    if result.get("moved") or result.get("changed"):
        found.confirmed.update(_slots(result.get("appointment") or {}))
    if result.get("cancelled") and result.get("refund"):
        found.done.add("refunded")


def _walk(found: Told, node: Any, day: date | None = None) -> None:
    """Everything that is said somewhere in it: nobody has to list the places."""
    if isinstance(node, Mapping):
        found.slots.update(_slots(node, day))
        day = _day(node) or day
        for key, value in node.items():
            _fact(found, key, value)
            _walk(found, value, day)
    elif isinstance(node, list):
        for one in node:
            _walk(found, one, day)


def _fact(found: Told, key: str, value: Any) -> None:
    if key in COUNTS and isinstance(value, int):
        found.lengths.add(value)
    if not isinstance(value, str):
        return
    if key in CLOCKS:
        found.minutes.update(minute for time in times(flat(value)) for minute in time.minutes)
    elif key in ("date", "first_day", "last_day", "today", "now") and re.match(r"\d{4}-\d\d-\d\d", value):
        found.days.add(date.fromisoformat(value[:10]))
    elif key == "pay_link":
        found.links.add(value)
    elif key in ("for", "name", "surname"):
        found.people.update(flat(value).split())
    elif AMOUNT.search(flat(value)):
        values = {amount.value for amount in amounts(flat(value))}
        found.money.update(values)
        if key in DEPOSITS:
            found.deposits.update(values)


def _slots(node: Mapping[str, Any], day: date | None = None) -> Iterator[Slot]:
    clock, stylist = node.get("time"), node.get("stylist")
    if isinstance(clock, str) and isinstance(stylist, str):
        for time in times(flat(clock)):
            for minute in time.minutes:
                for name in re.split(r",| y | and ", stylist):
                    yield Slot(_day(node) or day, minute, flat(name))


def _day(node: Mapping[str, Any]) -> date | None:
    value = node.get("date")
    return date.fromisoformat(value) if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value) else None


def _prose(found: Told, text: str) -> None:
    """A standing text of the house: whatever stands in it may be repeated."""
    said = flat(text)
    found.minutes.update(minute for time in times(said) for minute in time.minutes)
    found.money.update(amount.value for amount in amounts(said))
    found.percents.update(value for _, value in percents(said))
    found.lengths.update(value for _, value in lengths(said))
    found.links.update(re.findall(r"https?://[^\s)\]>*]+", text))


def _amounts(one: Mapping[str, Any]) -> Iterator[Decimal]:
    for key in ("price", "saving"):
        yield from (amount.value for amount in amounts(flat(str(one.get(key) or ""))))


def _words(found: Told, conversation: Mapping[str, Any]) -> None:
    hers = [one["text"] for one in conversation.get("earlier") or () if one.get("from") == "customer"]
    hers += [one["text"] for one in conversation.get("new") or ()]
    found.words = flat(" \n ".join(hers))
    found.people.update(re.findall(r"[a-z]{3,}", found.words))
