"""Whether a reply has put a question to the customer: a yes to one that was never asked is no yes.

The sentence that asks must be about the matter: whether to cancel it, to change it so, to tell the salon. A question
about something else beside it ("¿Te apunto un peinado?") does not count, and neither does a word of it elsewhere.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from flows.asking_words import (
    AGREED,
    ALTERNATIVE,
    BEFORE_IT,
    DENIED,
    DOES,
    NO_YES_OR_NO,
    OPEN,
    SENTENCES,
    TELLS_HER,
    WANTED,
    WEEKDAYS,
)
from flows.consent import spoken
from flows.consent_words import ALL_OF_THEM
from flows.notices import render
from flows.tokens import flat, unlinked
from models.state import Matter

FACTS: Final = ("day", "time", "stylist", "services", "for", "total", "refund", "lost", "delay_minutes", "arriving_in")
"""Keys of a tool's answer whose words are of the question."""


@dataclass(frozen=True, slots=True)
class Put:
    """A question as it was put: what she may say back, and whether a bare yes is enough."""

    acts: list[str]
    words: list[str]
    either_or: bool


def put(matter: Matter, reply: str, language: str, result: Mapping[str, Any]) -> Put | None:
    """The reply's question about the matter; None where there is none. `result` is what the tool answered."""
    if render("fallback_ask", language, {}) in reply:
        return None  # the house's own: it asks what she wants
    said = [flat(one) for one in re.split(SENTENCES, unlinked(reply)) if one.strip()]
    asking = [n for n, one in enumerate(said) if "?" in one]
    about = [n for n in asking if _about(matter, said, n, result)]
    if not about:
        return None
    others = [n for n in asking if n not in about and _also_asks(said[n], n < about[-1])]
    either_or = bool(others) or bool(re.search(ALTERNATIVE, said[about[-1]]))
    return Put(_acts(matter, result), sorted(_words(result)), either_or)


def _about(matter: Matter, said: list[str], n: int, result: Mapping[str, Any]) -> bool:
    """Whether this sentence asks that: itself, or as "¿Te parece bien?" after one that says what would be done."""
    asks = said[n]
    if re.fullmatch(AGREED, asks):
        before = " ".join(said[max(0, n - BEFORE_IT) : n])
        if _of_another(before, result):
            return False
        return bool(re.search(DOES[matter], before)) and not _denied(matter, before) and _named(matter, said, result)
    if re.search(OPEN, asks) or re.search(NO_YES_OR_NO, asks) or _denied(matter, asks) or _of_another(asks, result):
        return False
    if matter == "running_late" and re.search(TELLS_HER, asks):
        return False
    if matter == "change_services" and _named(matter, [asks], result) and re.search(WANTED[matter], asks):
        return True
    return bool(re.search(DOES[matter], asks)) and _named(matter, said, result)


def _denied(matter: Matter, said: str) -> bool:
    return bool(re.search(DENIED[matter], said))


def _of_another(said: str, result: Mapping[str, Any]) -> bool:
    """Whether it names a weekday or a time of day that none of the appointments to be cancelled has."""
    hers = result.get("appointments") or ()
    known = spoken(str(one.get(key)) for one in hers for key in ("day", "time", "ends"))
    return bool(known) and not {one for one in spoken([said]) if ":" in one or one in WEEKDAYS} <= known


def _named(matter: Matter, said: list[str], result: Mapping[str, Any]) -> bool:
    """A change must be told by the services that come or go, or by what it costs then."""
    if matter != "change_services":
        return True
    would_be = result.get("would_be") or {}
    here = spoken(said)
    total = spoken([str((would_be.get("appointment") or {}).get("total") or "")])
    if total and total <= here:
        return True
    differing = [*(result.get("added") or ()), *(result.get("removed") or ())]
    return any(_stems(spoken([one])) & _stems(here) for one in differing)


def _stems(words: set[str]) -> set[str]:
    return {word[:5] for word in words if len(word) > 3 or word.isdigit()}


def _also_asks(asks: str, earlier: bool) -> bool:
    """Whether a yes could mean this other question: not where it wants more than a yes and came first."""
    return not (re.fullmatch(AGREED, asks) or (earlier and re.search(OPEN, asks)))


def _acts(matter: Matter, result: Mapping[str, Any]) -> list[str]:
    match matter:
        case "cancel":
            return ["cancel"]
        case "running_late":
            return ["tell"]
        case "change_services":
            ways = {"add": result.get("added"), "remove": result.get("removed")}
            return ["change", *(act for act, names in ways.items() if names)]


def _words(result: Mapping[str, Any]) -> set[str]:
    found = spoken(_texts(result))
    several = len(result.get("appointments") or ()) > 1
    return found | set(spoken(ALL_OF_THEM)) if several else found


def _texts(node: Any, wanted: bool = False) -> Iterator[str]:
    """Everything under the keys of `FACTS`, wherever they are."""
    if isinstance(node, Mapping):
        for key, value in node.items():
            yield from _texts(value, key in FACTS or key in ("added", "removed"))
    elif isinstance(node, list):
        for one in node:
            yield from _texts(one, wanted and isinstance(one, str))  # numbers in lists are ids
    elif wanted and node is not None:
        yield str(node)
