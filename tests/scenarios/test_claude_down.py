"""Scenario 30: Claude does not answer. She hears so within half a minute; nothing is lost, nothing said twice."""

from datetime import timedelta

from gateways.invariants import check
from models.ids import BusinessId
from tests.house import House
from tests.scenarios.regulars import places
from tests.scenarios.variants import Script, written

LAURA = "+34600000030"


AGE = """
UPDATE turn SET opened_at = opened_at - %(by)s, published_at = published_at - %(by)s, retry_at = retry_at - %(by)s
WHERE step <> 'done'
"""


def later(home: House, seconds: float) -> None:
    """A turn's waits go by the machine's clock, which no test moves: its row is made so much older instead."""
    home.rows(AGE, by=timedelta(seconds=seconds))
    home.work()


@written(
    plain={"ask": "Soy Laura Torres, quiero cortarme el pelo el viernes a las 10:00", "choose": "a las 10:00"},
    typos={"ask": "soy laura torres kiero cortarme el pelo el viernez a las 10", "choose": "alas 10"},
    no_accents={"ask": "soy laura torres, cortarme el pelo el viernes x la mañana", "choose": "si"},
    burst={
        "ask": ("hola", "soy Laura Torres", "cortarme el pelo", "el viernes a las 10"),
        "choose": ("vale", "a las 10:00"),
    },
    second_thoughts={"ask": ("soy Laura Torres", "cortarme el pelo el jueves", "no, mejor el viernes a las 10:00")},
)
def test_30_claude_is_overloaded_and_comes_back(home: House, script: Script) -> None:
    home.free_only("2026-11-27", Pilar=[("10:00", "10:40")])
    home.standins.post("/sandbox/faults", {"vendor": "claude", "fault": "529", "seconds": 600})
    script.say(home, LAURA, "ask")
    assert home.heard(LAURA) == []
    later(home, 25)
    (slow,) = home.heard(LAURA)
    assert "€" not in slow and "?" not in slow
    later(home, 20)
    assert home.heard(LAURA) == [slow], "said once"

    home.standins.delete("/sandbox/faults")
    later(home, 30)
    (_, answer) = home.heard(LAURA)
    assert "viernes 27 de noviembre" in answer and "10:00" in answer and "Pilar" in answer
    offer = script.say(home, LAURA, "choose")[-1]
    assert "5,24 €" in offer and "/pay/" in offer
    assert places(home) == [("Pilar", "2026-11-27 10:00", "10:40", "provisional")]
    assert check(home.world.database, BusinessId(home.business_id)) == []


@written(
    plain={"ask": "Hola, quiero cortarme el pelo el viernes"},
    typos={"ask": "ola kiero kortarme el pelo el biernes"},
    no_accents={"ask": "un corte de pelo para el viernes x la manana"},
    burst={"ask": ("hola", "quiero cortarme el pelo", "el viernes", "¿puede ser?")},
    second_thoughts={"ask": ("quiero cortarme el pelo el jueves", "no, mejor el viernes")},
)
def test_30_claude_stays_away_and_a_person_takes_it(home: House, script: Script) -> None:
    home.standins.post("/sandbox/faults", {"vendor": "claude", "fault": "529", "seconds": 600})
    script.say(home, LAURA, "ask")
    for _ in range(6):
        later(home, 25)
    talk = home.row("SELECT mode, handover_reason FROM conversation")
    assert talk == {"mode": "with_person", "handover_reason": "technical"}
    assert len(home.heard(LAURA)) == 2, "that it is slow, and that a person writes"
    home.standins.delete("/sandbox/faults")
    later(home, 60)
    assert len(home.heard(LAURA)) == 2
    assert places(home) == [] and [one["status"] for one in home.standins.get("/sandbox/inbox")] == ["open"]
    assert check(home.world.database, BusinessId(home.business_id)) == []
