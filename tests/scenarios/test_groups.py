"""Scenario 7, and one person with hairdressing and aesthetics: several appointments in one booking."""

from gateways.invariants import check
from models.ids import BusinessId
from tests.house import House
from tests.scenarios.regulars import events, notes, pays, regular
from tests.scenarios.variants import Script, written
from tests.scenarios.visits import comers, link, standing, visits

JULIA, EVA = "+34600000007", "+34600000077"
BOTH = [
    ("Marta", "2026-11-27 16:00", "16:40", ["Cortar"]),
    ("Sara", "2026-11-27 16:00", "16:40", ["Peinado"]),
]


@written(
    plain={
        "ask": "Hola, quiero cortar para mí y peinado para mi hija el viernes por la tarde",
        "choose": "Perfecto, a las 16:00",
    },
    typos={"ask": "ola kiero cortarme y un peinao para mi ija el biernes x la tarde", "choose": "alas 4"},
    no_accents={
        "ask": "hola, cortarme yo y peinar a mi hija el viernes por la tarde, se puede?",
        "choose": "si, guardalo",
    },
    burst={
        "ask": ("hola", "el viernes por la tarde", "cortar para mi", "y peinado para mi hija"),
        "choose": ("vale", "a las 4"),
    },
    second_thoughts={
        "ask": ["quiero cortarme el pelo el viernes por la tarde", "ah y peinado para mi hija también"],
        "choose": "si porfa",
    },
    english={
        "ask": "haircut for me and a blow-dry for my daughter on Friday afternoon please",
        "choose": "16:00 is fine",
    },
)
def test_7_julia_and_her_daughter_at_the_same_time(home: House, script: Script) -> None:
    home.free_only("2026-11-27", Marta=[("16:00", "16:40")], Sara=[("16:00", "16:40")])
    regular(home, JULIA, "Julia", "Mora")

    offered = script.say(home, JULIA, "ask", "Julia")[-1]
    told = offered.replace("€26.20", "26,20 €").replace("€17.50", "17,50 €").replace("€8.74", "8,74 €")
    assert "26,20 €" in told and "17,50 €" in told and "8,74 €" in told
    assert "16:00" in offered and "Marta" in offered and "Sara" in offered
    assert visits(home) == []

    held = script.say(home, JULIA, "choose", "Julia")[-1]
    booking = standing(home)
    assert (booking["status"], booking["total_cents"], booking["deposit_cents"]) == ("held", 4370, 874)
    assert visits(home) == BOTH
    assert [guest and guest.split()[1] for _, guest in comers(home)] in (
        [None, "hija"],
        [None, "ija"],
        [None, "daughter"],
    )
    assert link(home, booking["code"]) in held and ("8,74 €" in held or "€8.74" in held) and "30 min" in held

    pays(home, booking["code"])
    assert standing(home)["status"] == "confirmed"
    assert visits(home) == BOTH
    assert [payment["status"] for payment in home.standins.get("/sandbox/payments")] == ["paid"]
    said = home.heard(JULIA)[-1]
    assert "16:00" in said and "Marta" in said and "Sara" in said
    assert len(events(home, "Marta")) == len(events(home, "Sara")) == 1
    (note,) = notes(home)
    assert "Julia Mora" in note and "16:00" in note and "Marta" in note and "Sara" in note
    written_to = {str(mail["to"]) for mail in home.standins.get("/sandbox/mails")}
    assert written_to == {"['marta@salon.example']", "['sara@salon.example']"}
    assert check(home.world.database, BusinessId(home.business_id)) == []


def test_7_if_one_of_the_two_is_lost_neither_is_held(home: House) -> None:
    home.free_only("2026-11-27", Marta=[("16:00", "18:40")], Sara=[("16:00", "16:40"), ("18:00", "18:40")])
    regular(home, JULIA, "Julia", "Mora")
    home.writes(JULIA, "cortar para mí y peinado para mi hija el viernes a las 16:00", name="Julia")
    regular(home, EVA, "Eva", "Sanz").holds("Sara", "2026-11-27 16:00")
    (answer,) = home.writes(JULIA, "a las 16:00", name="Julia")
    assert "/pay/" not in answer and "16:00: " not in answer
    assert "18:00" in answer and "Marta" in answer and "Sara" in answer
    assert [(stylist, starts) for stylist, starts, _, _ in visits(home)] == [("Sara", "2026-11-27 16:00")]
    home.writes(JULIA, "vale, a las 18:00", name="Julia")
    assert [(stylist, starts) for stylist, starts, _, _ in visits(home)][1:] == [
        ("Marta", "2026-11-27 18:00"),
        ("Sara", "2026-11-27 18:00"),
    ]


@written(
    plain={
        "ask": "Soy Eva Sanz. Quiero cortarme el pelo y hacerme las cejas el miércoles por la mañana",
        "choose": "Sí, me va bien",
    },
    typos={"ask": "soy eva sanz kiero un corte i las sejas el miercoles x la mañana", "choose": "ok dale"},
    no_accents={"ask": "me llamo Eva Sanz, corte y cejas el miercoles por la mañana porfa", "choose": "si"},
    burst={
        "ask": ("hola", "soy Eva Sanz", "corte", "y cejas", "miércoles por la mañana"),
        "choose": ("genial", "a las 10"),
    },
    second_thoughts={
        "ask": ["Soy Eva Sanz, quiero cortarme el pelo el miércoles por la mañana", "y también las cejas"],
        "choose": "perfecto, a las 10:00",
    },
)
def test_hair_and_aesthetics_are_one_booking_with_two_appointments(home: House, script: Script) -> None:
    home.free_only("2026-11-25", Pilar=[("10:00", "10:40")], Rosa=[("10:40", "10:55")])
    offered = script.say(home, EVA, "ask", "Eva")[-1]
    assert "26,20 €" in offered and "7,00 €" in offered and "33,20 €" in offered and "6,64 €" in offered
    assert "10:00 con Pilar" in offered and "10:40 con Rosa" in offered and "miércoles 25 de noviembre" in offered
    script.say(home, EVA, "choose", "Eva")
    booking = standing(home)
    assert (booking["status"], booking["total_cents"], booking["deposit_cents"]) == ("held", 3320, 664)
    assert visits(home) == [
        ("Pilar", "2026-11-25 10:00", "10:40", ["Cortar"]),
        ("Rosa", "2026-11-25 10:40", "10:55", ["Cejas"]),
    ]
    assert comers(home) == [("Eva Sanz", None), ("Eva Sanz", None)]
    pays(home, booking["code"])
    assert standing(home)["status"] == "confirmed"
    assert check(home.world.database, BusinessId(home.business_id)) == []
