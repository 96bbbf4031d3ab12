"""From CommonMark to WhatsApp's marks, as Chatwoot's renderer does it."""

import pytest

from sandbox.chatwoot.whatsapp import LONGEST_TEXT, TOO_LONG, Outcome, rendered, send


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
