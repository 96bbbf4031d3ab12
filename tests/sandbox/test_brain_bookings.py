"""Whole conversations that lead to a held slot, against the scripted salon."""

from tests.sandbox.brain_house import House
from tests.sandbox.brain_week import FRIDAY, LINK, THURSDAY, TODAY, known, week


def test_highlights_with_the_pack_to_the_pay_link() -> None:
    house = House(week(), whatsapp_name="Laura")

    first = house.say("quiero hacerme mechas el viernes")
    assert first.calls == [("quote", {"services": ["s13"], "pack": None})]
    for fact in ("¿Eres Laura?", "Mechas + Corte", "80,00 €", "60 min", "8,70 €", "viernes 27 de noviembre"):
        assert fact in first.reply
    assert "Maite" not in first.reply

    second = house.say("Sí, soy Laura. Sí, el pack. La primera disponible")
    assert second.calls[0] == ("remember_name", {"name": "Laura", "surname": None})
    assert second.inputs("find_slots") == [
        {
            "services": ["s13", "s23"],
            "pack": "k1",
            "date": FRIDAY,
            "part": "any",
            "time": None,
            "stylist": None,
        }
    ]
    for fact in ("viernes 27 de noviembre", "10:30 con Pilar", "12:30 con Marta"):
        assert fact in second.reply

    third = house.say("la de las 12:30")
    assert third.tools == ["hold"]
    assert "apellido" in third.reply
    assert LINK not in third.reply

    fourth = house.say("Torres")
    assert fourth.calls == [
        ("remember_name", {"name": "Laura", "surname": "Torres"}),
        ("hold", {"offer": "a2", "person": ""}),
    ]
    for fact in ("viernes 27 de noviembre a las 12:30", "Marta", "80,00 €", "16,00 €", "30 minutos", "9:30", LINK):
        assert fact in fourth.reply


def test_two_prices_then_both_on_thursday() -> None:
    house = House(week(), whatsapp_name="Lucía")
    first = house.say("Hola, ¿cuánto cuestan las cejas y la manicura?")
    assert first.calls == [("quote", {"services": ["s48", "s50"], "pack": None})]
    for fact in ("7,00 €", "15 min", "40,70 €", "90 min", "47,70 €", "105 min", "¿Te busco hueco?", "¿Eres Lucía?"):
        assert fact in first.reply

    second = house.say("Sí, soy Lucía. Los dos el jueves con Rosa")
    assert second.inputs("find_slots")[0] | {"part": "any"} == {
        "services": ["s48", "s50"],
        "pack": None,
        "date": THURSDAY,
        "part": "any",
        "time": None,
        "stylist": "p3",
    }
    third = house.say("vale")
    assert third.tools == ["hold"]
    fourth = house.say("Gil Pérez")
    for fact in ("jueves 26 de noviembre a las 16:00", "Rosa", "47,70 €", "9,54 €"):
        assert fact in fourth.reply


def test_how_long_three_services_take() -> None:
    house = known()
    first = house.say("¿Cuánto se tarda en corte, cultura de color y secado?")
    for fact in ("95 min", "77,40 €", "40 min", "50 min", "5 min"):
        assert fact in first.reply
    second = house.say("vale, el martes")
    assert "martes 24 de noviembre" in second.reply
    third = house.say("sí")
    assert "15,48 €" in third.reply


def test_a_cut_today_is_held_for_a_quarter_of_an_hour() -> None:
    house = known(now="2026-11-23T13:00+01:00")
    first = house.say("Hola! ¿Puedo ir hoy a cortarme el pelo?")
    assert first.inputs("find_slots")[0]["date"] == TODAY
    assert "16:30 con Ana" in first.reply
    assert "18:00 con Víctor" in first.reply
    second = house.say("a las 16:30 con Ana")
    for fact in ("15 minutos", "13:15", "5,24 €", LINK):
        assert fact in second.reply


def test_five_messages_get_one_answer() -> None:
    house = House(week(), whatsapp_name="Eva")
    turn = house.say("hola!", "quería cortarme el pelo", "el viernes", "por la mañana", "si puede ser con Marta")
    assert turn.tools == ["quote", "find_slots"]
    asked = turn.inputs("find_slots")[0]
    assert (asked["date"], asked["part"], asked["stylist"]) == (FRIDAY, "morning", "p2")
    for fact in ("¿Eres Eva?", "26,20 €", "viernes 27 de noviembre", "12:30 con Marta"):
        assert fact in turn.reply


def test_everything_in_english() -> None:
    house = House(week(), whatsapp_name="Emma")
    first = house.say("Hi! I'd like highlights on Friday, how much is it?")
    for fact in ("Are you Emma?", "62,50 €", "80,00 €", "save 8,70 €", "Friday 27 November"):
        assert fact in first.reply
    second = house.say("Yes, I'm Emma. Just the highlights please")
    assert second.inputs("find_slots")[0]["pack"] is None
    assert "On **Friday 27 November** I have" in second.reply
    assert "surname" in house.say("the second one").reply
    last = house.say("Smith")
    for fact in ("Friday 27 November at 12:30", "with Marta", "12,50 €", LINK):
        assert fact in last.reply
    assert "señal" not in last.reply


def test_a_slot_that_has_just_gone_brings_the_next_ones() -> None:
    house = known(taken={"a1"})
    house.say("un corte el viernes")
    second = house.say("la primera")
    assert "se acaba de ocupar" in second.reply
    assert "12:30 con Marta" in second.reply
    assert "17:00 con Ana" in second.reply
    assert house.say("la segunda").inputs("hold") == [{"offer": "a4", "person": ""}]


def test_a_free_consultation_for_somebody_who_cannot_decide() -> None:
    house = known()
    first = house.say("No sé si hacerme óleo pigmento o barro gold")
    for fact in ("34,00 €", "30 min", "48,00 €", "40 min", "Consulta gratuita", "15 min"):
        assert fact in first.reply
    second = house.say("sí, el jueves")
    assert second.inputs("find_slots")[0]["services"] == ["s75"]
    third = house.say("a las 11")
    assert "http" not in third.reply
    assert third.inputs("hold") == [{"offer": "a1", "person": ""}]


def test_a_closed_day_is_said_and_the_next_one_offered() -> None:
    free = {"2026-10-13": [("10:30", "Ana"), ("12:00", "Pilar")]}
    house = House(
        free, now="2026-10-08T09:00+02:00", closed={"2026-10-12": "Fiesta Nacional"}, name="Sofía", surname="Paz"
    )
    first = house.say("¿El lunes 12 abrís?")
    assert "Fiesta Nacional" in first.reply
    assert "martes 13 de octubre" in first.reply
    second = house.say("quiero un corte el lunes 12")
    assert [asked["date"] for asked in second.inputs("find_slots")] == ["2026-10-12", "2026-10-13"]
    assert "Fiesta Nacional" in second.reply
    assert "10:30 con Ana" in second.reply
