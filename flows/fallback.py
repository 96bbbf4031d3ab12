"""What is said when the model's own words may not be sent: the state's template, over facts of this turn."""

import json
from collections.abc import Sequence
from typing import Any

from flows.notices import render


def fallback(texts: Sequence[str], language: str) -> str:
    """The newest thing the tools found that she would want to read, else one kind question.

    `texts` is what the model was sent, oldest first; results of tools are JSON objects. News ends what they are worth.
    """
    for text in reversed(texts):
        if text.startswith("<news>"):
            break  # what tools found before may not be so any more
        if not text.startswith("{"):
            continue
        result = json.loads(text)
        if options := result.get("options"):
            return render("fallback_options", language, {"options": [_option(one) for one in options]})
        if result.get("held") and result.get("deposit"):
            return render(
                "fallback_held", language, _some(result, "day", "time", "stylist", "deposit", "until", "pay_link")
            )
        if result.get("error") == "ask_first":
            return render("fallback_ask", language, {})
    return render("not_understood", language, {})


def _option(option: dict[str, Any]) -> dict[str, Any]:
    return {"day": option.get("day", ""), "time": option.get("time", ""), "stylist": option.get("stylist", "")}


def _some(result: dict[str, Any], *names: str) -> dict[str, str]:
    return {name: str(result.get(name) or "") for name in names}
