"""What is said when the model's own words may not be sent."""

import json

import pytest

from flows.fallback import fallback
from flows.notices import render

OPTION = {"offer": "a1", "stylist": "Marta", "day": "viernes 27 de noviembre", "time": "16:00"}
BOTH = OPTION | {"others": [{"for": "mi hija", "stylist": "Sara", "time": "16:00"}]}


@pytest.mark.parametrize(
    ("option", "language", "line"),
    [
        (OPTION, "es", "**viernes 27 de noviembre a las 16:00** con Marta"),
        (BOTH, "es", "**viernes 27 de noviembre a las 16:00** con Marta y Sara"),
        (BOTH, "en", "**viernes 27 de noviembre at 16:00** with Marta and Sara"),
    ],
)
def test_everybody_is_named_who_is_needed_for_an_option(option: dict[str, object], language: str, line: str) -> None:
    assert line in fallback([json.dumps({"options": [option]})], language)


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("done", ["released", "waiting"])
def test_what_was_done_last_is_what_is_said(done: str, language: str) -> None:
    held = {"held": True, "deposit": "5,24 €", "day": "viernes", "time": "10:00", "stylist": "Ana"}
    held |= {"until": "9:30", "pay_link": "https://x.example/pay/1"}
    texts = [json.dumps(held), json.dumps({done: True})]
    assert fallback(texts, language) == render(f"fallback_{done}", language, {})
    assert "9:30" in fallback(texts[:1], language)
