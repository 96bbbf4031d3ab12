"""What never reaches a model."""

import pytest

from flows.safety import screen
from models.enums import HandoverReason

EMERGENCY, MEDICAL, PERSON = (
    HandoverReason.EMERGENCY,
    HandoverReason.MEDICAL,
    HandoverReason.MANUAL_REQUEST,
)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("me cuesta respirar", EMERGENCY),
        ("¡NO PUEDO RESPIRAR!", EMERGENCY),
        ("Tengo dolor en el pecho desde ayer", EMERGENCY),
        ("I have chest pain", EMERGENCY),
        ("she can’t breathe", EMERGENCY),
        ("¿El tinte es seguro en el embarazo?", MEDICAL),
        ("estoy embarazada, ¿puedo darme mechas?", MEDICAL),
        ("soy alérgica al tinte", MEDICAL),
        ("I'm pregnant, is dye safe?", MEDICAL),
        ("tengo psoriasis en el cuero cabelludo", MEDICAL),
        ("me he quemado con el tinte en casa y me pica mucho la cabeza", MEDICAL),
        ("me arde el cuero cabelludo desde que me puse el tinte", MEDICAL),
        ("se me a puesto la cara roja e inchada despues del tinte", MEDICAL),
        ("y me he qemado", MEDICAL),
        ("me pica mucho la cabeza", MEDICAL),
        ("tengo la cara hinchada", MEDICAL),
        ("tengo un sarpullido", MEDICAL),
        ("se me ha irritado la piel", MEDICAL),
        ("my scalp is burning", MEDICAL),
        ("my face is swollen", MEDICAL),
        ("I have a rash since yesterday", MEDICAL),
        ("quiero hablar con una persona", PERSON),
        ("Me puedes pasar con la encargada?", PERSON),
        ("prefiero una persona real", PERSON),
        ("can I talk to a human please", PERSON),
    ],
)
def test_a_person_takes_it(text: str, reason: HandoverReason) -> None:
    assert screen(["hola", text]) is reason


@pytest.mark.parametrize(
    "text",
    [
        "quiero hacerme mechas el viernes",
        "¿cuánto cuesta el corte?",
        "somos dos personas, mi hija y yo",
        "necesito una persona que me peine para una boda",
        "a las 11:20 me viene bien",
        "quiero un tinte rojo",
        "depilación de cara y cejas",
        "higiene de espalda y tinte de pestañas",
        "quiero las uñas rojas y manos cuidadas",
        "I want my hair red",
        "me duele gastar tanto, ¿hay algo más barato?",
        "¿me cortas las puntas quemadas?",
        "pago con tarjeta",
        "I want a haircut tomorrow",
        "¿está abierto el 112 de la calle mayor?",
    ],
)
def test_ordinary_wishes_pass(text: str) -> None:
    assert screen([text]) is None


def test_the_most_urgent_reason_wins() -> None:
    assert screen(["quiero hablar con una persona", "me cuesta respirar"]) is EMERGENCY
