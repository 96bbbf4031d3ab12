"""A service that asks something before it is booked."""

from tests.house import House
from tests.scenarios.regulars import notes, pays, regular
from tests.scenarios.variants import Script, written
from tests.scenarios.visits import standing, visits

NURIA = "+34600000061"
QUESTION = "¿Tienes alguna alergia o has reaccionado a un tinte?"
ASKS = """
INSERT INTO intake_question (business_id, service_id, key, position, text, answer_schema, red_flag, required, active)
SELECT business_id, id, 'allergy', 0, %(text)s, '{"type": "boolean"}', '{"const": true}', true, true
FROM service WHERE name = 'Cultura de color'
"""
ANSWERS = "SELECT answer, red_flag, booking_id IS NOT NULL AS booked FROM intake_answer"


def chooses_colour(home: House) -> str:
    """She wants a colour on Thursday at 10:00, and takes it; what we answer to that."""
    home.rows(ASKS, text=f'{{"es": "{QUESTION}", "en": "Do you have any allergies?"}}')
    home.free_only("2026-11-26", Marta=[("10:00", "10:50")])
    regular(home, NURIA, "Nuria", "Paz")
    home.writes(NURIA, "quiero cultura de color el jueves", name="Nuria")
    return home.writes(NURIA, "a las 10:00", name="Nuria")[-1]


@written(
    plain={"answer": "No, ninguna"},
    typos={"answer": "nooo ningna"},
    no_accents={"answer": "no tengo ninguna alergia"},
    burst={"answer": ("uy", "no", "que yo sepa ninguna")},
    second_thoughts={"answer": ["¿y eso por qué lo preguntas?", "ah vale, no"]},
    plainly={"answer": "no soy alérgica a nada"},
)
def test_no_allergy_is_stored_with_the_booking_and_shown_to_staff(home: House, script: Script) -> None:
    assert QUESTION in chooses_colour(home)
    assert visits(home) == []
    held = script.say(home, NURIA, "answer", "Nuria")[-1]
    booking = standing(home)
    assert (booking["status"], booking["deposit_cents"]) == ("held", 860)
    assert "8,60 €" in held
    assert home.row(ANSWERS) == {"answer": False, "red_flag": False, "booked": True}
    pays(home, booking["code"])
    assert any(QUESTION in note and "Nuria Paz" in note and "→ no" in note for note in notes(home))


@written(
    plain={"answer": "Sí"},
    typos={"answer": "sii"},
    no_accents={"answer": "si, un poco"},
    burst={"answer": ("pues", "si", "la verdad")},
    second_thoughts={"answer": ["no... bueno, sí", "sí"]},
)
def test_an_allergy_goes_to_a_person_with_the_red_flag(home: House, script: Script) -> None:
    assert QUESTION in chooses_colour(home)
    script.say(home, NURIA, "answer", "Nuria")
    assert visits(home) == []
    assert home.row(ANSWERS) == {"answer": True, "red_flag": True, "booked": False}
    assert home.row("SELECT handover_reason FROM conversation")["handover_reason"] == "medical"
    assert any(QUESTION in note and "→ sí" in note for note in notes(home))
    assert home.writes(NURIA, "¿hola?", name="Nuria") == []


def test_an_allergy_in_her_own_words_never_reaches_the_model_and_is_her_answer(home: House) -> None:
    chooses_colour(home)
    rounds = home.row("SELECT count(*) AS n FROM round")
    home.writes(NURIA, "sí, soy alérgica al tinte", name="Nuria")
    assert home.row("SELECT count(*) AS n FROM round") == rounds
    assert visits(home) == []
    assert home.row("SELECT handover_reason FROM conversation")["handover_reason"] == "medical"
    assert any(f"{QUESTION}\n\n**Ha escrito:** sí, soy alérgica al tinte" in note for note in notes(home))
    assert home.row(ANSWERS) == {"answer": "sí, soy alérgica al tinte", "red_flag": True, "booked": False}
