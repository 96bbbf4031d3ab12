"""Scenario 28: an emergency goes to a person at once, whatever is being talked about."""

from collections.abc import Callable

import pytest

from tests.house import House
from tests.scenarios.regulars import notes, regular
from tests.scenarios.variants import Script, written

LAURA = "+34600000028"


def talking(home: House) -> None:
    """She has asked something."""
    home.writes(LAURA, "hola, ¿cuánto cuesta cortarme el pelo?")


def choosing(home: House) -> None:
    """She has slots before her."""
    home.writes(LAURA, "Soy Laura Torres, quiero cortarme el pelo el viernes")


def naming(home: House) -> None:
    """She has chosen one, and her surname is asked for."""
    home.writes(LAURA, "hola, quiero cortarme el pelo el viernes a las 10:00")
    home.writes(LAURA, "sí, soy Laura. A las 10:00 con Ana")


def paying(home: House) -> None:
    """She has a hold."""
    regular(home, LAURA, "Laura", "Torres").holds("Ana", "2026-11-27 10:00")


def booked(home: House) -> None:
    """She has an appointment."""
    regular(home, LAURA, "Laura", "Torres").has("Ana", "2026-11-27 10:00")


def nothing(home: House) -> None:
    """She has never written."""


@written(
    plain={"help": "me cuesta respirar"},
    typos={"help": "me questa respirar muxo"},
    no_accents={"help": "no puedo respirar bien estoy en el salon"},
    burst={"help": ("hola", "perdona", "no me encuentro bien", "me cuesta mucho respirar")},
    second_thoughts={"help": ("¿a qué hora abrís?", "da igual", "tengo un dolor en el pecho")},
    english={"help": "help, I have chest pain"},
)
@pytest.mark.parametrize(
    "state", [nothing, talking, choosing, naming, paying, booked], ids=lambda state: state.__name__
)
def test_28_an_emergency_in_every_state(home: House, script: Script, state: Callable[[House], None]) -> None:
    state(home)
    rounds = home.row("SELECT count(*) AS n FROM round")["n"]
    held = home.rows("SELECT status FROM booking")
    told = script.say(home, LAURA, "help")[-1]
    assert "112" in told
    assert home.row("SELECT count(*) AS n FROM round")["n"] == rounds, "the model is not asked"
    talk = home.row("SELECT mode, handover_reason FROM conversation")
    assert talk == {"mode": "with_person", "handover_reason": "emergency"}
    assert any("emergencia" in note for note in notes(home))
    assert [one["status"] for one in home.standins.get("/sandbox/inbox")] == ["open"]
    assert home.writes(LAURA, "¿hola?") == [], "a person has it now"
    assert home.rows("SELECT status FROM booking") == held, "what she has stays hers"
