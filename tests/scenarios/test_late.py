"""Scenario 11: late for an appointment that has begun."""

from gateways.invariants import check
from models.ids import BusinessId
from tests.house import House
from tests.scenarios.regulars import mails, notes, places, regular
from tests.scenarios.variants import Script, written

ANDRES, NEXT = "+34600000011", "+34600000012"


@written(
    plain={"late": "llego en 20 min", "yes": "Sí, avisa por favor"},
    typos={"late": "yego en 20 mim perdon", "yes": "sii abisa"},
    no_accents={"late": "perdona voy tarde, estoy ahi en veinte minutos", "yes": "si gracias"},
    burst={"late": ("hola", "lo siento", "hay un atasco horrible", "llego en 20 minutos"), "yes": ("vale", "sí")},
    second_thoughts={"late": ["llego tarde", "en 15 minutos", "bueno, mejor 20 min"], "yes": "sí"},
    behind={"late": "voy a llegar 30 minutos tarde", "yes": "ok"},
)
def test_11_andres_is_late(home: House, script: Script) -> None:
    andres = regular(home, ANDRES, "Andrés", "Peña")
    andres.has("Víctor", "2026-11-23 17:00")
    after = regular(home, NEXT, "Pablo", "Ruiz")
    after.has("Víctor", "2026-11-23 17:40")
    home.at("2026-11-23 17:10")
    home.work()
    sent, noted = len(mails(home)), len(notes(home))

    asked = script.say(home, ANDRES, "late", "Andrés")[-1]
    assert "30 min" in asked and "17:00" in asked and "Víctor" in asked
    assert (len(mails(home)), len(notes(home))) == (sent, noted), "nobody is told before his yes"

    script.say(home, ANDRES, "yes", "Andrés")
    assert len(notes(home)) == noted + 1 and len(mails(home)) == sent + 1
    (note,) = [one for one in notes(home) if "Llega tarde" in one]
    for fact in ("Andrés Peña", "Cortar", "17:00", "Víctor", "30 min", "17:40"):
        assert fact in note
    to, subject = mails(home)[-1]
    assert "victor@salon.example" in to and "30 min" in subject and "17:00" in subject
    assert [place[3] for place in places(home)] == ["confirmed", "confirmed"], "nothing is cancelled"
    assert check(home.world.database, BusinessId(home.business_id)) == []


def test_who_says_no_is_not_reported(home: House) -> None:
    andres = regular(home, ANDRES, "Andrés", "Peña")
    andres.has("Víctor", "2026-11-23 17:00")
    home.at("2026-11-23 17:10")
    home.work()
    sent = mails(home)
    home.writes(ANDRES, "llego en 20 min", name="Andrés")
    home.writes(ANDRES, "no, no hace falta", name="Andrés")
    assert mails(home) == sent
