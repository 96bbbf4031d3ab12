"""Scenario 29: the waiting list, in the customer's own words."""

from gateways.invariants import check
from models.ids import BusinessId
from tests.house import House
from tests.scenarios.regulars import events, places, regular
from tests.scenarios.variants import Script, written

LAURA, ANA, JULIA = "+34600000029", "+34600000030", "+34600000031"
ASK = "quiero cortarme el pelo el viernes"


@written(
    plain={"ask": ASK, "wait": "Solo puedo el viernes, ¿me avisas si se libera algo?", "yes": "Sí, lo quiero"},
    typos={
        "ask": "kiero cortarme el pelo el viernez",
        "wait": "avisame si se livera algo el viernez xfa",
        "yes": "sii",
    },
    no_accents={"wait": "apuntame en la lista de espera para el viernes", "yes": "si por favor"},
    burst={
        "ask": ("hola", "quería cortarme el pelo", "el viernes"),
        "wait": ("jo", "¿hay lista de espera?", "para el viernes"),
        "yes": ("ay qué bien", "sí"),
    },
    second_thoughts={
        "ask": ["quiero cortarme el pelo el jueves", "no, mejor el viernes"],
        "wait": "ponme en lista de espera el viernes",
        "yes": "vale, perfecto",
    },
)
def test_29_first_the_first_in_line_then_the_next(home: House, script: Script) -> None:
    home.free_only("2026-11-27", Pilar=[("10:00", "10:40")])
    julia = regular(home, JULIA, "Julia", "Mora")
    laura, ana = regular(home, LAURA, "Laura", "Torres"), regular(home, ANA, "Ana", "Gil")
    julia.holds("Pilar", "2026-11-27 10:00")
    home.writes(ANA, f"{ASK} o si no ponme en lista de espera el viernes", name="Ana")
    script.say(home, LAURA, "ask")
    told = script.say(home, LAURA, "wait")[-1]
    assert "viernes 27 de noviembre" in told and "espera" in told
    assert [row["status"] for row in home.rows("SELECT status FROM waitlist_entry ORDER BY id")] == ["waiting"] * 2

    lauras, anas = len(laura.heard()), len(ana.heard())
    home.advance(31)
    home.work()
    (offer,) = ana.heard()[anas:]
    assert "10:00" in offer and "Pilar" in offer and "26,20 €" in offer
    assert laura.heard()[lauras:] == [], "one after the other"
    home.advance(31)
    home.work()
    (offer,) = laura.heard()[lauras:]
    assert "viernes 27 de noviembre a las 10:00" in offer

    taken = script.say(home, LAURA, "yes")[-1]
    assert "5,24 €" in taken and "/pay/" in taken
    assert [row["status"] for row in home.rows("SELECT status FROM waitlist_entry ORDER BY id")] == ["passed", "booked"]
    assert places(home)[-1] == ("Pilar", "2026-11-27 10:00", "10:40", "provisional")
    assert events(home, "Pilar") == [("⏳ Laura Torres · Cortar", "2026-11-27T10:00")]
    assert check(home.world.database, BusinessId(home.business_id)) == []


def test_off_the_list(home: House) -> None:
    home.free_only("2026-11-27")
    regular(home, LAURA, "Laura", "Torres")
    home.writes(LAURA, ASK)
    home.writes(LAURA, "apúntame en la lista de espera para el viernes")
    assert home.row("SELECT status FROM waitlist_entry")["status"] == "waiting"
    home.writes(LAURA, "quítame de la lista de espera")
    assert home.row("SELECT status FROM waitlist_entry")["status"] not in ("waiting", "offered")
