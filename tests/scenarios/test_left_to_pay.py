"""What is left to pay is told again, with its link, whenever she asks: an ordered pack, what a deposit lacks."""

import pytest

from gateways.invariants import check
from models.ids import BusinessId
from tests.house import House
from tests.scenarios.regulars import pays, regular
from tests.scenarios.variants import Script, written
from tests.scenarios.visits import link, standing, visits

NURIA = "+34600000051"


@pytest.fixture
def ordered(home: House) -> House:
    """Nuria has ordered a pack of sessions, and not paid it."""
    regular(home, NURIA, "Nuria", "Paz")
    home.writes(NURIA, "¿tenéis bono de bioterapia de senos?", name="Nuria")
    home.writes(NURIA, "sí, lo quiero", name="Nuria")
    return home


@written(
    plain={
        "link": "¿Me pasas otra vez el enlace del bono?",
        "left": "¿Qué me falta por pagar?",
        "until": "¿Hasta qué hora puedo pagarlo?",
        "yes": "Vale",
    },
    typos={
        "link": "me pasas otra bez el enlaze del vono",
        "left": "q me falta x pagar",
        "until": "asta cuando puedo pagar",
    },
    no_accents={"link": "no encuentro el link del bono", "left": "cuanto me queda por pagar", "yes": "ok gracias"},
    burst={
        "link": ("hola", "he perdido el enlace", "el del bono"),
        "left": ("oye", "os debo algo?"),
        "yes": ("vale", "ahora"),
    },
    second_thoughts={
        "link": ["¿cuánto era el bono?", "vale, pásame el enlace"],
        "left": "¿tengo algo pendiente de pago?",
    },
    english={"link": "can you send me the link for the pack of sessions again?", "left": "what do I still owe you?"},
)
def test_the_link_of_an_ordered_pack(ordered: House, script: Script) -> None:
    bought = standing(ordered)
    url = link(ordered, bought["code"])
    for step in ("link", "left", "until", "yes"):
        told = script.say(ordered, NURIA, step, "Nuria")[-1]
        price = "€312.00" if "€312" in told else "312,00 €"
        assert url in told and price in told and "9:30" in told and "Bioterapia de senos (5+1)" in told, (step, told)
        assert "hueco" not in told and "slot" not in told
    assert standing(ordered) == bought, "asked for, it is not ordered again"
    pays(ordered, bought["code"])
    told = script.say(ordered, NURIA, "left", "Nuria")[-1]
    assert "/pay/" not in told and ("No tienes nada pendiente" in told or "nothing left to pay" in told)


@written(
    plain={"no": "Ya no quiero el bono, gracias"},
    typos={"no": "ya no kiero el vono"},
    no_accents={"no": "mejor dejalo, no quiero el bono"},
    burst={"no": ("oye", "lo he pensado mejor", "cancela el bono")},
    second_thoughts={"no": ["¿me pasas el enlace?", "no, mejor cancélalo"]},
    english={"no": "I don't want the pack any more, cancel it please"},
)
def test_an_ordered_pack_is_given_back(ordered: House, script: Script) -> None:
    told = script.say(ordered, NURIA, "no", "Nuria")[-1]
    assert "/pay/" not in told and "Bioterapia de senos (5+1)" in told
    assert [row["status"] for row in ordered.rows("SELECT status FROM booking")] == ["cancelled"]
    assert ordered.rows("SELECT 1 FROM customer_pack") == []
    assert check(ordered.world.database, BusinessId(ordered.business_id)) == []


def test_before_it_is_paid_no_slot_takes_its_place(ordered: House) -> None:
    """One thing at a time waits for her payment: a slot that was held now would end the order."""
    bought = standing(ordered)
    (told,) = ordered.writes(NURIA, "la primera sesión el miércoles a las 17:00", name="Nuria")
    assert link(ordered, bought["code"]) in told
    assert standing(ordered) == bought and visits(ordered) == []


@written(
    plain={"fails": "No me deja pagar el bono"},
    typos={"fails": "no me deja pagra el bono"},
    no_accents={"fails": "me da error al pagar"},
    burst={"fails": ("uf", "el enlace no funciona")},
    second_thoughts={"fails": ["voy a pagar el bono", "no me acepta la tarjeta"]},
)
def test_paying_the_pack_fails_once_and_again(ordered: House, script: Script) -> None:
    bought = standing(ordered)
    told = script.say(ordered, NURIA, "fails", "Nuria")[-1]
    assert link(ordered, bought["code"]) in told and "9:30" in told
    assert ordered.row("SELECT payment_failures AS n FROM booking") == {"n": 1}
    ordered.writes(NURIA, "sigue sin funcionar el pago", name="Nuria")
    assert ordered.row("SELECT handover_reason FROM conversation") == {"handover_reason": "payment_failure"}


LEFT = {
    "left": "¿Qué me falta por pagar?",
    "link": "¿Me pasas el enlace otra vez?",
    "which": "¿Qué citas tengo?",
    "fails": "No me funciona el enlace",
}


@written(
    plain=LEFT,
    typos={"left": "kuanto me falta x pagar", "link": "pasame el enlaze", "which": "q citas tengo"},
    no_accents={"left": "me queda algo por pagar?", "link": "donde pago", "fails": "me da error al pagar"},
    burst={"left": ("hola", "tengo algo pendiente?"), "link": ("oye", "el enlace", "que no lo encuentro")},
    second_thoughts={"left": ["¿está todo pagado?", "¿os debo algo?"]},
    english={
        "left": "is there anything left to pay?",
        "link": "can you send me the link again?",
        "which": "what appointments do I have?",
    },
)
def test_what_a_deposit_lacks(home: House, script: Script) -> None:
    regular(home, NURIA, "Nuria", "Paz").has("Marta", "2026-11-27 12:30")
    home.writes(NURIA, "¿puedes añadir secado a mi cita?", name="Nuria")
    home.writes(NURIA, "sí", name="Nuria")
    booking = standing(home)
    owed = home.row("SELECT amount_cents FROM payment WHERE kind = 'supplement'")
    assert owed == {"amount_cents": 164}
    url = link(home, booking["code"])
    for step in ("left", "link", "which"):
        told = script.say(home, NURIA, step, "Nuria")[-1]
        assert url in told and ("1,64 €" in told or "€1.64" in told), (step, told)
        assert "12:30" in told and "Marta" in told
    told = script.say(home, NURIA, "fails", "Nuria")[-1]
    assert url in told
    assert home.row("SELECT payment_failures AS n FROM booking") == {"n": 1}
    pays(home, booking["code"])
    told = script.say(home, NURIA, "left", "Nuria")[-1]
    assert "/pay/" not in told
    assert standing(home)["status"] == "confirmed"


def test_with_nothing_to_pay_she_is_told_so(home: House) -> None:
    regular(home, NURIA, "Nuria", "Paz").has("Marta", "2026-11-27 12:30")
    (told,) = home.writes(NURIA, "¿me falta algo por pagar?", name="Nuria")
    assert "No tienes nada pendiente" in told and "/pay/" not in told
