"""Notes on a long conversation, as the small model would write them: what the customer said, shortened."""

import json
import re
from typing import Any

_MOST_LINES = 8
_LONGEST_LINE = 120


def notes_of(request: dict[str, Any]) -> str | None:
    """The notes; None when the request does not ask for any."""
    told = re.search(r"<conversation>\n(.*)\n</conversation>", str(request["messages"][-1]["content"]), re.DOTALL)
    if told is None or request.get("tools"):
        return None
    talk = json.loads(told[1])
    if "notes_so_far" not in talk:
        return None
    before = (talk["notes_so_far"] or "").splitlines()
    said = [one["text"] for one in talk["messages"] if one["from"] == "customer" and (one["text"] or "").strip()]
    lines = before + [f"- {' '.join(text.split())[:_LONGEST_LINE]}" for text in said]
    return "\n".join(lines[-_MOST_LINES:]) or "-"
