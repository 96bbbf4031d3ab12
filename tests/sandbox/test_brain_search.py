"""Words that the catalogue does not know are looked for before the salon is said not to have it."""

import pytest

from tests.sandbox.brain_more import known_more, newcomer
from tests.sandbox.brain_week import FRIDAY, known

pytestmark = pytest.mark.soak


def test_what_cannot_be_placed_is_searched_for_before_it_is_denied() -> None:
    turn = known_more().say("quiero un tatuaje")
    assert turn.calls == [("search_services", {"words": "tatuaje"})]
    assert "No encuentro «tatuaje»" in turn.reply


def test_what_the_search_finds_is_offered_with_its_price() -> None:
    house = known_more(known_words={"depiladura": ["s59"], "pedicurista": ["s71"]})
    first = house.say("¿hacéis pedicurista?")
    assert first.tools == ["search_services"]
    assert "**Pedicura permanente con bioterapia** (54,60 €, 75 min)" in first.reply
    assert house.say("sí").inputs("quote")[0]["services"] == ["s71"]


def test_a_slip_of_the_finger_is_asked_about() -> None:
    house = known_more(known_words={"cote": ["s23"]})
    assert "¿Te refieres a **Cortar** (26,20 €, 40 min)?" in house.say("hola quiero un cote el viernes").reply
    assert house.say("sí").inputs("find_slots")[0] | {"services": ["s23"], "date": FRIDAY} == {
        "services": ["s23"], "pack": None, "date": FRIDAY, "part": "any", "time": None, "stylist": None,
    }  # fmt: skip


def test_what_has_nothing_in_common_with_her_word_is_not_offered() -> None:
    turn = known_more(known_words={"tatuaje": ["s55", "s36"]}).say("quiero un tatuaje")
    assert turn.tools == ["search_services"]
    assert "Masaje" not in turn.reply and "«tatuaje»" in turn.reply


def test_what_any_hairdresser_knows_counts_when_the_search_finds_nothing() -> None:
    turn = known_more().say("¿hacéis balayage?")
    assert turn.tools == ["search_services"]
    assert "**Mechas** (62,50 €, 60 min)" in turn.reply


def test_each_of_several_is_searched_for_in_one_round_beside_what_is_known() -> None:
    house = known_more()
    turn = house.say("Quiero un tatuaje, botox y cejas el jueves")
    assert [given["words"] for given in turn.inputs("search_services")] == ["tatuaje", "botox"]
    assert turn.inputs("find_slots")[0]["services"] == ["s48"]
    assert "«tatuaje»" in turn.reply and "«botox»" in turn.reply


def test_a_bare_word_beside_a_day_is_searched_for() -> None:
    house = known_more(known_words={"pedicurista": ["s71"]})
    first = house.say("pedicurista el viernes")
    assert "¿Te refieres a **Pedicura permanente con bioterapia**" in first.reply
    asked = house.say("sí").inputs("find_slots")[0]
    assert (asked["services"], asked["date"]) == (["s71"], FRIDAY)


@pytest.mark.parametrize("text", ["keratina", "brushing el viernes", "keratina?"])
def test_a_bare_word_that_nothing_is_found_for_is_not_passed_over(text: str) -> None:
    turn = known_more().say(text)
    assert turn.tools == ["search_services"]
    assert f"No encuentro «{text.split()[0].strip('?')}»" in turn.reply and turn.reply.endswith("?")


def test_what_is_taken_for_her_word_is_not_asked_about_besides() -> None:
    turn = known_more(known_words={"tinte vegetal": ["s28"]}).say("quiero un tinte vegetal el viernes")
    assert turn.inputs("find_slots")[0]["services"] == ["s28"]
    assert "«tinte vegetal»" in turn.reply and "lo añado" not in turn.reply
    assert turn.reply.count("43,00 €") == 1


def test_a_riddle_is_searched_for_once_and_stays_a_riddle() -> None:
    turn = known_more().say("asdf qwerty")
    assert turn.tools == ["search_services"]
    assert "no te he entendido" in turn.reply


@pytest.mark.parametrize(
    "text", ["hola", "gracias", "¿hay parking?", "un corte el viernes", "sí", "soy Laura Torres", "vale, perfecto"]
)
def test_words_that_are_understood_are_not_searched_for(text: str) -> None:
    assert "search_services" not in newcomer().say(text).tools


def test_a_house_without_the_search_is_answered_as_before() -> None:
    turn = known().say("quiero un tatuaje")
    assert turn.tools == []
    assert "«tatuaje»" in turn.reply
