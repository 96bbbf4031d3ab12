"""Scenario 23, and holds that nobody pays while nobody looks."""

from gateways.invariants import check
from models.ids import BusinessId
from tests.house import House
from tests.scenarios.regulars import events, occupied, places, regular
from tests.scenarios.variants import Script, written

LAURA, BEATRIZ = "+34600000001", "+34600000002"


@written(
    plain={
        "ask": "Quiero cortarme el pelo el viernes por la mañana",
        "choose": "a las 10:00",
        "then": "Vale, pues a las 17:00",
    },
    typos={
        "ask": "kiero kortarme el pelo el biernes x la mañana",
        "choose": "alas 10",
        "then": "baya.. pos alas 5",
    },
    no_accents={
        "ask": "hola un corte para el viernes por la manana",
        "choose": "si guardamela",
        "then": "bueno si, la de la tarde",
    },
    burst={
        "ask": ("hola", "quería cortarme el pelo", "el viernes", "por la mañana"),
        "choose": ("perfecto", "a las 10:00", "gracias!"),
        "then": ("uy", "bueno", "a las 17:00 entonces"),
    },
    second_thoughts={
        "ask": ["quiero cortarme el pelo el jueves", "no, mejor el viernes por la mañana"],
        "choose": ("¿no hay nada por la tarde?", "bueno da igual", "a las 10:00"),
        "then": ["¿y el sábado?", "no, mejor el viernes a las 17:00", "sí, esa"],
    },
)
def test_23_the_last_slot_goes_to_one_of_two(home: House, script: Script) -> None:
    home.free_only("2026-11-27", Pilar=[("10:00", "10:40")], Ana=[("17:00", "17:40")])
    both = {LAURA: regular(home, LAURA, "Laura", "Gil"), BEATRIZ: regular(home, BEATRIZ, "Beatriz", "Mora")}
    for phone, one in both.items():
        offered = script.say(home, phone, "ask", one.name)[-1]
        assert "10:00" in offered and "Pilar" in offered
    (texts,) = script.bursts("choose")
    for text in texts:
        for phone, one in both.items():
            home.says(phone, text, name=one.name)
    home.settle()
    assert [place[:3] for place in places(home)] == [("Pilar", "2026-11-27 10:00", "10:40")]
    assert home.row("SELECT status FROM booking")["status"] == "held"
    last = {phone: one.heard()[-1] for phone, one in both.items()}
    (loser,) = [phone for phone, said in last.items() if "/pay/" not in said]
    assert "17:00" in last[loser] and "Ana" in last[loser] and "viernes 27 de noviembre" in last[loser]

    taken = script.say(home, loser, "then", both[loser].name)[-1]
    assert "/pay/" in taken and "5,24 €" in taken
    assert occupied(home) == [("Pilar", "2026-11-27 10:00"), ("Ana", "2026-11-27 17:00")]
    assert [len(events(home, stylist)) for stylist in ("Pilar", "Ana")] == [1, 1]
    assert check(home.world.database, BusinessId(home.business_id)) == []


def test_a_jump_past_nudge_and_lapse_tells_only_the_lapse(home: House) -> None:
    laura = regular(home, LAURA, "Laura", "Torres")
    laura.holds("Pilar", "2026-11-27 10:00")
    before = len(laura.heard())
    home.advance(60 * 3)
    home.work()
    (told,) = laura.heard()[before:]
    assert "/pay/" not in told


def test_outside_whatsapps_24_hours_free_text_is_withdrawn_not_lost(home: House) -> None:
    laura = regular(home, LAURA, "Laura", "Torres")
    laura.holds("Pilar", "2026-11-27 10:00")
    before = laura.heard()
    home.advance(60 * 48)
    home.work()
    notice = home.row("SELECT status, reason FROM outbox WHERE kind = 'notice'")
    assert notice == {"status": "withdrawn", "reason": "WhatsApp's 24 hours are over"}
    assert home.row("SELECT status FROM booking")["status"] == "lapsed"
    assert laura.heard() == before
