"""What a session of hers covers has no deposit, and nobody speaks of one; for somebody else it has."""

import re

import pytest

from tests.house import House
from tests.scenarios.regulars import Regular, pays, regular
from tests.scenarios.variants import Script, written
from tests.scenarios.visits import comers, standing, visits

ELENA = "+34600000052"
DEPOSIT = re.compile(r"señal de|deposit of|0,00 €|€0\.00|\b20 %")


@pytest.fixture
def elena(home: House) -> Regular:
    """She has paid for six facials."""
    who = regular(home, ELENA, "Elena", "Ruiz")
    home.writes(ELENA, "quiero el bono de bioterapia facial detox", name="Elena")
    home.writes(ELENA, "sí", name="Elena")
    pays(home, standing(home)["code"])
    assert home.row("SELECT sessions FROM customer_pack") == {"sessions": 6}
    assert "detox" in home.heard(ELENA)[-1]
    return who


@written(
    plain={
        "ask": "Quiero bioterapia facial y cejas",
        "when": "El miércoles a las 17:00",
        "pay": "¿Hay que pagar señal?",
        "link": "¿me pasas el enlace?",
        "choose": "A las 17:00",
    },
    typos={"ask": "kiero bioterapia fasial y zejas", "when": "el miercoles alas 17:00", "choose": "alas 5"},
    no_accents={"ask": "bioterapia facial y cejas", "pay": "y la señal?", "choose": "la de las 17:00"},
    burst={"ask": ("hola", "bioterapia facial", "y cejas"), "when": ("el miércoles", "a las 5 de la tarde")},
    second_thoughts={"when": ["el jueves a las 17:00", "no, mejor el miércoles a las 17:00"]},
    english={
        "ask": "bioterapia facial and eyebrows please",
        "when": "Wednesday at 17:00",
        "pay": "is there a deposit?",
    },
)
def test_no_deposit_is_spoken_of(elena: Regular, script: Script) -> None:
    home = elena.home
    home.free_only("2026-11-25", Rosa=[("17:00", "18:15")])
    home.free_only("2026-11-26", Rosa=[("17:00", "18:15")])
    before = len(elena.heard())
    for step in ("ask", "when", "pay", "link"):
        script.say(home, ELENA, step, "Elena")
    told = "\n".join(elena.heard()[before:])
    assert not DEPOSIT.search(told), told
    assert "7,00 €" in told or "€7.00" in told
    assert "57,50 €" not in told, "it is paid for"
    assert "detox (5+1)" in told
    script.say(home, ELENA, "choose", "Elena")
    assert visits(home) == [("Rosa", "2026-11-25 17:00", "18:15", ["Bioterapia facial", "Cejas"])]
    assert home.row("SELECT count(*) AS used FROM session_use WHERE returned_at IS NULL") == {"used": 1}


def test_for_her_mother_it_costs_what_it_costs(elena: Regular) -> None:
    home = elena.home
    home.free_only("2026-11-25", Rosa=[("17:00", "18:15")])
    before = len(elena.heard())
    home.writes(ELENA, "bioterapia facial y cejas para mi madre el miércoles a las 17:00", name="Elena")
    told = "\n".join(elena.heard()[before:])
    assert "64,50 €" in told and "57,50 €" in told and "bono" not in told.lower()
    home.writes(ELENA, "se llama Carmen Ruiz", name="Elena")
    held = home.writes(ELENA, "a las 17:00", name="Elena")[-1]
    assert "12,90 €" in held
    assert comers(home) == [("Carmen Ruiz", None)]
    assert home.rows("SELECT 1 FROM session_use") == []


def test_of_two_only_hers_goes_with_it_and_there_is_no_deposit(elena: Regular) -> None:
    home = elena.home
    home.free_only("2026-11-25", Rosa=[("17:00", "18:00")], Marta=[("17:00", "18:00")])
    before = len(elena.heard())
    home.writes(ELENA, "bioterapia facial para mí y para mi hija el miércoles a las 17:00", name="Elena")
    told = "\n".join(elena.heard()[before:])
    assert "57,50 €" in told and "señal de" not in told and "0,00 €" not in told
    home.writes(ELENA, "sí", name="Elena")
    assert sorted(guest or "" for _, guest in comers(home)) == ["", "mi hija"]
    assert home.row("SELECT count(*) AS used FROM session_use WHERE returned_at IS NULL") == {"used": 1}
