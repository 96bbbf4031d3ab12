"""Scenario 29: a slot frees up for those who wait. First the first in line, for a while; then the next."""

from datetime import date
from typing import Any

from gateways.invariants import check
from models.ids import BusinessId
from tests.house import House
from tests.scenarios.regulars import Regular, events, places, regular
from tests.scenarios.variants import Script, written

LAURA, ANA, JULIA = "+34600000029", "+34600000030", "+34600000031"
ASK = "quiero cortarme el pelo el viernes"
FRIDAY = date(2026, 11, 27)


def waits(home: House, phone: str, name: str, surname: str) -> Regular:
    """She has asked for Friday, nothing is free, and she is on the list."""
    who = regular(home, phone, name, surname)
    home.writes(phone, ASK, name=name)
    home.writes(phone, "apúntame en la lista de espera para el viernes", name=name)
    entry = home.row(
        "SELECT status FROM waitlist_entry WHERE customer_id = %(customer)s ORDER BY id DESC LIMIT 1",
        customer=who.customer,
    )
    assert entry["status"] == "waiting"
    return who


def states(home: House) -> list[Any]:
    """Of all in line, in order."""
    return [row["status"] for row in home.rows("SELECT status FROM waitlist_entry ORDER BY id")]


def reserved(home: House) -> list[Any]:
    """Whose place time is kept for."""
    rows = home.rows(
        "SELECT w.customer_id FROM occupancy o JOIN waitlist_entry w ON w.id = o.waitlist_entry_id"
        " WHERE o.kind = 'waitlist'"
    )
    return [row["customer_id"] for row in rows]


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
        "wait": [("jo", "¿hay lista de espera?", "para el viernes"), ("sí porfa", "apúntame en la lista")],
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
    assert states(home) == ["waiting"] * 2
    assert reserved(home) == []

    lauras, anas = len(laura.heard()), len(ana.heard())
    home.advance(31)
    home.work()
    (offer,) = ana.heard()[anas:]
    assert "viernes 27 de noviembre a las 10:00" in offer and "Pilar" in offer and "26,20 €" in offer
    assert laura.heard()[lauras:] == [], "one after the other"
    assert (states(home), reserved(home)) == (["offered", "waiting"], [ana.customer])
    assert check(home.world.database, BusinessId(home.business_id)) == []

    home.writes(JULIA, "vaya, ¿sigue libre el viernes para cortarme el pelo?", name="Julia")
    shown = home.rows("SELECT starts_at::date AS day FROM offer WHERE turn_id = (SELECT max(id) FROM turn)")
    assert shown and FRIDAY not in [row["day"] for row in shown], "it is kept for Ana"
    home.work()
    assert len(ana.heard()) == anas + 1, "asked once"

    home.advance(31)
    home.work()
    (passed,) = ana.heard()[anas + 1 :]
    assert "10:00" in passed and "lista" in passed
    (offer,) = laura.heard()[lauras:]
    assert "viernes 27 de noviembre a las 10:00" in offer
    assert (states(home), reserved(home)) == (["passed", "offered"], [laura.customer])

    taken = script.say(home, LAURA, "yes")[-1]
    assert "5,24 €" in taken and "/pay/" in taken
    assert (states(home), reserved(home)) == (["passed", "booked"], [])
    assert places(home)[-1] == ("Pilar", "2026-11-27 10:00", "10:40", "provisional")
    assert events(home, "Pilar") == [("⏳ Laura Torres · Cortar", "2026-11-27T10:00")]
    home.work()
    assert (len(ana.heard()), states(home)) == (anas + 2, ["passed", "booked"])
    assert check(home.world.database, BusinessId(home.business_id)) == []


@written(
    plain={"leave": "quítame de la lista de espera"},
    typos={"leave": "kitame de la lista de esprea xfa"},
    no_accents={"leave": "ya no hace falta que me aviseis, borrame de la lista"},
    burst={"leave": ("hola", "oye", "ya no hace falta", "quítame de la lista")},
    second_thoughts={"leave": ["¿sigo en la lista?", "pues quítame de la lista, gracias"]},
)
def test_off_the_list(home: House, script: Script) -> None:
    home.free_only("2026-11-27")
    waits(home, LAURA, "Laura", "Torres")
    script.say(home, LAURA, "leave")
    assert states(home) not in (["waiting"], ["offered"])


def test_when_whatsapps_24_hours_are_over_the_template_goes_out(home: House) -> None:
    home.free_only("2026-11-27", Pilar=[("10:00", "10:40")])
    regular(home, JULIA, "Julia", "Mora").has("Pilar", "2026-11-27 10:00")
    laura = waits(home, LAURA, "Laura", "Torres")
    home.at("2026-11-25 10:00")
    home.work()
    before = len(laura.heard())
    home.writes(JULIA, "quiero cancelar mi cita del viernes", name="Julia")
    home.writes(JULIA, "sí", name="Julia")
    (offer,) = laura.heard()[before:]
    assert "10:00" in offer
    notice = home.row("SELECT status, payload FROM outbox WHERE dedupe_key LIKE 'waitlist-offer:%%'")
    assert notice["status"] == "sent"
    (created,) = [
        entry["request"]
        for entry in home.standins.get("/sandbox/ledger")
        if entry["key"] and entry["key"].startswith("waitlist-offer:")
    ]
    assert created["template_params"]["name"] == "waitlist_offer"
    assert list(created["template_params"]["processed_params"]["body"].values()) == [
        "Laura",
        "Cortar",
        "Pilar",
        "viernes 27 de noviembre",
        "10:00",
        notice["payload"]["params"]["until"],
    ]


def test_in_the_evening_it_waits_for_the_morning_and_redis_is_not_needed(home: House) -> None:
    home.free_only("2026-11-27", Pilar=[("10:00", "10:40")])
    home.at("2026-11-23 20:40")
    regular(home, JULIA, "Julia", "Mora").holds("Pilar", "2026-11-27 10:00")
    laura = waits(home, LAURA, "Laura", "Torres")
    before = len(laura.heard())
    home.advance(35)
    home.work()
    assert home.row("SELECT status FROM booking")["status"] == "lapsed"
    assert laura.heard()[before:] == []
    home.at("2026-11-24 08:59")
    home.work()
    assert laura.heard()[before:] == []
    home.advance(2)
    home.waking.waiting.clear()
    home.work()
    assert len(laura.heard()[before:]) == 1
