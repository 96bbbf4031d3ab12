"""What the model was told this turn, read as facts that a reply may repeat; the customer's own words are apart."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from flows.facts import Slot, Told
from flows.spoken_time import days
from flows.tokens import amounts, flat
from flows.told_catalogue import add_hours, offered
from flows.told_values import date_of, minutes, slots_of, tagged, values, words_of

CLOCKS = ("until", "next_at", "ends")
COUNTS = ("minutes", "hold_minutes", "delay_minutes", "offer_minutes", "arriving_in")
DEPOSITS = ("deposit", "supplement", "lost", "refund", "given_back")
MONEY = {"saving": "savings", "price": "prices", "total": "totals"} | dict.fromkeys(DEPOSITS, "deposits")
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
    "acknowledged",
    "handed_over",
)
PAYS = re.compile(r"\b(?:pag\w+|abon\w+|senal|tarjeta|transfer\w+|pay\w*|paid|deposit|card)\b")
WISHES = ("requested",)
"""What she wants is no fact: to say it is an echo."""


def told(texts: Sequence[str]) -> Told:
    """Facts of a turn out of everything the model was sent, oldest first. Of several situations the newest is true;
    what the guard has complained of is no fact."""
    found = Told()
    asked: set[Slot] = set()
    for text in texts:
        if text.startswith("<correction>"):
            continue
        if "</catalogue>" in text:
            found = _copied(offered(text))  # it comes first: nothing else is known yet
        if (situation := tagged("situation", text)) is not None:
            asked = _situation(found, situation)
            _hers(found, tagged("conversation", text) or {})
        elif text.startswith("{"):
            _result(found, json.loads(text), asked)
    return found


def _copied(known: Told) -> Told:
    """Facts of its own to add to."""
    return replace(known, **{one.name: copy(getattr(known, one.name)) for one in fields(known)})


def _situation(found: Told, situation: Mapping[str, Any]) -> set[Slot]:
    """What is true now: an older hold, appointment or place on the waiting list counts only as far as it is in it.
    Answers the appointments that a question to her was about."""
    before, held = (found.confirmed if found.today else None), found.held
    found.today = date.fromisoformat(situation["now"][:10]) if situation.get("now") else found.today
    for day in situation.get("calendar") or ():
        _day(found, day)
    for stale in (found.slots, found.options, found.next_days, found.clocks):
        stale.clear()
    _walk(found, {key: value for key, value in situation.items() if key not in WISHES})
    found.appointments = _standing_ones(situation)
    found.held = set(slots_of(situation.get("hold") or {}))
    found.done -= {"held", "waiting"}
    if before is not None and found.confirmed - before:
        found.done.add("confirmed")  # news: it has come to stand while the reply was written
    elif held and not found.held:
        found.done.add("released")  # news: it has run out meanwhile, or was given back
    found.stands = {word for word, is_so in _stands(situation) if is_so}
    found.choosing = bool(situation.get("hold")) or situation.get("state") in ("choosing", "naming")
    found.arranging, found.asked_first = found.choosing, False
    found.words.update(words_of(situation))
    subject = (situation.get("asked") or {}).get("subject") or {}
    return {slot for alias in subject.get("appointments") or () for slot in found.appointments.get(alias, ())}


def _day(found: Told, day: Mapping[str, Any]) -> None:
    """A day of the calendar."""
    known = date.fromisoformat(day["date"])
    found.days.add(known)
    if day.get("closed"):
        found.shut.add(known)
    for opened in str(day.get("open") or "").split(", "):
        opens, _, closes = opened.partition("–")
        add_hours(found, known.weekday(), opens, closes)


def _stands(situation: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    yield "held", situation.get("hold")
    yield "waiting", situation.get("waiting")


def _standing_ones(node: Mapping[str, Any]) -> dict[str, set[Slot]]:
    standing = [one for one in node.get("appointments") or () if one.get("status", "confirmed") == "confirmed"]
    return {str(one.get("alias", n)): set(slots_of(one)) for n, one in enumerate(standing)}


def _result(found: Told, result: Mapping[str, Any], asked: set[Slot]) -> None:
    """What a tool has found or done."""
    _walk(found, result)
    found.words.update(words_of(result))
    found.done |= {
        word for word in EVENTS if result.get(word) and (word == "name" or not isinstance(result[word], str))
    }
    found.appointments |= _standing_ones(result)
    found.closed = found.closed or "closed" in (result.get("date_status"), result.get("error"))
    found.searched = found.searched or "options" in result
    found.asked_first = result.get("error") == "ask_first"
    found.arranging = found.arranging or bool(result.get("options") and "deposit_kept" not in result)
    found.choosing = found.choosing or bool(result.get("options")) or found.asked_first
    if result.get("held"):
        found.held.update(slots_of(result))
        found.stands.add("held")
        found.arranging = found.choosing = True
    if result.get("confirmed"):
        found.appointments["new"] = set(slots_of(result))
        found.arranging = found.choosing = False
    if moved := result.get("moved") and result["appointment"]:
        found.gone = found.appointments.get(str(moved.get("alias")), set())
        found.appointments |= _standing_ones({"appointments": [moved]})
        found.choosing = False
    if result.get("cancelled"):
        _cancelled(found, asked)
        found.done.update({"refunded"} if result.get("refund") else ())
    if result.get("released"):
        found.stands.discard("held")
        found.undeposited = True
        found.gone, found.held = found.held, set()
    if result.get("waiting"):
        found.stands.add("waiting")
    if result.get("left"):
        found.stands.discard("waiting")


def _cancelled(found: Told, asked: set[Slot]) -> None:
    """The one that she was asked about stands no more, or the only one there is."""
    found.gone = asked or (found.confirmed if len(found.appointments) == 1 else set())
    left = {alias: slots - found.gone for alias, slots in found.appointments.items()}
    found.appointments = {alias: slots for alias, slots in left.items() if slots}


def _walk(found: Told, node: Any, day: date | None = None) -> None:
    """Everything that is said somewhere in it: nobody has to list the places."""
    if isinstance(node, Mapping):
        day = date_of(node) or day
        _of_this(found, node, day)
        for key, value in node.items():
            _fact(found, key, value)
            _walk(found, value, day)
    elif isinstance(node, list):
        for one in node:
            _walk(found, one, day)


def _of_this(found: Told, node: Mapping[str, Any], day: date | None) -> None:
    """What several keys of one thing say together."""
    found.slots.update(slots := set(slots_of(node, day)))
    if "offer" in node:
        found.options.update(slots)
    if isinstance(following := node.get("next_day"), Mapping) and (known := date_of(following)):
        found.next_days.add(known)
    if node.get("closed") and (known := date_of(node)):
        found.shut.add(known)
    done = {flat(str(one)) for one in node.get("services") or ()}
    found.served_lengths.update(one.minutes for one in found.services if one.service in done)
    for total in values(node.get("total")):
        found.rests.update(total - deposit for deposit in values(node.get("deposit")))
    found.refunds.update(value for key in ("refund", "given_back") for value in values(node.get(key)))
    found.refused = found.refused or bool(node.get("lost")) or bool(node.get("refund"))
    if node.get("deposit_kept") or ("deposit" in node and not any(values(node["deposit"]))):
        found.undeposited = True


def _fact(found: Told, key: str, value: Any) -> None:
    if key in COUNTS and isinstance(value, int):
        found.lengths.add(Decimal(value))
    if not isinstance(value, str):
        return
    if key == "why":
        found.her_minutes.update(minutes(value))  # it says of her wish that it cannot be
    elif key in CLOCKS:
        found.clocks.update(minutes(value))
    elif re.match(r"\d{4}-\d\d-\d\d", value):
        found.days.add(date.fromisoformat(value[:10]))
    elif key == "pay_link":
        found.links.add(value)
    elif key in MONEY:
        getattr(found, MONEY[key]).update(values(value))


def _hers(found: Told, conversation: Mapping[str, Any]) -> None:
    """Her own words may be echoed where they are denied."""
    texts = [one["text"] for one in conversation.get("earlier") or () if one.get("from") == "customer"]
    said = flat(" \n ".join(texts + [one["text"] for one in conversation.get("new") or ()]))
    found.her_minutes.update(minutes(said))
    found.her_days += days(said)
    found.her_amounts.update(one.value for one in amounts(said))
    found.words.update(words_of(said))
    new = flat(" \n ".join(one["text"] for one in conversation.get("new") or ()))
    found.asks, found.pays = "?" in new, bool(PAYS.search(new))
