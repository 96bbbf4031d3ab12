"""The reply guard by rule: what belongs together, what is only echoed, and which events speak for a claim."""

import json
from pathlib import Path

import pytest

from flows.guard import breaches
from tests.flows.replies.turns import texts

REPLIES = Path(__file__).with_name("replies")


def kinds(reply: str, turn: str, language: str = "es") -> list[str]:
    return [breach.kind for breach in breaches(reply, texts(turn, language))]


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        ("El viernes 27 a las 12:30 con Pilar.", "time"),
        ("El sábado 28 a las 10:30 con Pilar.", "time"),
        ("El sábado 27 con Pilar.", "date"),
        ("El 4 de diciembre de 2027 o el 31/12.", "date"),
        ("La señal son 80 €.", "amount"),
        ("El corte son 62,50 €.", "amount"),
        ("El corte dura 20 minutos.", "length"),
        ("La señal es del 30 %.", "percent"),
        ("Paga en https://evil.example/pay", "link"),
        ("Te peina Penélope.", "stylist"),
        ("El peinado va de regalo.", "free"),
        ("Cancela hasta 2 horas antes.", "length"),
    ],
)
def test_what_does_not_belong_together_is_stopped(reply: str, kind: str) -> None:
    assert kind in kinds(reply, "options")


def test_her_own_hour_may_be_said_only_to_deny_it() -> None:
    assert kinds("A las 18:00 no me queda nada.", "options") == []
    assert kinds("A las 18:00 perfecto.", "options") == ["time"]
    assert kinds("No te preocupes, a las 18:00 perfecto.", "options") == ["time"]


def test_an_hour_she_asked_for_stays_an_echo_when_it_is_noted() -> None:
    facts = [text.replace('"time":null', '"time":"18:00"') for text in texts("options", "es")]
    assert [breach.kind for breach in breaches("Tengo a las 18:00.", facts)] == ["time"]


@pytest.mark.parametrize(
    ("claim", "turns"),
    [
        ("Tu cita está confirmada.", {"booked", "moved", "late", "free", "news"}),
        ("Tu cita sigue confirmada.", {"booked", "moved", "moving", "late", "free", "news"}),
        ("Tu cita del viernes está confirmada.", {"booked", "moving", "news"}),
        ("Te la he reservado hasta las 9:30.", {"held", "paying"}),
        ("Te la reservé para el viernes a las 10:30.", {"booked", "moving", "news"}),
        ("Te la he cambiado.", {"moved"}),
        ("La he cancelado.", {"cancelled"}),
        ("Te hemos devuelto la señal.", {"cancelled"}),
        ("Estás en la lista de espera.", {"waiting"}),
        ("He avisado al equipo.", {"late"}),
    ],
)
def test_a_claim_needs_its_event(claim: str, turns: set[str]) -> None:
    every = json.loads((REPLIES / "es.json").read_text("utf-8"))
    assert {turn for turn in every if not kinds(claim, turn)} == turns


@pytest.mark.parametrize(
    "reply",
    [
        "¿Quieres que te la deje reservada?",
        "En cuanto pagues, tu cita quedará confirmada.",
        "No está confirmada hasta que pagues la señal.",
        "Dime cuál y te la guardo.",
        "Si quieres, te la reservo.",
    ],
)
def test_questions_conditions_and_denials_claim_nothing(reply: str) -> None:
    assert kinds(reply, "options") == []


def test_the_newest_situation_counts() -> None:
    held, confirmed = texts("held", "es"), texts("news", "es")[-1]
    assert kinds("Tu cita está confirmada.", "held") == ["claim"]
    assert breaches("Tu cita está confirmada.", [*held, confirmed]) == []


def test_what_the_guard_complained_of_is_no_fact() -> None:
    correction = '<correction>Your reply was not sent. [{"kind":"amount","found":"45 €"}]</correction>'
    assert [b.kind for b in breaches("Son 45 €.", [*texts("options", "es"), correction])] == ["amount"]
