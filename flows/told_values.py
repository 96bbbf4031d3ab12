"""Values in what the model was told, as they are compared: amounts, minutes, slots, dates, words."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from flows.facts import Slot
from flows.spoken_time import times
from flows.tokens import amounts, flat


def values(text: Any) -> Iterator[Decimal]:
    yield from (one.value for one in amounts(flat(str(text or ""))))


def minutes(text: str) -> Iterator[int]:
    yield from (minute for time in times(flat(text)) for minute in time.minutes)


def slots_of(node: Mapping[str, Any], day: date | None = None) -> Iterator[Slot]:
    """Its slot, one for each stylist of it; those of several visits."""
    clock, stylist = node.get("time"), node.get("stylist")
    done = frozenset(flat(str(one)) for one in node.get("services") or ())
    if isinstance(clock, str) and isinstance(stylist, str):
        for minute in minutes(clock):
            for name in re.split(r",| y | and ", stylist):
                yield Slot(date_of(node) or day, minute, flat(name), done)
    for visit in node.get("visits") or ():
        yield from slots_of(visit, date_of(node) or day)


def date_of(node: Mapping[str, Any]) -> date | None:
    value = node.get("date")
    return date.fromisoformat(value) if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value) else None


def words_of(node: Any) -> Iterator[str]:
    """Every word in it, as it is searched."""
    yield from re.findall(r"[a-z]{2,}", flat(json.dumps(node, ensure_ascii=False)))


def tagged(tag: str, text: str) -> Any:
    start, end = text.rfind(f"<{tag}>"), text.rfind(f"</{tag}>")
    return json.loads(text[start + len(tag) + 2 : end]) if 0 <= start < end else None
