"""Which language a customer writes in."""

import pytest

from flows.language import spoken


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("hola", "es"),
        ("quiero hacerme mechas el viernes", "es"),
        ("¿cuánto cuesta?", "es"),
        ("mañana por la tarde", "es"),
        ("Hi! I'd like a haircut tomorrow", "en"),
        ("how much is it?", "en"),
        ("friday please", "en"),
        ("Laura Torres", None),
        ("12:30", None),
        ("ok", None),
        ("✨✨", None),
        ("", None),
    ],
)
def test_spoken(text: str, language: str | None) -> None:
    assert spoken([text], ["es", "en"]) == language


def test_only_what_the_house_speaks() -> None:
    assert spoken(["I would like a haircut"], ["es"]) is None
