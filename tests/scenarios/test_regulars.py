"""Scenario 16: the usual, in the customer's own words."""

from gateways.invariants import check
from models.ids import BusinessId
from tasks.commands.visits import complete
from tests.house import House
from tests.scenarios.regulars import pays, places, regular
from tests.scenarios.variants import Script, written

RAQUEL = "+34600000016"


@written(
    plain={"ask": "Hola, lo de siempre para el jueves", "choose": "a las 11:00"},
    typos={"ask": "ola, lo d sienpre xa el juevez", "choose": "alas 11"},
    no_accents={"ask": "lo mismo de siempre el jueves con pilar", "choose": "si"},
    burst={"ask": ("hola", "quiero cita", "lo de siempre", "el jueves por la mañana"), "choose": ("vale", "esa")},
    second_thoughts={
        "ask": ["quiero lo de siempre", "el miércoles", "no, mejor el jueves"],
        "choose": "la de las 11",
    },
)
def test_16_raquels_usual(home: House, script: Script) -> None:
    raquel = regular(home, RAQUEL, "Raquel", "Vidal")
    raquel.has("Pilar", "2026-11-23 11:00", "Cortar", "Infoactivo sensitivo")
    home.at("2026-11-23 13:00")
    visit = home.row("SELECT id FROM appointment")["id"]
    assert home.world.command(BusinessId(home.business_id), complete, visit)
    home.free_only("2026-11-25", Pilar=[("16:00", "17:10")])
    home.free_only("2026-11-26", Pilar=[("11:00", "12:10")], Ana=[("16:00", "17:10")])

    said = script.say(home, RAQUEL, "ask", "Raquel")
    assert "jueves 26 de noviembre" in said[-1] and "11:00" in said[-1] and "Pilar" in said[-1]
    assert "70 min" in "\n".join(said) and "47,10 €" in "\n".join(said)
    offer = script.say(home, RAQUEL, "choose", "Raquel")[-1]
    assert "9,42 €" in offer and "/pay/" in offer
    assert places(home)[-1] == ("Pilar", "2026-11-26 11:00", "12:10", "provisional")
    booking = home.row("SELECT code, total_cents, deposit_cents FROM booking WHERE status = 'held'")
    assert (booking["total_cents"], booking["deposit_cents"]) == (4710, 942)
    pays(home, booking["code"])
    assert places(home)[-1][3] == "confirmed"
    customer = home.row(
        "SELECT s.name, c.total_spent_cents FROM customer c JOIN stylist s ON s.id = c.preferred_stylist_id"
    )
    assert customer == {"name": "Pilar", "total_spent_cents": 4710 + 942}
    assert check(home.world.database, BusinessId(home.business_id)) == []


def test_who_was_never_here_has_no_usual(home: House) -> None:
    (told,) = home.writes(RAQUEL, "Hola, soy Raquel Vidal, lo de siempre para el jueves", name="Raquel")
    assert "?" in told and "€" not in told
    assert home.rows("SELECT id FROM offer") == []
