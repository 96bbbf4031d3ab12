"""The page with the machines is what the tables say. `DRAW=1` writes it."""

import os
from pathlib import Path

from flows.conversation import Event
from flows.drawing import MEANINGS, draw

PAGE = Path(__file__).parents[2] / "docs" / "machines.md"


def test_the_page_is_drawn_from_the_tables() -> None:
    if os.environ.get("DRAW"):
        PAGE.write_text(draw())
    assert PAGE.read_text() == draw()


def test_every_event_is_explained() -> None:
    assert set(MEANINGS) == set(Event)
