"""The stand-in for Claude's mind: a Messages request in, content blocks out.

It understands ordinary Spanish and English, follows the desk's policy and calls the tools that the
request offers. It keeps nothing between two calls and gives the same answer to the same request.
"""

import base64
import hashlib
import json
import re
from typing import Any

from .desk import Desk, desk_for
from .notes import notes_of
from .policy import reply
from .prompt import view_of
from .talk import ToolCall, ToolsWanted

_NOT_AT_THE_DESK = "Soy el sustituto de Claude en la demo y solo atiendo la recepción del salón."


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """The content blocks and the stop reason with which a model would answer this request.

    A request without the desk's prompt (no catalogue, no situation) gets one honest sentence.
    """
    if (notes := notes_of(request)) is not None:
        return {"content": [_text(notes)], "stop_reason": "end_turn"}
    try:
        desk = desk_for(view_of(request))
    except (ValueError, KeyError):
        return {"content": [_text(_NOT_AT_THE_DESK)], "stop_reason": "end_turn"}
    try:
        said = reply(desk)
        if not said and desk.talk.noticed:
            return {"content": [], "stop_reason": "end_turn"}  # the house has written to her already
        text = without(said, desk.view.refused) or desk.voice.say("confused_open")
        return {"content": [_text(text)], "stop_reason": "end_turn"}
    except ToolsWanted as wanted:
        seed = hashlib.sha256(json.dumps(request, sort_keys=True).encode()).hexdigest()
        uses = [_tool_use(call, seed, place) for place, call in enumerate(wanted.calls)]
        return {"content": [_thinking(desk, wanted.calls, seed), *uses], "stop_reason": "tool_use"}


def without(text: str, refused: tuple[str, ...]) -> str:
    """The text without the lines that hold something which the house has refused to send.

    A refused date comes as day and month in figures ("27/12"); it is known by its day.
    """
    marks = [re.sub(r"^(\d+)/\d+$", r"\1", one) for one in refused]
    wrong = re.compile("|".join(rf"(?<!\w){re.escape(mark)}(?!\w)" for mark in marks) or "(?!)")
    kept = "\n".join(line for line in text.splitlines() if not wrong.search(line))
    return re.sub(r"\n{3,}", "\n\n", kept).strip()


def _text(text: str) -> dict[str, Any]:
    return {"type": "text", "text": text}


def _thinking(desk: Desk, calls: list[ToolCall], seed: str) -> dict[str, Any]:
    """A thinking block like Claude's; its signature only has to come back unchanged."""
    tools = ", ".join(call.tool for call in calls)
    services = ", ".join(desk.catalogue.names(desk.wish.services)) or "no service yet"
    thought = f"Services: {services}. I need {tools} before I answer."
    signature = base64.b64encode(hashlib.sha256(f"thinking:{seed}".encode()).digest()).decode()
    return {"type": "thinking", "thinking": thought, "signature": signature}


def _tool_use(call: ToolCall, seed: str, place: int) -> dict[str, Any]:
    number = hashlib.sha256(f"{seed}:{place}".encode()).hexdigest()[:24]
    return {"type": "tool_use", "id": f"toolu_{number}", "name": call.tool, "input": call.input}
