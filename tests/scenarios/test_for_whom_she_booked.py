"""Somebody whom she has booked for before is known by name: she is asked whether it is her, not what she is called."""

import pytest

from models.ids import BusinessId
from tasks.commands.somebody import known_for
from tests.house import House
from tests.scenarios.regulars import Regular, pays, regular
from tests.scenarios.variants import Script, written
from tests.scenarios.visits import comers, standing, visits

ROBERTO = "+34600000012"
ASK = "Quiero un peinado para mi madre el lunes 30"
HAIR = [("Marta", "2026-11-30 11:00", "11:40", ["Peinado"])]


@pytest.fixture
def roberto(home: House) -> Regular:
    """He has booked for Carmen Ruiz. On Monday only Marta is free, at eleven and at four."""
    home.free_only("2026-11-30", Marta=[("11:00", "11:40"), ("16:00", "16:40")])
    who = regular(home, ROBERTO, "Roberto", "Díaz")
    knows(who, "Carmen", "Ruiz")
    return who


def knows(who: Regular, name: str, surname: str) -> None:
    """Somebody he has booked for."""
    catalogue = who.home.world.catalogues.get(BusinessId(who.home.business_id), who.home.now)
    who.home.world.command(BusinessId(who.home.business_id), known_for, catalogue, who.customer, name, surname)


def people(home: House) -> list[str]:
    """Those he books for."""
    rows = home.rows(
        "SELECT concat_ws(' ', name, surname) AS who FROM customer WHERE booked_by_id IS NOT NULL ORDER BY id"
    )
    return [row["who"] for row in rows]


@written(
    plain={"ask": ASK, "who": "Sí", "choose": "A las 11:00"},
    typos={"ask": "kiero un peinao pa mi madre, para mi madre, el lunes 30", "who": "sii", "choose": "alas 11"},
    no_accents={
        "ask": "un peinado para mi mama el lunes 30 de noviembre",
        "who": "si, para ella",
        "choose": "la de las 11",
    },
    burst={
        "ask": ("hola", "un peinado", "para mi madre", "el lunes 30"),
        "who": ("sí", "para Carmen"),
        "choose": ("vale", "a las 11"),
    },
    second_thoughts={"ask": [ASK.replace("lunes 30", "martes 1"), "no, mejor el lunes 30"], "who": "exacto, la misma"},
    slot_first={"who": "a las 11:00", "choose": "sí"},
    by_name={"who": "para Carmen", "choose": "las 11"},
    english={"ask": "a blow-dry for my mother on Monday 30 please", "who": "yes, for her", "choose": "11:00"},
)
def test_whom_he_has_booked_for_he_need_not_name_again(roberto: Regular, script: Script) -> None:
    home = roberto.home
    told = "\n".join(script.say(home, ROBERTO, "ask", "Roberto"))
    assert "Carmen Ruiz" in told and "Cómo se llama" not in told and "full name of" not in told
    script.say(home, ROBERTO, "who", "Roberto")
    script.say(home, ROBERTO, "choose", "Roberto")
    assert visits(home) == HAIR
    assert comers(home) == [("Carmen Ruiz", None)]
    assert standing(home)["status"] == "held"
    assert people(home) == ["Carmen Ruiz"]
    assert home.row("SELECT name, surname FROM customer WHERE id = %(id)s", id=roberto.customer) == {
        "name": "Roberto",
        "surname": "Díaz",
    }


@written(
    plain={"ask": "Quiero un peinado para mi tía el lunes 30", "who": "No, es para Ana Gómez", "choose": "A las 11:00"},
    typos={"ask": "kiero un peinado xa mi tia el lunes 30", "who": ["no", "ana gomez"], "choose": "alas 11"},
    no_accents={"ask": "peinado para mi tia el lunes 30", "who": ["no es para otra persona", "se llama Ana Gomez"]},
    burst={"who": ("no", "se llama Ana Gómez"), "choose": ("vale", "a las 11:00")},
    second_thoughts={"who": ["sí", "ay no, perdona, es para mi tía, Ana Gómez"], "choose": "las 11"},
)
def test_for_somebody_else_he_names_her(roberto: Regular, script: Script) -> None:
    home = roberto.home
    for step in ("ask", "who", "choose"):
        script.say(home, ROBERTO, step, "Roberto")
    assert visits(home) == HAIR
    ((who, guest),) = comers(home)
    assert (who.replace("Gomez", "Gómez"), guest) == ("Ana Gómez", None)
    assert [one.replace("Gomez", "Gómez") for one in people(home)] == ["Carmen Ruiz", "Ana Gómez"]


def test_of_several_he_says_which(roberto: Regular) -> None:
    home = roberto.home
    knows(roberto, "Luz", "Gil")
    told = home.writes(ROBERTO, ASK, name="Roberto")[-1]
    assert "Carmen Ruiz" in told and "Luz Gil" in told
    told = home.writes(ROBERTO, "sí", name="Roberto")[-1]
    assert visits(home) == []
    home.writes(ROBERTO, "para Luz, a las 11:00", name="Roberto")
    assert comers(home) == [("Luz Gil", None)]


def test_his_mothers_name_is_not_his_daughters(roberto: Regular) -> None:
    home = roberto.home
    home.writes(ROBERTO, ASK, name="Roberto")
    home.writes(ROBERTO, "sí, a las 11:00", name="Roberto")
    assert comers(home) == [("Carmen Ruiz", None)]
    pays(home, standing(home)["code"])
    home.writes(ROBERTO, "ahora quiero un peinado para mi hija el lunes 30 por la tarde", name="Roberto")
    home.writes(ROBERTO, "a las 16:00", name="Roberto")
    assert len(visits(home)) == 1, "for whom it is has not been said yet"
    home.writes(ROBERTO, "no, se llama Eva Díaz", name="Roberto")
    assert comers(home) == [("Carmen Ruiz", None), ("Eva Díaz", None)]
