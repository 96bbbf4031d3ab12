"""What can be tapped: up to three options are buttons, more are a list. A tap is worth what typing it is."""

from typing import Any

import pytest

from gateways.embedded import EmbeddedServers
from tests.house import House, house
from tests.minds import Scripted, says, uses
from tests.scenarios.regulars import regular
from tests.scenarios.visits import visits

ADA = "+34600000031"
PATH = f"/sandbox/customers/%2B{ADA[1:]}"
CUT = "quiero cortarme el pelo el viernes"


def options(home: House) -> list[str]:
    """What stood under our last message to be tapped."""
    ours = [one for one in home.standins.get(f"{PATH}/messages") if one["from"] == "bot"]
    found: list[str] = ours[-1].get("options", [])
    return found


def sent(home: House) -> dict[str, Any]:
    """The last message as Chatwoot was given it."""
    ledger = home.standins.get("/sandbox/ledger")
    request: dict[str, Any] = [one for one in ledger if one["operation"] == "message.create"][-1]["request"]
    return request


@pytest.fixture
def four(home: House) -> House:
    """The salon shows four options at a time, and has exactly four on Friday."""
    home.rows("""UPDATE business SET policy = policy || '{"offers_shown": 4}'""")
    home.free_only(
        "2026-11-27",
        Pilar=[("10:30", "11:10")],
        Marta=[("12:00", "12:40")],
        Ana=[("17:00", "17:40")],
        Lucas=[("18:00", "18:40")],
    )
    regular(home, ADA, "Ada", "Gil")
    return home


def test_options_can_be_tapped_and_typed(home: House) -> None:
    home.free_only("2026-11-27", Pilar=[("10:30", "11:10")], Ana=[("17:00", "17:40")])
    regular(home, ADA, "Ada", "Gil")
    home.writes(ADA, CUT, name="Ada")
    assert options(home) == ["vie 27 10:30 Pilar", "vie 27 17:00 Ana"]
    assert sent(home)["content_type"] == "input_select"
    items = sent(home)["content_attributes"]["items"]
    assert {frozenset(item) for item in items} == {frozenset({"title", "value"})}
    assert all(len(item["title"]) <= 20 for item in items)
    home.writes(ADA, options(home)[1], name="Ada")
    assert visits(home) == [("Ana", "2026-11-27 17:00", "17:40", ["Cortar"])]
    assert options(home) == [], "nothing is left to choose"


def test_a_row_of_a_list_is_tapped(four: House) -> None:
    (told,) = four.writes(ADA, CUT, name="Ada")
    assert options(four) == ["vie 27 10:30 Pilar", "vie 27 12:00 Marta", "vie 27 17:00 Ana", "vie 27 18:00 Lucas"]
    assert all(f"{clock} con {name}" in told for _, _, clock, name in map(str.split, options(four))), "and read"
    request = sent(four)
    assert (request["content_type"], len(request["content_attributes"]["items"])) == ("input_select", 4)
    codes = {row["code"] for row in four.rows("SELECT code FROM offer WHERE shown_in IS NOT NULL")}
    assert {item["value"] for item in request["content_attributes"]["items"]} == codes
    four.writes(ADA, options(four)[3], name="Ada")
    assert visits(four) == [("Lucas", "2026-11-27 18:00", "18:40", ["Cortar"])]
    assert options(four) == [], "nothing is left to choose"


@pytest.mark.parametrize("words", ["la de las 12", "mejor a las 12:00 con Marta", "vie 27 12:00 marta"])
def test_an_option_of_a_list_is_typed(four: House, words: str) -> None:
    four.writes(ADA, CUT, name="Ada")
    four.writes(ADA, words, name="Ada")
    assert visits(four) == [("Marta", "2026-11-27 12:00", "12:40", ["Cortar"])]


def test_a_row_that_somebody_else_has_taken_meanwhile_is_not_hers(four: House) -> None:
    four.writes(ADA, CUT, name="Ada")
    row = options(four)[2]
    regular(four, "+34600000032", "Eva", "Mora").holds("Ana", "2026-11-27 17:00")
    told = "\n".join(four.writes(ADA, row, name="Ada"))
    assert visits(four) == [("Ana", "2026-11-27 17:00", "17:40", ["Cortar"])], "Eva's"
    assert "pay/" not in told
    assert options(four) == ["vie 27 10:30 Pilar", "vie 27 12:00 Marta", "vie 27 18:00 Lucas"], "three are buttons"
    four.writes(ADA, options(four)[1], name="Ada")
    assert visits(four)[1] == ("Marta", "2026-11-27 12:00", "12:40", ["Cortar"])


TWO_DAYS = """El **jueves 26 de noviembre** tengo:
- 10:30 con Pilar
- 17:00 con Ana

Y el **viernes 27 de noviembre**:
- 12:00 con Marta
- 18:00 con Lucas"""


def test_two_days_looked_up_for_one_answer_are_one_list(salon_url: str, servers: EmbeddedServers) -> None:
    mind = Scripted([])
    with house(salon_url, servers.redis_url, mind) as home:
        home.free_only("2026-11-26", Pilar=[("10:30", "11:10")], Ana=[("17:00", "17:40")])
        home.free_only("2026-11-27", Marta=[("12:00", "12:40")], Lucas=[("18:00", "18:40")])
        cut = home.row("SELECT id FROM service WHERE name = 'Cortar'")["id"]
        wanted = {"services": [f"s{cut}"], "pack": None, "part": "any", "time": None, "stylist": None}
        searches = [uses("find_slots", date=day, **wanted) for day in ("2026-11-26", "2026-11-27")]
        mind.answers = [*searches, says(TWO_DAYS)]
        home.writes(ADA, "quiero cortarme el pelo, el jueves o el viernes", name="Ada")
        assert options(home) == ["jue 26 10:30 Pilar", "jue 26 17:00 Ana", "vie 27 12:00 Marta", "vie 27 18:00 Lucas"]
        assert len(sent(home)["content_attributes"]["items"]) == 4
