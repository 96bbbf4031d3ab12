"""Scenario 12: Roberto books for his mother."""

from gateways.invariants import check
from models.ids import BusinessId
from tests.house import House
from tests.scenarios.regulars import events, pays, regular
from tests.scenarios.variants import Script, written
from tests.scenarios.visits import comers, link, standing, visits

ROBERTO = "+34600000012"
FACIAL = [("Rosa", "2026-11-30 11:00", "12:00", ["Bioterapia facial"])]


@written(
    plain={
        "ask": "Hola, quiero reservar una bioterapia facial para mi madre el lunes 30",
        "name": "Se llama Carmen Ruiz",
        "choose": "A las 11:00",
    },
    typos={
        "ask": "ola kiero un facial pa mi madre, para mi madre, el lunes 30",
        "name": "carmen ruiz",
        "choose": "alas 11",
    },
    no_accents={
        "ask": "una limpieza facial para mi mama el lunes 30 de noviembre",
        "name": "Carmen Ruiz",
        "choose": "la de las 11",
    },
    burst={
        "ask": ("hola", "es para mi madre", "una bioterapia facial", "el lunes 30"),
        "name": ("se llama", "Carmen Ruiz"),
        "choose": ("vale", "a las 11:00"),
    },
    second_thoughts={
        "ask": ["quería una bioterapia facial para mi madre el viernes", "no, mejor el lunes 30"],
        "name": "a nombre de Carmen Ruiz",
        "choose": "las 11",
    },
    slot_first={"name": "a las 11:00", "choose": "Carmen Ruiz"},
)
def test_12_roberto_books_for_his_mother(home: House, script: Script) -> None:
    home.free_only("2026-11-30", Rosa=[("11:00", "12:00")], Marta=[("16:00", "17:00")])
    regular(home, ROBERTO, "Roberto", "Díaz")
    offered = script.say(home, ROBERTO, "ask", "Roberto")[-1]
    assert "57,50 €" in "".join(home.heard(ROBERTO)) and "lunes 30 de noviembre" in offered and "11:00" in offered
    assert "nombre completo" in "".join(home.heard(ROBERTO))
    script.say(home, ROBERTO, "name", "Roberto")
    held = script.say(home, ROBERTO, "choose", "Roberto")[-1]

    booking = standing(home)
    assert (booking["status"], booking["total_cents"], booking["deposit_cents"]) == ("held", 5750, 1150)
    assert visits(home) == FACIAL
    assert comers(home) == [("Carmen Ruiz", None)]
    assert "11,50 €" in held and link(home, booking["code"]) in held
    people = home.rows(
        "SELECT c.name, c.surname, b.name AS booked_by, (SELECT count(*) FROM customer_identity i"
        " WHERE i.customer_id = c.id) AS phones"
        " FROM customer c LEFT JOIN customer b ON b.id = c.booked_by_id ORDER BY c.id"
    )
    assert people == [
        {"name": "Roberto", "surname": "Díaz", "booked_by": None, "phones": people[0]["phones"]},
        {"name": "Carmen", "surname": "Ruiz", "booked_by": "Roberto", "phones": 0},
    ]
    pays(home, booking["code"])
    assert standing(home)["status"] == "confirmed"
    assert len(events(home, "Rosa")) == 1 and "Carmen Ruiz" in events(home, "Rosa")[0][0]
    assert "Carmen" in home.heard(ROBERTO)[-1]
    assert check(home.world.database, BusinessId(home.business_id)) == []
