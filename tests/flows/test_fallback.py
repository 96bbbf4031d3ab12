"""What is said when the model's own words may not be sent."""

import json

import pytest

from flows.fallback import fallback

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
