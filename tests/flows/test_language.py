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


@pytest.mark.parametrize(
    ("before", "text", "language"),
    [
        ("es", "ok thanks 😊", None),
        ("es", "thank you!! love it ❤️", None),
        ("es", "Hi!", None),
        ("es", "Good morning", None),
        ("es", "please", None),
        ("es", "Free Style", None),
        ("es", "hair cut on Friday", None),
        ("es", "10 am", None),
        ("es", "Hi guapa, mañana", None),
        ("es", "ok, thanks, pues el viernes", "es"),
        ("es", "I'd like to come on Friday", "en"),
        ("es", "how much is it?", "en"),
        ("es", "Do you have anything tomorrow?", "en"),
        ("es", "can I move my appointment?", "en"),
        ("en", "ok gracias 😊", None),
        ("en", "hola, buenos dias", None),
        ("en", "¿tenéis hueco?", "es"),
        ("en", "quiero cita mañana", "es"),
        ("en", "y cuanto cuesta?", "es"),
        ("en", "thanks! how long does it take?", "en"),
        (None, "thanks", "en"),
        (None, "hola", "es"),
    ],
)
def test_whose_language_is_known_changes_it_with_a_sentence_not_with_a_word(
    before: str | None, text: str, language: str | None
) -> None:
    assert spoken([text], ["es", "en"], before) == language


def test_there_and_back_again() -> None:
    language: str | None = None
    for text, then in (
        ("hola, quiero cita mañana por la tarde", "es"),
        ("ok thanks 😊", "es"),
        ("Free Style", "es"),
        ("Sorry, can we speak English? I want to come tomorrow", "en"),
        ("thanks", "en"),
        ("gracias", "en"),
        ("perdona, ¿y cuánto dura el corte?", "es"),
    ):
        language = spoken([text], ["es", "en"], language) or language
        assert language == then, text
