"""Turns in the road to a booking: other slots, packs taken and declined, services added, days in doubt."""

import pytest

from tests.sandbox.brain_house import House
from tests.sandbox.brain_week import FRIDAY, LINK, THURSDAY, known, week

pytestmark = pytest.mark.soak


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("¿y más tarde?", {"date": FRIDAY, "part": "afternoon"}),
        ("mejor por la tarde", {"date": FRIDAY, "part": "afternoon"}),
        ("¿y con Ana?", {"date": FRIDAY, "stylist": "p6"}),
        ("el jueves mejor", {"date": THURSDAY}),
        ("mejor a las 17:00", {"date": FRIDAY, "time": "17:00"}),
        ("el sábado por la mañana", {"date": "2026-11-28", "part": "morning"}),
        ("no puedo el viernes, ¿el jueves?", {"date": THURSDAY}),
        ("what about Thursday?", {"date": THURSDAY}),
        ("ninguna me va bien", {"date": FRIDAY, "part": "afternoon"}),
    ],
)
def test_asking_for_another_slot_searches_again(text: str, asked: dict[str, str]) -> None:
    house = known()
    house.say("un corte el viernes")
    turn = house.say(text)
    assert turn.tools == ["find_slots"]
    assert turn.inputs("find_slots")[0] | asked == turn.inputs("find_slots")[0]
    assert turn.inputs("find_slots")[0]["services"] == ["s23"]


def test_another_slot_while_one_is_held_replaces_it() -> None:
    house = known()
    house.say("un corte el viernes")
    house.say("la primera")
    assert house.say("mejor el jueves a las 16:00").tools == ["find_slots"]
    turn = house.say("sí")
    assert turn.tools == ["hold"]
    assert "jueves 26 de noviembre a las 16:00" in turn.reply


@pytest.mark.parametrize("answer", ["sí", "el pack", "vale, con el pack", "mechas y corte", "yes please"])
def test_the_pack_is_taken(answer: str) -> None:
    house = known()
    house.say("quiero mechas el viernes")
    asked = house.say(answer).inputs("find_slots")[0]
    assert (asked["pack"], asked["services"], asked["date"]) == ("k1", ["s13", "s23"], FRIDAY)


@pytest.mark.parametrize("answer", ["no", "solo mechas", "sin el pack", "no gracias", "just the highlights"])
def test_the_pack_is_declined(answer: str) -> None:
    house = known()
    house.say("quiero mechas el viernes")
    turn = house.say(answer)
    asked = turn.inputs("find_slots")[0]
    assert (asked["pack"], asked["services"], asked["date"]) == (None, ["s13"], FRIDAY)
    assert "ahorras" not in turn.reply


def test_the_pack_is_offered_once() -> None:
    house = known()
    house.say("quiero mechas")
    assert "¿Qué día" in house.say("no, solo mechas").reply
    turn = house.say("el viernes a las 12:30")
    assert turn.tools == ["find_slots"]
    assert "pack" not in turn.reply


def test_a_yes_to_the_pack_is_no_yes_to_any_day() -> None:
    house = House(week(), whatsapp_name="Laura")
    house.say("quiero mechas")
    turn = house.say("sí")
    assert turn.calls[-1] == ("quote", {"services": ["s13", "s23"], "pack": "k1"})
    assert "¿Qué día" in turn.reply


def test_a_new_customers_name_and_surname_with_the_choice() -> None:
    house = House(week(), whatsapp_name="Laura")
    house.say("corte el viernes")
    turn = house.say("12:30 y soy Laura Torres")
    assert turn.tools == ["remember_name", "hold"]
    assert LINK in turn.reply


def test_a_change_of_mind_while_the_surname_is_missing() -> None:
    house = House(week(), name="Laura", greeted=True)
    house.say("corte el viernes")
    house.say("la primera")
    assert "12:30" in house.say("mejor la segunda").reply
    assert house.say("Torres").inputs("hold") == [{"offer": "a2", "person": ""}]


def test_adding_and_taking_away_services() -> None:
    house = known()
    house.say("corte el viernes")
    more = house.say("y también barba")
    assert more.inputs("quote") == [{"services": ["s23", "s19"], "pack": None}]
    assert more.inputs("find_slots")[0]["date"] == FRIDAY
    less = house.say("quita la barba")
    assert less.inputs("quote") == [{"services": ["s23"], "pack": None}]
    other = house.say("mejor solo barba")
    assert other.inputs("quote") == [{"services": ["s19"], "pack": None}]


def test_names_that_sound_like_services_book_nothing() -> None:
    house = House(week(), whatsapp_name="Noa")
    house.say("corte el viernes")
    house.say("la primera")
    turn = house.say("Noa Sejas")
    assert turn.calls[0] == ("remember_name", {"name": "Noa", "surname": "Sejas"})
    assert LINK in turn.reply


def test_an_hour_named_by_two_stylists_takes_the_first() -> None:
    house = House({FRIDAY: [("10:00", "Pilar"), ("10:00", "Marta")]}, name="Eva", surname="Mas", returning=True)
    house.say("un corte el viernes a las 10")
    assert house.say("vale").inputs("hold") == [{"offer": "a1", "person": ""}]


def test_yes_with_the_name_takes_the_hour_asked_for() -> None:
    house = House(week(), whatsapp_name="Laura", greeted=True)
    house.say("un corte el viernes a las 12:30")
    assert LINK in house.say("vale, soy Laura Torres").reply


def test_a_question_left_open_is_not_forgotten() -> None:
    house = known()
    house.say("quiero cejas y un masaje")
    reply = house.say("el jueves").reply
    assert "Masaje corporal (30min)" in reply
    assert "Lo otro" not in reply


def test_hair_and_beauty_are_arranged_one_by_one() -> None:
    house = known()
    assert "citas separadas" in house.say("corte y manicura el viernes").reply
    assert house.say("el corte").inputs("find_slots")[0]["date"] == FRIDAY


def test_a_service_that_could_be_several_is_asked_for() -> None:
    house = known()
    first = house.say("quiero un masaje")
    assert first.tools == []
    assert "61,00 €" in first.reply
    assert "36,50 €" in first.reply
    assert house.say("el de 30").inputs("quote") == [{"services": ["s55"], "pack": None}]


def test_no_day_is_made_up() -> None:
    house = known()
    first = house.say("quiero un corte")
    assert first.tools == ["quote"]
    assert "¿Qué día" in first.reply
    assert house.say("sí").inputs("find_slots")[0]["date"] is None


def test_a_doubtful_day_is_asked_for() -> None:
    house = known()
    turn = house.say("un corte el viernes 28")
    assert "find_slots" not in turn.tools
    assert "sábado 28 de noviembre" in turn.reply
    assert house.say("el viernes").inputs("find_slots")[0]["date"] == FRIDAY


def test_the_day_said_first_is_kept_until_the_service_is_known() -> None:
    house = known()
    assert "viernes 27 de noviembre" in house.say("quiero cita el viernes por la tarde").reply
    asked = house.say("un corte").inputs("find_slots")[0]
    assert (asked["date"], asked["part"]) == (FRIDAY, "afternoon")


def test_a_new_booking_does_not_repeat_the_old_one() -> None:
    house = known(state="booked", requested={"services": ["s23"], "date": FRIDAY, "stylist": "p6"})
    first = house.say("quiero otra cita el jueves")
    assert first.tools == []
    second = house.say("cejas")
    asked = second.inputs("find_slots")[0]
    assert (asked["services"], asked["date"], asked["stylist"]) == (["s48"], THURSDAY, None)
