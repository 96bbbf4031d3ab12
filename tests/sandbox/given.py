"""When the tests of the vendors begin, and who thinks in them."""

from datetime import UTC, datetime

from sandbox.store import Document

NINE = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
"""Monday 23 November 2026, 09:00 in Madrid."""


def parrot(request: Document) -> Document:
    """A brain that says what it was told last, so that tests of the wire need no understanding."""
    last = request["messages"][-1]["content"]
    text = last if isinstance(last, str) else str(last[-1].get("text") or last[-1].get("content"))
    return {"content": [{"type": "text", "text": text}], "stop_reason": "end_turn"}
