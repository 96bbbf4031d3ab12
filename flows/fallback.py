"""What is said when the model's own words may not be sent: the state's template, over facts of this turn."""

import json
from collections.abc import Sequence
from typing import Any

from flows.notices import render
from flows.wording import listed

NOTICED = "she_has_read"
"""Key in a tool's result: the notices that the house has sent her in the same transaction. They are an answer."""

NOT_UNDERSTOOD = "not_understood"


def fallback(texts: Sequence[str], language: str) -> str:
    """The newest thing the tools found that she would want to read, else one kind question. Empty when she has read
    it already: the house has sent her a notice.

    `texts` is what the model was sent, oldest first; results of tools are JSON objects. News ends what they are worth.
    """
    for text in reversed(texts):
        if text.startswith("<news>"):
            break  # what tools found before may not be so any more
        if not text.startswith("{"):
            continue
        result = json.loads(text)
        if result.get(NOTICED):
            return ""
        if options := result.get("options"):
            return render("fallback_options", language, {"options": [_option(one, language) for one in options]})
        if result.get("held") and result.get("deposit"):
            return render(
                "fallback_held", language, _some(result, "day", "time", "stylist", "deposit", "until", "pay_link")
            )
        if result.get("released"):
            return render("fallback_released", language, {})
        if result.get("waiting"):
            return render("fallback_waiting", language, {})
        if result.get("error") == "ask_first":
            return render("fallback_ask", language, {})
    return render(NOT_UNDERSTOOD, language, {})


def is_not_understood(reply: str, language: str) -> bool:
    """Whether the reply is the question that stands where nothing better was found."""
    return reply == render(NOT_UNDERSTOOD, language, {})


def _option(option: dict[str, Any], language: str) -> dict[str, Any]:
    """Day and time of an option, with everybody who is needed for it."""
    stylists = dict.fromkeys(one.get("stylist", "") for one in (option, *(option.get("others") or ())))
    return {
        "day": option.get("day", ""),
        "time": option.get("time", ""),
        "stylist": listed(list(stylists), language),
    }


def _some(result: dict[str, Any], *names: str) -> dict[str, str]:
    return {name: str(result.get(name) or "") for name in names}
