"""Scenarios 10, 13 and 15, and wishes that must not be guessed: an hour on several days, an unknown service."""

from tests.house import House
from tests.scenarios.regulars import regular
from tests.scenarios.variants import Script, written
from tests.scenarios.visits import link, standing, visits

PATRICIA, LUCIA, FERNANDO, NOA = "+34600000010", "+34600000013", "+34600000015", "+34600000016"


@written(
    plain={
        "ask": "Hola, quiero barro gold, agua lluvia y peinado largo el viernes por la mañana",
        "choose": "A las 9:30",
    },
    typos={"ask": "ola kiero varro gold agua yuvia i peinado largo el biernes x la mañana", "choose": "alas 9:30"},
    no_accents={
        "ask": "barro gol, agua de lluvia y peinado largo para el viernes por la manana",
        "choose": "si, guardamelo",
    },
    burst={
        "ask": ("hola", "barro gold", "agua lluvia", "y peinado largo", "viernes por la mañana"),
        "choose": ("sí", "perfecto"),
    },
    second_thoughts={
        "ask": [
            "quiero barro gold y agua lluvia el jueves",
            "mejor el viernes por la mañana",
            "y añade también peinado largo",
        ],
        "choose": "vale, a las 9 y media",
    },
)
def test_10_three_services_are_one_appointment_with_marta(home: House, script: Script) -> None:
    home.free_only("2026-11-27", Marta=[("09:30", "11:20")])
    regular(home, PATRICIA, "Patricia", "López")
    offered = script.say(home, PATRICIA, "ask", "Patricia")[-1]
    assert "90,50 €" in offered and "110 min" in offered and "9:30" in offered and "Marta" in offered
    held = script.say(home, PATRICIA, "choose", "Patricia")[-1]
    booking = standing(home)
    assert (booking["total_cents"], booking["deposit_cents"]) == (9050, 1810)
    assert [visit[:3] for visit in visits(home)] == [("Marta", "2026-11-27 09:30", "11:20")]
    assert set(visits(home)[0][3]) == {"Barro gold", "Agua lluvia", "Peinado largo"}
    assert "18,10 €" in held and link(home, booking["code"]) in held


@written(
    plain={
        "ask": "¡Hola! ¿Cuánto cuestan las cejas y la manicura permanente?",
        "book": "Sí, soy Lucía. Quiero las dos el jueves, la primera que tengas",
        "choose": "a las 10:00",
        "surname": "Gómez",
    },
    typos={
        "ask": "ola kuanto cuestan las sejas i la manicura permanente",
        "book": "sii soi lucia, kiero las 2 el juebes",
        "choose": "alas 10",
        "surname": "gomez",
    },
    no_accents={
        "ask": "precio de cejas y manicura permanente?",
        "book": "si soy Lucía, vale las dos el jueves",
        "choose": "si guardamela",
        "surname": "mi apellido es Gómez",
    },
    burst={
        "ask": ("hola", "precio cejas?", "y manicura permanente?"),
        "book": ("sí, soy Lucía", "pues las dos", "el jueves"),
        "choose": ("vale", "a las 10:00"),
        "surname": ("perdona", "Gómez"),
    },
    second_thoughts={
        "book": [
            "soy Lucía, solo las cejas el jueves",
            "no espera, las cejas y la manicura permanente el jueves",
        ],
        "choose": ["¿y más tarde?", "no, a las 10:00 está bien"],
    },
)
def test_13_lucia_asks_prices_and_books_both(home: House, script: Script) -> None:
    home.free_only("2026-11-26", Rosa=[("10:00", "11:45")])
    told = script.say(home, LUCIA, "ask", "Lucía")[-1]
    for fact in ("7,00 €", "15 min", "40,70 €", "90 min"):
        assert fact in told
    assert "¿Te busco hueco?" in told and "¿Eres Lucía?" in told
    offered = script.say(home, LUCIA, "book", "Lucía")[-1]
    assert "10:00" in offered and "Rosa" in offered and "jueves 26 de noviembre" in offered
    asked = script.say(home, LUCIA, "choose", "Lucía")[-1]
    assert "apellido" in asked and "/pay/" not in asked and visits(home) == []
    held = script.say(home, LUCIA, "surname", "Lucía")[-1]
    booking = standing(home)
    assert (booking["status"], booking["total_cents"], booking["deposit_cents"]) == ("held", 4770, 954)
    assert visits(home) == [("Rosa", "2026-11-26 10:00", "11:45", ["Cejas", "Manicura permanente + bioterapia"])]
    assert "9,54 €" in held and link(home, booking["code"]) in held
    surname = home.row("SELECT surname FROM customer")["surname"]
    assert surname.replace("o", "ó") == "Gómez"


@written(
    plain={"ask": "Hola, ¿cuánto tardan corte, cultura de color y secado?", "book": "Vale, el martes por la mañana"},
    typos={"ask": "ola kuanto tarda corte cultura de color i secado", "book": "vale el martez x la mañana"},
    no_accents={"ask": "cuanto dura cortar + cultura de color + secado", "book": "pues el martes por la manana"},
    burst={
        "ask": ("hola", "corte, cultura de color y secado", "cuánto se tarda?"),
        "book": ("ok", "martes", "por la mañana"),
    },
    second_thoughts={
        "ask": ["¿cuánto se tarda en corte y cultura de color?", "¿y con secado?"],
        "book": ["el lunes", "no, mejor el martes por la mañana"],
    },
)
def test_15_ninety_five_minutes_on_tuesday_with_marta(home: House, script: Script) -> None:
    home.free_only("2026-11-24", Marta=[("10:00", "11:35")])
    regular(home, FERNANDO, "Fernando", "Gil")
    told = script.say(home, FERNANDO, "ask", "Fernando")[-1]
    assert "95 min" in told and "77,40 €" in told
    offered = script.say(home, FERNANDO, "book", "Fernando")[-1]
    assert "10:00" in offered and "Marta" in offered and "martes 24 de noviembre" in offered
    held = home.writes(FERNANDO, "a las 10:00, perfecto", name="Fernando")[-1]
    booking = standing(home)
    assert (booking["total_cents"], booking["deposit_cents"]) == (7740, 1548)
    assert [visit[:3] for visit in visits(home)] == [("Marta", "2026-11-24 10:00", "11:35")]
    assert "15,48 €" in held


@written(
    plain={"choose": "A las 10:30", "day": "El viernes"},
    typos={"choose": "alas 10:30", "day": "el biernes"},
    no_accents={"choose": "la de las 10 y media", "day": "la del viernes"},
    burst={"choose": ("vale", "a las 10:30"), "day": ("uy", "el viernes")},
    second_thoughts={"choose": "10:30", "day": "el jueves no, el viernes"},
)
def test_half_past_ten_on_several_days_is_asked_about(home: House, script: Script) -> None:
    for day in ("2026-11-23", "2026-11-24", "2026-11-25"):
        home.free_only(day)
    home.free_only("2026-11-26", Pilar=[("10:30", "11:10")])
    home.free_only("2026-11-27", Marta=[("10:30", "11:10")])
    regular(home, NOA, "Noa", "Sanz")
    offered = home.writes(NOA, "quiero cortarme el pelo, la primera que tengas", name="Noa")[-1]
    assert offered.count("10:30") == 2 and "jueves 26 de noviembre" in offered and "viernes 27 de noviembre" in offered
    asked = script.say(home, NOA, "choose", "Noa")[-1]
    assert "/pay/" not in asked and "jueves 26 de noviembre" in asked and "viernes 27 de noviembre" in asked
    assert visits(home) == []
    script.say(home, NOA, "day", "Noa")
    assert visits(home) == [("Marta", "2026-11-27 10:30", "11:10", ["Cortar"])]


@written(
    plain={"ask": "Quiero cortarme el pelo el viernes por la tarde"},
    typos={"ask": "kiero cortarme el pelo el biernes x la tadre"},
    no_accents={"ask": "un corte para el viernes tarde"},
    burst={"ask": ("un corte", "el viernes", "por la tarde")},
    second_thoughts={"ask": "un corte el viernes por la mañana, no, mejor por la tarde"},
)
def test_in_the_afternoon_is_a_part_of_the_day(home: House, script: Script) -> None:
    home.free_only("2026-11-27", Pilar=[("10:00", "10:40"), ("18:10", "19:30")], Ana=[("15:45", "16:25")])
    regular(home, NOA, "Noa", "Sanz")
    offered = script.say(home, NOA, "ask", "Noa")[-1]
    assert "15:45" in offered and "18:15" in offered and "10:00" not in offered


@written(
    plain={"ask": "Quiero un alisado japonés y cortarme el pelo el viernes"},
    typos={"ask": "kiero un alisado japones i un korte el biernes"},
    no_accents={"ask": "corte y alisado japones el viernes"},
    burst={"ask": ("quiero cortarme el pelo el viernes", "y un alisado japonés")},
    second_thoughts={"ask": ["quiero cortarme el pelo el viernes", "y también quiero un alisado japonés"]},
)
def test_an_unknown_service_beside_a_known_one_is_named(home: House, script: Script) -> None:
    home.free_only("2026-11-27", Pilar=[("10:00", "10:40")])
    regular(home, NOA, "Noa", "Sanz")
    told = "\n".join(script.say(home, NOA, "ask", "Noa"))
    assert "alisado japon" in told and "26,20 €" in told and "10:00" in told
