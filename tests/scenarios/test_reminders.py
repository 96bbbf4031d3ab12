"""Scenarios 9, 16 and 18, the booking side: reminded once, the usual again, told at once about today."""

from typing import Any

import httpx

from flows.plan import Part, Plan
from flows.quotes import quote
from gateways.catalogue import load
from gateways.history import usual
from models.ids import BusinessId
from tasks.commands.hold import Held, hold
from tasks.commands.reminding import acknowledge
from tasks.commands.visits import complete
from tests.free_time import moment
from tests.house import House

CARMEN, RAQUEL, MARTA, EVA = "+34600000009", "+34600000016", "+34600000018", "+34600000099"


def known(home: House, phone: str, name: str, surname: str) -> dict[str, Any]:
    """A customer who has written before: her conversation's row."""
    home.writes(phone, f"Hola, soy {name} {surname}", name=name)
    return home.row(
        "SELECT c.* FROM conversation c JOIN customer_identity i ON i.customer_id = c.customer_id"
        " WHERE i.kind = 'phone' AND i.value = %(phone)s",
        phone=phone,
    )


def held(home: House, talk: dict[str, Any], stylist: str, when: str, *services: str) -> Held:
    """She takes that time."""
    rows = {row["name"]: row["id"] for row in home.rows("SELECT name, id FROM service")}
    stylist_id = home.row("SELECT id FROM stylist WHERE name = %(name)s", name=stylist)["id"]
    plan = Plan((Part(stylist_id, moment(when), tuple(rows[name] for name in services)),))
    business_id = BusinessId(home.business_id)
    catalogue = load(home.world.database, business_id, home.now)
    taken = home.world.command(business_id, hold, catalogue, talk["id"], talk["customer_id"], plan)
    assert isinstance(taken, Held), taken
    return taken


def paid(home: House, taken: Held) -> None:
    """She opens her link and pays."""
    httpx.get(f"{home.api}/pay/{taken.code}")
    home.pay()


def sent(home: House, key: str) -> list[dict[str, Any]]:
    """What Chatwoot was asked to send under that key."""
    ledger = home.standins.get("/sandbox/ledger")
    return [one["request"] for one in ledger if one["operation"] == "message.create" and one["key"] == key]


def test_9_carmen_is_reminded_by_template_and_says_perfect(home: House) -> None:
    carmen = known(home, CARMEN, "Carmen", "Soler")
    eva = known(home, EVA, "Eva", "Gil")
    nails = held(home, carmen, "Rosa", "2026-11-26 12:00", "Manicura permanente + bioterapia")
    assert (nails.draft.total.cents, nails.draft.deposit.cents) == (4070, 814)
    paid(home, nails)
    home.at("2026-11-24 11:59")
    home.work()
    before = home.heard(CARMEN)
    assert home.row("SELECT status FROM reminder")["status"] == "due"
    home.at("2026-11-24 12:00")
    home.work()
    home.work()
    (text,) = home.heard(CARMEN)[len(before) :]
    for fact in ("Manicura permanente + bioterapia", "jueves 26 de noviembre", "12:00", "Rosa", "90 min", "8,14 €"):
        assert fact in text
    assert "24 horas o más de antelación te devolvemos la señal" in text
    reminder = home.row("SELECT * FROM reminder")
    assert reminder["status"] == "sent"
    (request,) = sent(home, f"reminder:{reminder['id']}")
    template = request["template_params"]
    assert (template["name"], template["language"], template["category"]) == ("appointment_reminder", "es", "UTILITY")
    assert list(template["processed_params"]["body"].values())[:6] == [
        "Carmen",
        "Manicura permanente + bioterapia",
        "Rosa",
        "jueves 26 de noviembre",
        "12:00",
        "90",
    ]
    assert (
        "8,14" in template["processed_params"]["body"]["7"] and "24 horas" in template["processed_params"]["body"]["8"]
    )

    business_id = BusinessId(home.business_id)
    assert not home.world.command(business_id, acknowledge, eva["id"])
    home.advance(60)
    assert home.world.command(business_id, acknowledge, carmen["id"])
    assert not home.world.command(business_id, acknowledge, carmen["id"])
    home.work()
    notes = [
        message["text"]
        for talk in home.standins.get("/sandbox/inbox")
        for message in talk["messages"]
        if message["private"] and "Recordatorio visto" in message["text"]
    ]
    assert len(notes) == 1 and "Carmen Soler" in notes[0]
    home.at("2026-11-26 12:00")
    home.work()
    assert len(sent(home, f"reminder:{reminder['id']}")) == 1, "never twice"


def test_9_no_run_for_a_day_and_she_is_reminded_all_the_same(home: House) -> None:
    carmen = known(home, CARMEN, "Carmen", "Soler")
    paid(home, held(home, carmen, "Rosa", "2026-11-26 12:00", "Manicura permanente + bioterapia"))
    home.at("2026-11-25 16:00")
    home.says(CARMEN, "¿Tenéis aparcamiento?", name="Carmen")
    home.settle()
    reminder = home.row("SELECT * FROM reminder")
    assert reminder["status"] == "sent"
    (request,) = sent(home, f"reminder:{reminder['id']}")
    assert "template_params" not in request, "she wrote today: a plain message gets through"
    assert "te devolvemos" not in request["content"] and "ya no se devuelve" in request["content"]


def test_16_raquels_usual_on_thursday_at_eleven_with_pilar(home: House) -> None:
    raquel = known(home, RAQUEL, "Raquel", "Vidal")
    business_id = BusinessId(home.business_id)
    first = held(home, raquel, "Pilar", "2026-11-23 11:00", "Cortar", "Infoactivo sensitivo")
    paid(home, first)
    home.at("2026-11-23 13:00")
    visit = home.row("SELECT id FROM appointment")["id"]
    assert home.world.command(business_id, complete, visit)
    home.free_only("2026-11-26", Pilar=[("11:00", "12:10")])

    last = usual(home.world.database, business_id, raquel["customer_id"])
    assert last is not None
    names = [one.name for one in last.last.services]
    assert (names, last.last.stylist) == (["Cortar", "Infoactivo sensitivo"], "Pilar")
    priced = quote(load(home.world.database, business_id, home.now), last.service_ids, last.last.pack_id)
    assert (priced.minutes, priced.total.cents, priced.deposit.cents) == (70, 4710, 942)

    again = held(home, raquel, last.last.stylist, "2026-11-26 11:00", *names)
    assert (again.draft.total.cents, again.draft.deposit.cents) == (4710, 942)
    paid(home, again)
    row = home.row(
        "SELECT a.status, to_char(a.ends_at AT TIME ZONE 'Europe/Madrid', 'MM-DD HH24:MI') AS ends, s.name"
        " FROM appointment a JOIN stylist s ON s.id = a.stylist_id WHERE a.booking_id = %(id)s",
        id=again.booking_id,
    )
    assert row == {"status": "confirmed", "ends": "11-26 12:10", "name": "Pilar"}
    customer = home.row(
        "SELECT s.name, c.total_spent_cents FROM customer c JOIN stylist s ON s.id = c.preferred_stylist_id"
    )
    assert customer == {"name": "Pilar", "total_spent_cents": 4710 + 942}


def test_18_ana_is_told_at_once_about_today(home: House) -> None:
    marta = known(home, MARTA, "Marta", "Ruiz")
    home.at("2026-11-24 13:00")
    home.free_only("2026-11-24", Ana=[("16:30", "17:10")], Víctor=[("18:00", "18:40")])
    cut = held(home, marta, "Ana", "2026-11-24 16:30", "Cortar")
    assert (cut.hold_minutes, cut.draft.deposit.cents) == (15, 524)
    home.at("2026-11-24 13:08")
    paid_at = home.now
    paid(home, cut)
    assert home.row("SELECT status FROM booking")["status"] == "confirmed"
    told = home.rows(
        "SELECT kind, payload, created_at, sent_at FROM outbox WHERE kind IN ('note', 'mail') ORDER BY kind"
    )
    assert [row["kind"] for row in told] == ["mail", "note"]
    assert all(0 <= (row["sent_at"] - paid_at).total_seconds() <= 120 for row in told)
    mail, note = (row["payload"] for row in told)
    assert (mail["to"], mail["subject"]) == ("ana@salon.example", "URGENTE: nueva cita hoy a las 16:30")
    assert note["text"].startswith("🔴 **URGENTE, es para hoy a las 16:30**")
    (arrived,) = home.standins.get("/sandbox/mails")
    assert "ana@salon.example" in str(arrived["to"])
    assert home.rows("SELECT id FROM reminder") == [], "whoever books for today needs no reminder"


def test_a_booking_for_another_day_is_not_urgent(home: House) -> None:
    marta = known(home, MARTA, "Marta", "Ruiz")
    home.at("2026-11-23 19:00")
    paid(home, held(home, marta, "Ana", "2026-11-24 09:30", "Cortar"))
    texts = str(home.rows("SELECT payload FROM outbox WHERE kind IN ('note', 'mail')"))
    assert "Nueva cita" in texts and "URGENTE" not in texts


def test_who_comes_back_after_months_begins_a_fresh_talk_without_introduction(home: House) -> None:
    home.writes(MARTA, "Hola, soy Marta Ruiz, ¿cuánto cuesta cortarme el pelo?", name="Marta")
    home.at("2027-02-15 10:00")
    home.work()
    (row,) = home.rows("SELECT messages FROM conversation_history")
    assert [one["from"] for one in row["messages"]] == ["customer", "bot"]
    (reply,) = home.writes(MARTA, "hola", name="Marta")
    assert "Maite" not in reply and "virtual" not in reply
    prompts = home.rows("SELECT prompt FROM turn ORDER BY id")
    assert "cuánto cuesta cortarme el pelo" in prompts[0]["prompt"]
    assert "cuánto cuesta cortarme el pelo" not in prompts[1]["prompt"]
    assert '"name":"Marta"' in prompts[1]["prompt"]
