"""What may be stored as a name."""

import pytest

from flows.names import NotAName, clean, first_name


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("laura", "Laura"),
        ("  María   José ", "María José"),
        ("O’Neil", "O'Neil"),
        ("Pérez-Gil", "Pérez-Gil"),
        ("Núñez", "Núñez"),
        ("Ñ", "Ñ"),
        ("李", "李"),
    ],
)
def test_names(given: str, stored: str) -> None:
    assert clean(given) == stored


@pytest.mark.parametrize(
    "given",
    ["", "   ", "✨✨", "Ana1", "+34600111222", "<b>Ana</b>", "Ana\u202eevil", "a" * 61, "=cmd", "Ana; DROP", "'-'"],
)
def test_what_is_no_name(given: str) -> None:
    with pytest.raises(NotAName):
        clean(given)


@pytest.mark.parametrize(
    ("shown", "name"),
    [("Laura T.", "Laura"), ("✨✨", None), ("✨ Sofía", None), ("J", None), (None, None), ("", None), ("ANA", "ANA")],
)
def test_what_whatsapp_shows(shown: str | None, name: str | None) -> None:
    assert first_name(shown) == name
