"""Scenarios 2 and 14: another time for an appointment, in the customer's own words."""

import re

from gateways.invariants import check
from models.ids import BusinessId
from tests.house import House
from tests.scenarios.regulars import events, occupied, places, refunds, regular
from tests.scenarios.variants import Script, written

BEATRIZ, LUCIA = "+34600000002", "+34600000014"


@written(
    plain={
        "ask": "Hola, ¿puedo mover mi cita del martes a la tarde?",
        "choose": "A las 17:00, por favor",
    },
    typos={"ask": "ola kiero kambiar la sita dl martes a la trade", "choose": "alas 5"},
    no_accents={"ask": "hola se puede pasar mi cita del martes x la tarde??", "choose": "la primera"},
    burst={"ask": ("hola", "lo de mañana", "necesito cambiarla", "por la tarde"), "choose": ("perfecto", "a las 17")},
    second_thoughts={
        "ask": [
            "¿Podría cambiar mi cita del martes?",
            "uy, mejor al jueves por la mañana",
            "no, el martes por la tarde",
        ],
        "choose": "a las 17:00",
    },
    clock={"ask": "necesito mover mi cita de las 10:00 a las 17:00", "choose": "si esa"},
)
def test_2_beatriz_moves_tuesday_to_the_afternoon(home: House, script: Script) -> None:
    home.free_only(
        "2026-11-24", Lucas=[("10:00", "10:40"), ("17:00", "17:40"), ("18:30", "19:10")], Ana=[("16:00", "19:00")]
    )
    beatriz = regular(home, BEATRIZ, "Beatriz", "Gil")
    beatriz.has("Lucas", "2026-11-24 10:00")

    offered = script.say(home, BEATRIZ, "ask", "Beatriz")[-1]
    assert "martes 24 de noviembre" in offered
    times = re.findall(r"(\d+:\d\d) con (\w+)", offered)
    assert ("17:00", "Lucas") in times and {who for _, who in times} == {"Lucas"}
    assert "5,24 €" in offered
    assert places(home) == [("Lucas", "2026-11-24 10:00", "10:40", "confirmed")], "nothing moves before she chooses"

    (said,) = script.say(home, BEATRIZ, "choose", "Beatriz")
    assert places(home) == [("Lucas", "2026-11-24 17:00", "17:40", "confirmed")]
    assert "17:00" in said and "5,24 €" in said and "martes 24 de noviembre" in said
    assert occupied(home) == [("Lucas", "2026-11-24 17:00")], "the old time is free again"
    assert events(home, "Lucas") == [("Beatriz Gil · Cortar", "2026-11-24T17:00")]
    assert (home.row("SELECT status, amount_cents FROM payment"), refunds(home)) == (
        {"status": "paid", "amount_cents": 524},
        [],
    )
    assert check(home.world.database, BusinessId(home.business_id)) == []


@written(
    plain={
        "cancel": "Hola, tengo que cancelar mi cita de mañana",
        "move": "Prefiero cambiarla, ¿el miércoles puede ser?",
        "choose": "A las 10:30",
    },
    typos={
        "cancel": "ola kiero anular la sita d mañana",
        "move": "nooo entonces cambiamela al miercolez",
        "choose": "10:30 con ana",
    },
    no_accents={
        "cancel": "mañana no puedo ir, cancelala",
        "move": "pues pasala al miercoles",
        "choose": "la de las 10 y media",
    },
    burst={
        "cancel": ("buenas noches", "perdona las horas", "tengo que cancelar", "la cita de mañana"),
        "move": ("uf", "entonces mejor muevela", "al miercoles"),
        "choose": ("vale", "a las 10:30"),
    },
    second_thoughts={
        "cancel": ["no puedo ir mañana", "cancelarla"],
        "move": ["mejor cambiarla", "al jueves", "no, el jueves no puedo. El miércoles"],
        "choose": "10:30",
    },
)
def test_14_too_late_to_cancel_for_nothing_so_it_is_moved(home: House, script: Script) -> None:
    home.free_only("2026-11-25", Ana=[("10:30", "11:10")], Pilar=[("12:00", "13:00")])
    home.free_only("2026-11-26", Ana=[("16:00", "16:40")])
    lucia = regular(home, LUCIA, "Lucía", "Ramos")
    lucia.has("Ana", "2026-11-24 10:00")
    home.at("2026-11-23 22:00")
    home.work()

    told = script.say(home, LUCIA, "cancel", "Lucía")[-1]
    assert "5,24 €" in told and "24 horas" in told and "cambiarla" in told
    offered = script.say(home, LUCIA, "move", "Lucía")[-1]
    assert "miércoles 25 de noviembre" in offered and "10:30" in offered and "Ana" in offered and "5,24 €" in offered
    assert occupied(home) == [("Ana", "2026-11-24 10:00")], "not freed before the new one is taken"

    (said,) = script.say(home, LUCIA, "choose", "Lucía")
    assert places(home) == [("Ana", "2026-11-25 10:30", "11:10", "confirmed")]
    assert occupied(home) == [("Ana", "2026-11-25 10:30")]
    assert "miércoles 25 de noviembre" in said and "10:30" in said and "5,24 €" in said
    assert events(home, "Ana") == [("Lucía Ramos · Cortar", "2026-11-25T10:30")]
    payment = home.row("SELECT status, due_back_cents, forfeited_cents FROM payment")
    assert payment == {"status": "paid", "due_back_cents": 0, "forfeited_cents": 0}
    assert refunds(home) == []
    assert check(home.world.database, BusinessId(home.business_id)) == []
