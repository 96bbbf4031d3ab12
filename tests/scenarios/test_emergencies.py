"""Scenario 28: an emergency goes to a person at once, whatever is being talked about."""

from collections.abc import Callable

import pytest

from gateways.invariants import check
from models.ids import BusinessId
from tests.house import House
from tests.scenarios.regulars import notes, pays
from tests.scenarios.variants import Script, written

LAURA = "+34600000028"
STAFF = f"/sandbox/staff/%2B{LAURA[1:]}"


State = Callable[[House, Script], str]
"""Brings her there, in the script's own words; the conversation's mode."""


def nothing(home: House, script: Script) -> str:
    """She has never written."""
    assert home.rows("SELECT id FROM conversation") == []
    return ""


def talking(home: House, script: Script) -> str:
    """She has asked something."""
    script.say(home, LAURA, "price")
    return "talking"


def choosing(home: House, script: Script) -> str:
    """She has slots before her."""
    home.free_only("2026-11-27", Ana=[("10:00", "10:40")], Pilar=[("17:00", "17:40")])
    script.say(home, LAURA, "slots")
    return "choosing"


def naming(home: House, script: Script) -> str:
    """She has chosen one, and her surname is asked for."""
    choosing(home, script)
    script.say(home, LAURA, "take")
    return "naming"


def paying(home: House, script: Script) -> str:
    """She has a hold."""
    naming(home, script)
    script.say(home, LAURA, "surname")
    return "paying"


def booked(home: House, script: Script) -> str:
    """She has an appointment."""
    paying(home, script)
    pays(home, home.row("SELECT code FROM booking WHERE status = 'held'")["code"])
    return "booked"


def with_person(home: House, script: Script) -> str:
    """She has asked something, and a person has taken over and answered."""
    talking(home, script)
    home.standins.post(f"{STAFF}/messages", {"text": "Hola, soy Eva. Ahora te miro un hueco."})
    home.settle()
    return "with_person"


def mode(home: House) -> str:
    """Where the conversation is; empty when there is none."""
    return "".join(row["mode"] for row in home.rows("SELECT mode FROM conversation"))


STATES: list[State] = [nothing, talking, choosing, naming, paying, booked, with_person]


@written(
    plain={
        "price": "hola, ¿cuánto cuesta cortarme el pelo?",
        "slots": "Hola, quiero cortarme el pelo el viernes",
        "take": "Sí, soy Laura. A las 10:00 con Ana",
        "surname": "Torres",
        "help": "me cuesta respirar",
    },
    typos={
        "price": "ola kuanto cuesta kortarme el pelo",
        "slots": "kiero kortarme el pelo el biernes",
        "take": "sii soi laura, alas 10 con ana",
        "surname": "torres",
        "help": "me questa respirar muxo",
    },
    no_accents={
        "price": "que precio tiene cortarse el pelo",
        "slots": "un corte para el viernes",
        "take": "si soy Laura la de las 10",
        "help": "no puedo respirar bien estoy en el salon",
    },
    burst={
        "price": ("hola", "una pregunta", "¿cuánto cuesta", "cortarme el pelo?"),
        "slots": ("hola", "quería cortarme el pelo", "el viernes"),
        "take": ("sí", "soy Laura", "a las 10:00"),
        "surname": ("perdona", "Torres"),
        "help": ("hola", "perdona", "no me encuentro bien", "me cuesta mucho respirar"),
    },
    second_thoughts={
        "price": ["¿cuánto cuesta un peinado?", "no, perdona, ¿y un corte?"],
        "slots": ["quiero cortarme el pelo el jueves", "no, mejor el viernes"],
        "take": ["a las 17:00", "uy no, soy Laura, mejor a las 10:00"],
        "help": ("¿a qué hora abrís?", "da igual", "tengo un dolor en el pecho"),
    },
    english={
        "price": "hi, how much is a haircut?",
        "slots": "hi, I'd like a haircut on Friday please",
        "take": "yes, I'm Laura. 10:00 please",
        "help": "help, I have chest pain",
    },
)
@pytest.mark.parametrize(
    "state", [nothing, talking, choosing, naming, paying, booked, with_person], ids=lambda one: one.__name__
)
def test_28_an_emergency_in_every_state(home: House, script: Script, state: State) -> None:
    assert state(home, script) == mode(home)
    rounds = home.row("SELECT count(*) AS n FROM round")["n"]
    held = home.rows("SELECT status FROM booking")
    told = script.say(home, LAURA, "help")
    assert "112" in told[-1] and len([one for one in told if "112" in one]) == 1
    assert home.row("SELECT count(*) AS n FROM round")["n"] == rounds, "the model is not asked"
    talk = home.row("SELECT mode, handover_reason FROM conversation")
    assert talk == {"mode": "with_person", "handover_reason": "emergency"}
    assert any("emergencia" in note for note in notes(home))
    (shown,) = home.standins.get("/sandbox/inbox")
    assert (shown["status"], shown["labels"], shown["priority"]) == ("open", ["emergencia"], "urgent")
    assert home.writes(LAURA, "¿hola?") == [], "a person has it now"
    assert home.rows("SELECT status FROM booking") == held, "what she has stays hers"
    assert check(home.world.database, BusinessId(home.business_id)) == []
