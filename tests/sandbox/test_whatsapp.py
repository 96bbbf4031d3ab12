"""From CommonMark to WhatsApp's marks, as Chatwoot's renderer does it."""

import pytest

from sandbox.chatwoot.whatsapp import LONGEST_TEXT, LONGEST_TEXT_WITH_BUTTONS, TOO_LONG, Outcome, misfit, rendered, send
from sandbox.store import Document


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("**Pilar**, 10:30", "*Pilar*, 10:30"),
        ("*Pilar*", "_Pilar_"),
        ("`B12`", "`B12`"),
        ("Hola\n¿qué tal?", "Hola\n¿qué tal?"),
        ("Hola\n\n\n¿qué tal?", "Hola\n\n\n¿qué tal?"),
        ("Hola\n \nAdiós", "Hola\n\nAdiós"),
        ("- uno\n- dos", "- uno\n- dos"),
        ("Opciones:\n- uno\n- **dos**", "Opciones:\n- uno\n- *dos*"),
        ("1. uno\n2. dos", "1. uno\n2. dos"),
        ("Opciones:\n\n1. uno\n2. dos", "Opciones:\n\n1. uno\n2. dos"),
        ("[pagar](https://x.example/pay)", "https://x.example/pay"),
        ("https://x.example/pay/a_b_c*d", "https://x.example/pay/a_b_c*d"),
        ("dos \\*estrellas\\*", "dos *estrellas*"),
        ("80,00 &euro; <b>ya</b>", "80,00 € ya"),
        ("# Título\ntexto", "Título\ntexto"),
        ("> cita", "> cita"),
        ("💇‍♀️ שלום", "💇‍♀️ שלום"),
        ("", ""),
    ],
)
def test_rendered(content: str, text: str) -> None:
    assert rendered(content) == text


def test_a_text_has_a_longest_length() -> None:
    fitting = "x" * LONGEST_TEXT
    assert send(fitting, None, window_open=True) == Outcome(text=fitting)
    assert send(fitting + "x", None, window_open=True) == Outcome(error=TOO_LONG)


def items(*titles: str) -> list[Document]:
    """Options to tap, each with a value of its own."""
    return [{"title": title, "value": f"a{n}"} for n, title in enumerate(titles)]


LONG_TEXT = "x" * (LONGEST_TEXT_WITH_BUTTONS + 1)
MANY = [f"{n}" for n in range(10)]


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        (items("x" * 20, "b", "c"), LONG_TEXT[1:]),
        (items("x" * 24, "b", "c", "d"), LONG_TEXT),
        (items(*MANY), ""),
        (items(), LONG_TEXT),
    ],
)
def test_what_can_be_tapped(shown: list[Document], text: str) -> None:
    assert misfit(shown, text) is None


@pytest.mark.parametrize(
    ("shown", "text", "error"),
    [
        (items("x" * 21), "", "131009: Title length invalid. Min length: 1, max length: 20"),
        (items("x" * 25, "b", "c", "d"), "", "131009: Title length invalid. Min length: 1, max length: 24"),
        (items("a", ""), "", "131009: Title length invalid. Min length: 1, max length: 20"),
        (items(*MANY, "10"), "", "131009: Total row count exceed max allowed count: 10"),
        (items("a", "a"), "", "131009: Duplicated title"),
        (items("a") + items("b"), "", "131009: Duplicated id"),
        (items("a"), LONG_TEXT, "131009: Body text length invalid. Min length: 1, max length: 1024"),
    ],
)
def test_what_cannot(shown: list[Document], text: str, error: str) -> None:
    assert misfit(shown, text) == error
