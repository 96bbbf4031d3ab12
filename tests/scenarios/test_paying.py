"""Scenarios 5, 20, 21 and 22: a deposit that will not be paid, is not paid, or is paid too late."""

import re

from gateways.invariants import check
from models.ids import BusinessId
from tests.house import House
from tests.scenarios.regulars import events, notes, occupied, places, refunds, regular
from tests.scenarios.variants import Script, Words, written

CARLA, LAURA, EVA = "+34600000005", "+34600000001", "+34600000099"
BOOK = "Soy Laura Torres, quiero cortarme el pelo el viernes a las 10:00"


@written(
    plain={"book": "A las 11:00", "first": "No me funciona el pago", "second": "Sigue sin funcionar el pago"},
    typos={"book": "alas 11", "first": "no m funsiona el pajo", "second": "nada, no me deja pagar con la targeta"},
    no_accents={"book": "la de las 11", "first": "no me deja pagar", "second": "que me da error otra vez"},
    burst={
        "book": ("vale", "a las 11:00"),
        "first": ("oye", "el enlace", "el enlace no funciona"),
        "second": ("mmm", "sigue igual", "no me deja pagar"),
    },
    second_thoughts={
        "book": ["¿hay otra hora?", "no, a las 11:00"],
        "first": ["ya he pagado", "no, perdona, me da error al pagar"],
        "second": "el pago no va",
    },
)
def test_5_carla_says_twice_that_paying_fails(home: House, script: Script) -> None:
    home.free_only("2026-11-26", Pilar=[("11:00", "11:50"), ("16:00", "16:50")])
    regular(home, CARLA, "Carla", "Vega")
    home.writes(CARLA, "quiero una cultura de color el jueves", name="Carla")
    script.say(home, CARLA, "book", "Carla")
    booking = home.row("SELECT * FROM booking")
    assert booking["status"] == "held" and places(home)[0][:2] == ("Pilar", "2026-11-26 11:00")
    home.opens_link(booking["code"])
    home.pay("decline")

    again = script.say(home, CARLA, "first", "Carla")[-1]
    assert f"/pay/{booking['code']}" in again
    held = home.row("SELECT status, held_until, payment_failures FROM booking")
    assert held == {"status": "held", "held_until": booking["held_until"], "payment_failures": 1}
    page = home.opens_link(booking["code"])
    assert page.status_code == 303 and "/checkout/" in page.headers["location"]
    assert len(home.standins.get("/sandbox/payments")) == 2, "a fresh page at Stripe"

    told = script.say(home, CARLA, "second", "Carla")[-1]
    assert "persona" in told
    assert home.row("SELECT status FROM booking")["status"] == "cancelled"
    assert (occupied(home), events(home, "Pilar")) == ([], [])
    assert {one["status"] for one in home.standins.get("/sandbox/payments")} == {"expired"}
    talk = home.row("SELECT mode, handover_reason FROM conversation")
    assert talk == {"mode": "with_person", "handover_reason": "payment_failure"}
    assert any("Carla Vega" in note and "11:00" in note for note in notes(home))
    assert check(home.world.database, BusinessId(home.business_id)) == []


@written(
    plain={"book": BOOK, "choose": "a las 10:00", "again": "vaya, ¿sigue libre?"},
    typos={
        "book": "soy laura torres kiero cortarme el pelo el viernez a las 10",
        "choose": "ala s 10:00",
        "again": "jo sige libre?",
    },
    no_accents={
        "book": "soy laura torres cortarme el pelo el viernes a las 10",
        "choose": "si",
        "again": "todavia lo quiero",
    },
    burst={
        "book": ("hola", "soy Laura Torres", "quiero cortarme el pelo", "el viernes a las 10"),
        "choose": ("esa", "sí"),
        "again": ("ay no", "aún lo quiero!"),
    },
    second_thoughts={
        "choose": ["¿y más tarde?", "vale, a las 10:00"],
        "again": ["vaya", "¿sigue libre el viernes para cortarme el pelo?"],
    },
)
def test_20_an_unpaid_hold_lapses_and_may_be_taken_again(home: House, script: Script) -> None:
    home.free_only("2026-11-27", Pilar=[("10:00", "10:40")])
    script.say(home, LAURA, "book")
    script.say(home, LAURA, "choose")
    code = home.row("SELECT code FROM booking WHERE status = 'held'")["code"]
    home.opens_link(code)
    before = len(home.heard(LAURA))
    held_until = home.row("SELECT held_until FROM booking WHERE status = 'held'")["held_until"]
    home.advance((held_until - home.now).total_seconds() / 60 - 6)
    home.work()
    assert home.heard(LAURA)[before:] == []
    home.advance(2)
    home.work()
    (nudge,) = home.heard(LAURA)[before:]
    assert f"/pay/{code}" in nudge and "5,24 €" in nudge
    home.work()
    assert len(home.heard(LAURA)) == before + 1, "nudged once"
    home.advance(5)
    home.work()
    assert home.row("SELECT status FROM booking")["status"] == "lapsed"
    assert (occupied(home), events(home, "Pilar")) == ([], [])
    assert [one["status"] for one in home.standins.get("/sandbox/payments")] == ["expired"]
    assert "caducado" in home.opens_link(code).text
    (told,) = home.heard(LAURA)[before + 1 :]
    assert "viernes 27 de noviembre" in told and "10:00" in told and "?" in told
    again = script.say(home, LAURA, "again")[-1]
    assert "10:00" in again and "Pilar" in again
    home.writes(LAURA, "sí")
    assert [place[3] for place in places(home)] == ["lapsed", "provisional"]


def late_payment(home: House, script: Script) -> str:
    """She holds the last slot, opens its page, and lets the time run out; the page's session."""
    home.free_only("2026-11-27", Pilar=[("10:00", "10:40")], Ana=[("17:00", "17:40")])
    script.say(home, LAURA, "book")
    script.say(home, LAURA, "choose")
    home.opens_link(home.row("SELECT code FROM booking")["code"])
    session: str = home.standins.get("/sandbox/payments")[-1]["session"]
    return session


PAID_LATE: dict[str, dict[str, Words]] = {
    "typos": {
        "book": "soy laura torres kiero cortarme el pelo el viernez a las 10",
        "choose": "ala s 10:00",
        "then": "acavo de pagar!!",
    },
    "no_accents": {
        "book": "soy laura torres, cortarme el pelo el viernes x la mañana",
        "choose": "si",
        "then": "ya he pagado",
    },
    "burst": {
        "book": ("hola", "soy Laura Torres", "cortarme el pelo", "el viernes a las 10"),
        "choose": ("esa", "10:00"),
        "then": ("hola?", "ya pagué"),
    },
    "second_thoughts": {
        "choose": ["¿y por la tarde?", "no, por la mañana", "sí, a las 10:00"],
        "then": "he pagado la señal",
    },
}
PLAIN_LATE: dict[str, Words] = {"book": BOOK, "choose": "a las 10:00", "then": "acabo de pagar"}


@written(plain=PLAIN_LATE, also=None, **PAID_LATE)
def test_21_paid_late_and_still_free(home: House, script: Script) -> None:
    session = late_payment(home, script)
    home.advance(30.5)
    home.standins.post(f"/sandbox/payments/{session}/pay", {})
    script.say(home, LAURA, "then")
    assert places(home) == [("Pilar", "2026-11-27 10:00", "10:40", "confirmed")]
    assert any("confirmada" in text and "5,24 €" in text for text in home.heard(LAURA))
    assert events(home, "Pilar") == [("Laura Torres · Cortar", "2026-11-27T10:00")]
    assert refunds(home) == []
    assert check(home.world.database, BusinessId(home.business_id)) == []


@written(
    plain=PLAIN_LATE | {"then": "¿Y ahora qué?"},
    also=None,
    **{name: said | {"then": "vaya"} for name, said in PAID_LATE.items()},
)
def test_22_paid_late_and_gone(home: House, script: Script) -> None:
    eva = regular(home, EVA, "Eva", "Gil")
    session = late_payment(home, script)
    home.advance(30.5)
    eva.holds("Pilar", "2026-11-27 10:00")
    home.standins.post(f"/sandbox/payments/{session}/pay", {})
    home.work()
    assert len(refunds(home)) == 1
    payment = home.row(
        "SELECT p.status, p.refunded_cents FROM payment p JOIN booking b ON b.id = p.booking_id"
        " WHERE b.status <> 'held'"
    )
    assert payment == {"status": "refunded", "refunded_cents": 524}
    said = home.heard(LAURA)[-1]
    assert "5,24 €" in said and "17:00" in said and "Ana" in said, "an apology, the amount, another time"
    assert not re.search(r"\bconfirmada\b", said)
    script.say(home, LAURA, "then")
    home.work()
    assert len(refunds(home)) == 1
    home.writes(LAURA, "a las 17:00 con Ana")
    if ("Ana", "2026-11-27 17:00") not in occupied(home):
        home.writes(LAURA, "sí")  # the notice's options are no offers: they are looked up and asked once more
    assert "/pay/" in home.heard(LAURA)[-1] and ("Ana", "2026-11-27 17:00") in occupied(home)
    assert check(home.world.database, BusinessId(home.business_id)) == []
