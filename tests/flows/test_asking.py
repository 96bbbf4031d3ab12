"""A yes binds only where the reply has asked, and about that matter."""

from typing import Any

import pytest

from flows.asking import put
from flows.memory import remember
from flows.notices import render
from models import ConversationState
from models.state import Matter

WHERE = {"day": "viernes 27 de noviembre", "time": "12:30", "stylist": "Marta"}
ANSWERS: dict[Matter, dict[str, Any]] = {
    "cancel": {
        "asked": {"matter": "cancel", "subject": {"appointments": ["c1"]}},
        "appointments": [WHERE | {"alias": "c1", "services": ["Cortar"]}],
        "refund": "5,24 €",
    },
    "change_services": {
        "asked": {"matter": "change_services", "subject": {"appointment": "c1", "services": [19, 3]}},
        "would_be": {"appointment": WHERE | {"services": ["Cortar", "Peinado"], "total": "43,70 €"}},
        "added": ["Peinado"],
        "removed": [],
    },
    "running_late": {
        "asked": {"matter": "running_late", "subject": {"appointment": "c1", "arriving_in": 20}},
        "appointment": WHERE | {"services": ["Cortar"]},
        "delay_minutes": 30,
    },
}
CALL = {"name": "cancel", "arguments": {}, "is_error": True, "result": {"error": "ask_first"} | ANSWERS["cancel"]}


@pytest.mark.parametrize(
    ("matter", "reply"),
    [
        ("cancel", "¿Quieres que cancele tu cita del viernes 27 a las 12:30?"),
        ("cancel", "¿Cancelo tu cita del **viernes 27 a las 12:30** con Marta? Te devolvemos la señal de 5,24 €."),
        ("cancel", "Anularía la cita del viernes y te devolvemos 10 €. ¿Sí?"),
        ("cancel", "Entonces cancelo tu cita del viernes y te devolvemos 5,24 €, ¿vale?"),
        ("cancel", "Hola, Laura, ¿qué tal? ¿Te la cancelo?"),
        ("cancel", "¿Seguro que quieres cancelarla?"),
        ("cancel", "¿Confirmas la cancelación de tu cita del viernes?"),
        ("cancel", "¿La anulamos?"),
        ("cancel", "¿Cancelo estas citas?\n- viernes\n- otra"),
        ("cancel", "Shall I cancel it?"),
        ("cancel", "Would you like me to cancel your appointment at 12:30?"),
        ("cancel", "Are you sure you want to cancel your appointment?"),
        ("cancel", "I would cancel it and give you €5.24 back. Is that ok?"),
        ("change_services", "Serían 43,70 € y 60 minutos. ¿Te parece bien?"),
        ("change_services", "Quedaría así: Cortar y Peinado, hasta las 13:30. Total: 43,70 €. ¿Lo cambio?"),
        ("change_services", "¿Añado el peinado a tu cita?"),
        ("change_services", "¿Quieres el peinado también?"),
        ("change_services", "Would you like me to add the *Peinado* for a total of 43,70 €?"),
        ("running_late", "Llegarías diez minutos tarde. ¿Aviso al salón?"),
        ("running_late", "¿Quieres que avise a Marta de que llegas 30 min tarde?"),
        ("running_late", "¿Se lo digo al salón?"),
        ("running_late", "Serían 30 min de retraso. Aviso al salón, ¿vale?"),
        ("running_late", "Shall I let them know?"),
        ("running_late", "Would you like me to tell Marta?"),
    ],
)
def test_asked(matter: Matter, reply: str) -> None:
    found = put(matter, reply, "es", ANSWERS[matter])
    assert found is not None and not found.either_or


@pytest.mark.parametrize(
    ("matter", "reply"),
    [
        ("cancel", "¿Te parece bien?"),
        ("cancel", "La cancelo en cuanto me digas."),
        ("cancel", "Todavía no la cancelo. ¿Te parece bien?"),
        ("cancel", "Puedes cancelar hasta 24 horas antes, no te preocupes. ¿Te apunto también un peinado?"),
        ("cancel", "Puedes cancelar hasta 24 horas antes. ¿Te parece bien?"),
        ("cancel", "You can cancel up to 24 hours before. Would you like a blow-dry too?"),
        ("cancel", "¿Sabías que puedes cancelar hasta 24 h antes?"),
        ("cancel", "¿Te cuento las condiciones de cancelación?"),
        ("cancel", "Do you want to know our cancellation policy?"),
        ("cancel", "¿Cuál de tus citas quieres cancelar?"),
        ("cancel", "¿Por qué quieres cancelarla?"),
        ("cancel", "¿Cancelo tu cita del martes 1 con Pilar?"),
        ("cancel", "¿Te cancelo la de las 10:00?"),
        ("cancel", "Cancelaría tu cita del martes a las 10:00. ¿Te parece bien?"),
        ("cancel", "¿No quieres cancelarla, entonces?"),
        ("cancel", render("fallback_ask", "es", {})),
        ("cancel", render("fallback_ask", "en", {})),
        ("change_services", "¿Qué tal estás hoy?"),
        ("change_services", "¿Todo bien?"),
        ("change_services", "¿Lo cambio?"),
        ("change_services", "Serían 45 € y 60 minutos. ¿Te parece bien?"),
        ("change_services", "Serían 43,70 €. ¿Cómo te llamas?"),
        ("running_late", "¿Cómo te llamas?"),
        ("running_late", "¿Te digo cómo llegar?"),
        ("running_late", "Shall I tell you how to get here?"),
        ("running_late", "Un momento."),
    ],
)
def test_not_asked(matter: Matter, reply: str) -> None:
    language = "en" if "Before" in reply else "es"
    assert put(matter, reply, language, ANSWERS[matter]) is None


@pytest.mark.parametrize(
    "reply",
    [
        "Si la cancelas ahora pierdes la señal, ¿la cancelo o prefieres que te la cambie?",
        "¿La cancelo? ¿O prefieres moverla a otro día?",
        "¿La cancelo? ¿Te busco otro hueco?",
        "Shall I cancel it, or would you rather move it?",
    ],
)
def test_a_choice_wants_more_than_a_yes(reply: str) -> None:
    found = put("cancel", reply, "es", ANSWERS["cancel"])
    assert found is not None and found.either_or


def test_what_she_may_repeat_is_what_was_asked_about() -> None:
    found = put("change_services", "Serían 43,70 €. ¿Te parece bien?", "es", ANSWERS["change_services"])
    assert found is not None and found.acts == ["change", "add"]
    assert {"peinado", "viernes", "12:30"} <= set(found.words) and not {"19", "3"} & set(found.words)


def test_a_question_that_was_not_put_is_not_open() -> None:
    asked = remember(ConversationState(), [CALL], 7, "¿Cancelo la cita?", "es").asked
    assert asked is not None and (asked.matter, asked.turn_id, asked.acts) == ("cancel", 7, ["cancel"])
    assert remember(ConversationState(), [CALL], 7, "¿Qué tal?", "es").asked is None
