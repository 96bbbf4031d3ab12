"""Scenario 9: reminded once, by template when it must be, and answered in her own words."""

from typing import Any

from gateways.invariants import check
from models.ids import BusinessId
from tests.house import House
from tests.scenarios.regulars import notes, places, regular
from tests.scenarios.variants import Script, written

CARMEN, EVA = "+34600000009", "+34600000099"
NAILS = "Manicura permanente + bioterapia"


def sent(home: House, key: str) -> list[dict[str, Any]]:
    """What Chatwoot was asked to send under that key."""
    ledger = home.standins.get("/sandbox/ledger")
    return [one["request"] for one in ledger if one["operation"] == "message.create" and one["key"] == key]


@written(
    plain={"yes": "perfecto"},
    typos={"yes": "perfeto alli estare"},
    no_accents={"yes": "si claro, alli estare"},
    burst={"yes": ("hola!", "genial", "nos vemos")},
    second_thoughts={"yes": ["¿tenéis aparcamiento?", "vale, perfecto"]},
)
def test_9_carmen_is_reminded_by_template_and_answers(home: House, script: Script) -> None:
    carmen = regular(home, CARMEN, "Carmen", "Soler")
    regular(home, EVA, "Eva", "Gil")
    taken = carmen.has("Rosa", "2026-11-26 12:00", NAILS)
    assert (taken.draft.total.cents, taken.draft.deposit.cents) == (4070, 814)
    home.at("2026-11-24 11:59")
    home.work()
    before = carmen.heard()
    assert home.row("SELECT status FROM reminder")["status"] == "due"
    home.at("2026-11-24 12:00")
    home.work()
    home.work()
    (text,) = carmen.heard()[len(before) :]
    for fact in (NAILS, "jueves 26 de noviembre", "12:00", "Rosa", "90 min", "8,14 €"):
        assert fact in text
    assert "24 horas o más de antelación te devolvemos la señal" in text
    reminder = home.row("SELECT * FROM reminder")
    assert (reminder["status"], reminder["acknowledged_at"]) == ("sent", None)
    (request,) = sent(home, f"reminder:{reminder['id']}")
    template = request["template_params"]
    assert (template["name"], template["language"], template["category"]) == ("appointment_reminder", "es", "UTILITY")
    told = list(template["processed_params"]["body"].values())
    assert told[:6] == ["Carmen", NAILS, "Rosa", "jueves 26 de noviembre", "12:00", "90"]
    assert "8,14" in told[6] and "24 horas" in told[7]

    home.writes(EVA, "perfecto", name="Eva")
    assert home.row("SELECT acknowledged_at FROM reminder")["acknowledged_at"] is None, "it was not hers"
    home.advance(60)
    script.say(home, CARMEN, "yes", "Carmen")
    assert home.row("SELECT acknowledged_at FROM reminder")["acknowledged_at"] is not None
    (note,) = [one for one in notes(home) if "Recordatorio visto" in one]
    assert "Carmen Soler" in note
    home.writes(CARMEN, "gracias!", name="Carmen")
    assert len([one for one in notes(home) if "Recordatorio visto" in one]) == 1
    assert [place[3] for place in places(home)] == ["confirmed"]
    assert check(home.world.database, BusinessId(home.business_id)) == []
    home.at("2026-11-26 12:00")
    home.work()
    assert len(sent(home, f"reminder:{reminder['id']}")) == 1, "never twice"


def test_9_no_run_for_a_day_and_she_is_reminded_all_the_same(home: House) -> None:
    regular(home, CARMEN, "Carmen", "Soler").has("Rosa", "2026-11-26 12:00", NAILS)
    home.at("2026-11-25 16:00")
    home.says(CARMEN, "¿Tenéis aparcamiento?", name="Carmen")
    home.settle()
    reminder = home.row("SELECT * FROM reminder")
    assert reminder["status"] == "sent"
    (request,) = sent(home, f"reminder:{reminder['id']}")
    assert "template_params" not in request, "she wrote today: a plain message gets through"
    assert "te devolvemos" not in request["content"] and "ya no se devuelve" in request["content"]
