"""A yes binds only where the reply has asked."""

import pytest

from flows.asking import asks
from flows.memory import remember
from flows.notices import render
from models import ConversationState
from models.state import Matter

CALL = {
    "name": "cancel",
    "arguments": {},
    "is_error": True,
    "result": {"error": "ask_first", "asked": {"matter": "cancel", "subject": {"appointments": ["c1"]}}},
}


@pytest.mark.parametrize(
    ("matter", "reply", "language", "bound"),
    [
        ("cancel", "¿Quieres que cancele tu cita del viernes 27 a las 10:30?", "es", True),
        ("cancel", "Anularía la cita del viernes y te devolvemos 10 €. ¿Sí?", "es", True),
        ("cancel", "Shall I cancel it?", "en", True),
        ("cancel", "¿Te parece bien?", "es", False),
        ("cancel", "La cancelo en cuanto me digas.", "es", False),
        ("cancel", render("fallback_ask", "es", {}), "es", False),
        ("cancel", render("fallback_ask", "en", {}), "en", False),
        ("change_services", "Serían 45 € y 60 minutos. ¿Te parece bien?", "es", True),
        ("running_late", "Llegarías diez minutos tarde. ¿Aviso al salón?", "es", True),
        ("running_late", "Un momento.", "es", False),
    ],
)
def test_what_counts_as_asked(matter: Matter, reply: str, language: str, bound: bool) -> None:
    assert asks(matter, reply, language) is bound


def test_a_question_that_was_not_put_is_not_open() -> None:
    asked = remember(ConversationState(), [CALL], 7, "¿Cancelo la cita?", "es").asked
    assert asked is not None and (asked.matter, asked.turn_id) == ("cancel", 7)
    assert remember(ConversationState(), [CALL], 7, "¿Qué tal?", "es").asked is None
