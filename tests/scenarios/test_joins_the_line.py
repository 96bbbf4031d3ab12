"""Nothing suits her, she says yes to the waiting list; another cancels, and she takes and pays the slot."""

from gateways.invariants import check
from models.ids import BusinessId
from tests.house import House
from tests.scenarios.regulars import events, notes, pays, places, regular
from tests.scenarios.variants import Script, written
from tests.scenarios.visits import link, visits

LAURA, JULIA = "+34600000029", "+34600000031"
LINE = """
SELECT first_day::text, last_day::text, status, customer_id AS customer FROM waitlist_entry ORDER BY id
"""


@written(
    plain={
        "ask": "Hola, quiero cortarme el pelo el viernes",
        "none": "No me viene bien nada",
        "join": "Sí, apúntame",
        "gives_up": ["Quiero cancelar mi cita del viernes", "Sí"],
        "take": "¡Sí, lo quiero!",
    },
    typos={
        "ask": "kiero cortarme el pelo el viernez",
        "none": "no me biene bien nada",
        "join": "sii xfa",
        "gives_up": ["kiero cancelar mi cita", "sii"],
        "take": "siii",
    },
    no_accents={
        "ask": "para cortarme el pelo el viernes, que teneis?",
        "none": "nada de eso me viene bien",
        "join": "vale",
        "gives_up": ["no puedo ir el viernes, cancela la cita", "si, cancelala"],
        "take": "si",
    },
    burst={
        "ask": ("hola", "quería cortarme el pelo", "el viernes"),
        "none": ("jo", "pues no me viene bien ninguno"),
        "join": ("ay sí", "apúntame en la lista"),
        "gives_up": [("hola", "anula mi cita", "la del viernes"), ("sí", "gracias")],
        "take": ("qué bien", "sí"),
    },
    second_thoughts={
        "ask": ["quiero cortarme el pelo el jueves", "no, mejor el viernes"],
        "none": "el sábado no puedo, solo el viernes",
        "join": "pues sí",
        "gives_up": ["¿me puedes cancelar la cita?", "no espera", "sí, cancélala", "sí"],
        "take": ["¿con quién era?", "vale, sí"],
    },
    about_the_list={"none": "no me cuadra nada, ¿no hay lista de espera?", "join": "sí, ponme"},
    english={
        "ask": "hi, I'd like a haircut on Friday",
        "none": "none of those suits me",
        "join": "yes please, put me on the list",
        "take": "yes please",
    },
)
def test_by_words_onto_the_list_and_into_the_chair(home: House, script: Script) -> None:
    home.free_only("2026-11-26")
    home.free_only("2026-11-27", Pilar=[("10:00", "10:40")])
    laura, julia = regular(home, LAURA, "Laura", "Torres"), regular(home, JULIA, "Julia", "Mora")
    julia.has("Pilar", "2026-11-27 10:00")

    shown = "\n".join(script.say(home, LAURA, "ask"))
    assert "27" in shown and "/pay/" not in shown
    told = "\n".join(script.say(home, LAURA, "none"))
    assert "lista de espera" in told or "waiting list" in told or script.name == "english"
    assert home.rows(LINE) == [], "she has not said yes"
    told = script.say(home, LAURA, "join")[-1]
    assert "27" in told and ("espera" in told or "waiting list" in told)
    waits = {"first_day": "2026-11-27", "last_day": "2026-11-27", "customer": laura.customer}
    assert home.rows(LINE) == [waits | {"status": "waiting"}]

    before = len(laura.heard())
    script.say(home, JULIA, "gives_up", "Julia")
    assert places(home) == [("Pilar", "2026-11-27 10:00", "10:40", "cancelled")]
    (offer,) = laura.heard()[before:]
    assert "10:00" in offer and "Pilar" in offer and ("26,20 €" in offer or "€26.20" in offer)
    assert home.rows(LINE) == [waits | {"status": "offered"}]

    held = script.say(home, LAURA, "take")[-1]
    booking = home.row("SELECT code, status, deposit_cents FROM booking WHERE customer_id = %(id)s", id=laura.customer)
    assert (booking["status"], booking["deposit_cents"]) == ("held", 524)
    assert link(home, booking["code"]) in held and ("5,24 €" in held or "€5.24" in held)
    assert home.rows(LINE) == [waits | {"status": "booked"}]

    pays(home, booking["code"])
    assert visits(home) == [("Pilar", "2026-11-27 10:00", "10:40", ["Cortar"])]
    assert places(home)[-1] == ("Pilar", "2026-11-27 10:00", "10:40", "confirmed")
    assert events(home, "Pilar") == [("Laura Torres · Cortar", "2026-11-27T10:00")]
    assert "10:00" in laura.heard()[-1] and "Pilar" in laura.heard()[-1]
    assert any("Laura Torres" in note for note in notes(home))
    assert check(home.world.database, BusinessId(home.business_id)) == []
