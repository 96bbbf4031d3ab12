"""What a person has dealt with when a conversation is handed back, and what waits for its answer."""

import pytest

from flows.handed_back import HAND_OVER, Unanswered, dealt_with
from models.enums import HandoverReason as Reason

PRICE = "¿cuánto cuesta cortarme el pelo?"
PARKING = "¿tenéis parking?"
PERSON = "quiero hablar con una persona"
HEALTH = "¿el tinte es seguro en el embarazo?"
EMERGENCY = "me cuesta respirar"
ONE_OF_THEM = "ay"


def taken(*texts: str, tool: str | None = None) -> list[Unanswered]:
    """What the turn that ended in the handover had gathered."""
    return [Unanswered(n, n, text, taken=True, tool=tool) for n, text in enumerate(texts, start=10)]


def later(*texts: str) -> list[Unanswered]:
    """What came while it was thought about, or after."""
    return [Unanswered(n, n, text) for n, text in enumerate(texts, start=20)]


def dealt(reason: Reason, messages: list[Unanswered], last_human: int = 0, *, again: bool = False) -> list[str]:
    """The texts that a person has dealt with."""
    return [one.text for one in dealt_with(reason, messages, last_human, again=again)]


@pytest.mark.parametrize(
    ("reason", "said", "persons"),
    [
        (Reason.MANUAL_REQUEST, taken(PERSON), [PERSON]),
        (Reason.MANUAL_REQUEST, taken(PRICE, PERSON), [PERSON]),
        (Reason.MANUAL_REQUEST, taken(PERSON, PARKING), [PERSON]),
        (Reason.MANUAL_REQUEST, taken(f"{PRICE} {PERSON}"), [f"{PRICE} {PERSON}"]),
        (Reason.MANUAL_REQUEST, taken("prefiero", "hablar con alguien", "del salón"), None),
        (Reason.MANUAL_REQUEST, taken("que me llame Eva", PARKING, tool=HAND_OVER), None),
        (Reason.MANUAL_REQUEST, taken("hola", PERSON, "por favor", "¿precios?"), ["hola", PERSON, "por favor"]),
        (Reason.MEDICAL, taken(HEALTH, PRICE), [HEALTH]),
        (
            Reason.MEDICAL,
            taken("tengo cáncer", PRICE, "y estoy con quimioterapia"),
            ["tengo cáncer", "y estoy con quimioterapia"],
        ),
        (Reason.EMERGENCY, taken("me duele", "mucho el pecho desde hace rato"), None),
        (Reason.MEDICAL, taken(ONE_OF_THEM, tool="answer_intake"), None),
        (Reason.EMERGENCY, taken(PARKING, EMERGENCY), [EMERGENCY]),
        (Reason.PAYMENT_FAILURE, taken("otra vez no me deja", tool="payment_trouble"), None),
        (Reason.PAYMENT_FAILURE, taken("no me deja pagar", tool=HAND_OVER), None),
        (Reason.PAYMENT_FAILURE, taken(PARKING), []),
        (Reason.DELAY, taken("llego tardísimo", tool=HAND_OVER), None),
        (Reason.AMBIGUITY, taken("blublu", tool="not_understood"), None),
        (Reason.OTHER, taken("quiero cancelar la de hoy", tool="cancel"), None),
        (Reason.OTHER, taken(f"{PRICE} y necesito factura", tool=HAND_OVER), []),
        (Reason.BUDGET, taken(PRICE), []),
        (Reason.TECHNICAL, taken(PRICE), []),
        (Reason.TECHNICAL, taken(PRICE, tool="payment_trouble"), []),
        (Reason.PERSON_WROTE, taken(PRICE), []),
    ],
)
def test_of_what_the_turn_had_taken_only_the_matter_is_a_persons(
    reason: Reason, said: list[Unanswered], persons: list[str] | None
) -> None:
    """`None`: all of it. What came later waits, whatever the reason."""
    expected = [one.text for one in said] if persons is None else persons
    assert dealt(reason, said) == expected
    assert dealt(reason, [*said, *later(PARKING, "¿hola?")]) == expected


@pytest.mark.parametrize("reason", Reason)
def test_nobody_has_dealt_with_what_came_later_nor_lost_what_a_person_has_answered(reason: Reason) -> None:
    assert dealt(reason, later(PRICE, EMERGENCY)) == []
    assert dealt(reason, later(PRICE, PARKING), last_human=21) == [PRICE]
    assert dealt(reason, later(PRICE, PARKING), last_human=30) == [PRICE, PARKING]


def test_each_message_is_dealt_with_once() -> None:
    said = [*taken(PERSON, PARKING), *later(PRICE)]
    assert dealt(Reason.MANUAL_REQUEST, said, last_human=11) == [PERSON]
    assert dealt(Reason.MANUAL_REQUEST, said, last_human=12) == [PERSON, PARKING]


def test_what_the_model_had_no_name_for_goes_to_it_once_more_and_no_third_time() -> None:
    said = taken("necesito factura", tool=HAND_OVER)
    assert dealt(Reason.OTHER, said) == []
    assert dealt(Reason.OTHER, said, again=True) == ["necesito factura"]
    assert dealt(Reason.OTHER, [*said, *later(PRICE)], again=True) == ["necesito factura"]
