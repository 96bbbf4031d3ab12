"""A pack of sessions is bought, and its first session used."""

from gateways.invariants import check
from models.ids import BusinessId
from tests.house import House
from tests.scenarios.regulars import pays, regular
from tests.scenarios.variants import Script, written
from tests.scenarios.visits import link, standing, visits

NURIA = "+34600000051"


@written(
    plain={
        "ask": "Hola, ¿tenéis bono de bioterapia de senos?",
        "buy": "Sí, lo quiero",
        "use": "La primera sesión, el miércoles a las 17:00",
        "choose": "Sí",
    },
    typos={
        "ask": "ola teneis bonos de vioterapia de senos",
        "buy": "sii lo kiero",
        "use": "la 1a sesion el miercoles alas 17:00",
        "choose": "vale",
    },
    no_accents={
        "ask": "cuanto cuesta el bono de bioterapia de senos",
        "buy": "ok, el bono",
        "use": "una sesion el miercoles a las 5 de la tarde",
        "choose": "a las 17:00",
    },
    burst={
        "ask": ("hola", "bono de bioterapia de senos", "hay?"),
        "buy": ("vale", "si", "me lo quedo"),
        "use": ("genial", "una sesión", "miércoles 17:00"),
    },
    second_thoughts={
        "ask": ["¿cuánto vale la bioterapia de senos?", "¿y hay bono?"],
        "buy": ["uy no sé, ¿cuánto era?", "sí, quiero el bono"],
    },
)
def test_a_pack_is_bought_and_its_first_session_used(home: House, script: Script) -> None:
    home.free_only("2026-11-25", Rosa=[("17:00", "18:00")])
    regular(home, NURIA, "Nuria", "Paz")
    told = script.say(home, NURIA, "ask", "Nuria")[-1]
    assert "312,00 €" in told and "62,40 €" in told and "6 sesiones" in told
    assert home.rows("SELECT 1 FROM booking") == []
    offer = script.say(home, NURIA, "buy", "Nuria")[-1]
    bought = standing(home)
    assert (bought["status"], bought["total_cents"], bought["deposit_cents"]) == ("held", 31200, 31200)
    assert bought["session_pack_id"] is not None
    assert "312,00 €" in offer and link(home, bought["code"]) in offer
    assert home.rows("SELECT 1 FROM customer_pack") == []
    pays(home, bought["code"])
    assert home.row("SELECT sessions, price_cents FROM customer_pack") == {"sessions": 6, "price_cents": 31200}
    assert "6 sesiones" in home.heard(NURIA)[-1]

    shown = script.say(home, NURIA, "use", "Nuria")[-1]
    assert "17:00" in shown and "Rosa" in shown and "miércoles 25 de noviembre" in shown
    assert "12,48 €" not in shown, "a session is paid for: there is no deposit"
    (said,) = script.say(home, NURIA, "choose", "Nuria")
    assert visits(home) == [("Rosa", "2026-11-25 17:00", "18:00", ["Bioterapia de senos"])]
    bookings = home.rows("SELECT status, total_cents, deposit_cents FROM booking ORDER BY id")
    assert bookings[1] == {"status": "confirmed", "total_cents": 0, "deposit_cents": 0}
    assert home.row("SELECT count(*) AS used FROM session_use WHERE returned_at IS NULL") == {"used": 1}
    assert "5 sesiones" in said
    assert len(home.standins.get("/sandbox/payments")) == 1
    assert check(home.world.database, BusinessId(home.business_id)) == []
